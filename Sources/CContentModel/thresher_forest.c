// SPDX-License-Identifier: Apache-2.0
#include "thresher_forest.h"

// A tree without walking down it: the leaf that a row comes to is the first that no question rules
// out. All questions of a tree are asked of all rows, without branches, several rows a step.
// Source: C. Lucchese and others, "QuickScorer", 2015.

__attribute__((target_clones("avx2", "default")))
void thresher_forest_sums(
    const thresher_leaves *groups, size_t group_count, const thresher_question *questions,
    const float *leaves, const float *columns, size_t rows, size_t stride, uint32_t *restrict bits,
    uint8_t *restrict found, float *restrict sums) {
    // Whole steps only: what stands behind the last row is not read by anybody.
    stride &= ~(size_t)7;
    for (size_t g = 0; g < group_count; g++) {
        const thresher_leaves group = groups[g];
        const uint32_t all = group.leaf_count < 32 ? (1u << group.leaf_count) - 1 : UINT32_MAX;
        for (size_t row = 0; row < stride; row++) bits[row] = all;
        for (size_t q = 0; q < group.question_count; q++) {
            const thresher_question question = questions[group.first_question + q];
            const float *restrict column = columns + question.column * stride;
#pragma clang loop vectorize_width(8) interleave_count(1)
            for (size_t row = 0; row < stride; row++)
                bits[row] &= column[row] <= question.threshold ? UINT32_MAX : question.kept;
        }
        const float *values = leaves + group.first_leaf;
        for (size_t row = 0; row < rows; row++) {
            if (!group.goes_on) found[row] = 0;
            if (!bits[row] || found[row]) continue;
            sums[row] += values[__builtin_ctz(bits[row])];
            found[row] = 1;
        }
    }
}
