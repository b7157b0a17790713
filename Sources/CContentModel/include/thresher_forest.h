// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>
#include <stdint.h>

/// A question of a tree: whether a column is at most the threshold. A no takes leaves out.
typedef struct {
    float threshold;
    uint32_t column;
    /// A bit for each leaf of the group, 0 for those that a no rules out.
    uint32_t kept;
} thresher_question;

/// Up to 32 leaves of a tree beside each other, and the questions that rule any of them out.
typedef struct {
    uint32_t first_question, question_count;
    uint32_t first_leaf, leaf_count;
    /// Whether leaves of the same tree come before these.
    uint32_t goes_on;
} thresher_leaves;

/// Adds to each row's sum what each tree gives for it. Columns stand one after the other, each of
/// `stride` numbers, a multiple of 8 that is no less than `rows`. `bits` has room for `stride`
/// numbers, `found` for one a row.
void thresher_forest_sums(
    const thresher_leaves *groups, size_t group_count, const thresher_question *questions,
    const float *leaves, const float *columns, size_t rows, size_t stride, uint32_t *bits,
    uint8_t *found, float *sums);
