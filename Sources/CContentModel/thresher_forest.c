// SPDX-License-Identifier: Apache-2.0
#include "thresher_forest.h"

// A tree without walking down it: the leaf that a row comes to is the first that no question rules
// out. All questions of a tree are asked of all rows, without branches, several rows a step.
// Source: C. Lucchese and others, "QuickScorer", 2015.

// Rows a step, and steps whose leaves stay in registers while all questions of a group are asked.
enum { STEP = 8, STEPS = 4 };

typedef float values_t __attribute__((vector_size(STEP * sizeof(float)), aligned(sizeof(float))));
typedef uint32_t leaves_t
    __attribute__((vector_size(STEP * sizeof(uint32_t)), aligned(sizeof(uint32_t))));

// What is left of a group's leaves for some steps of rows from the one that `columns` begins with.
static inline __attribute__((always_inline)) void thresher_ask(
    const thresher_question *questions, size_t count, const float *columns, size_t stride,
    size_t steps, uint32_t all, uint32_t *bits) {
    leaves_t left[STEPS];
    for (size_t step = 0; step < steps; step++) left[step] = (leaves_t){0} + all;
    for (size_t q = 0; q < count; q++) {
        const thresher_question question = questions[q];
        const float *column = columns + question.column * stride;
        for (size_t step = 0; step < steps; step++) {
            const values_t values = *(const values_t *)(column + step * STEP);
            left[step] &= (leaves_t)(values <= question.threshold) | question.kept;
        }
    }
    for (size_t step = 0; step < steps; step++) *(leaves_t *)(bits + step * STEP) = left[step];
}

__attribute__((target_clones("avx2", "default")))
void thresher_forest_sums(
    const thresher_leaves *groups, size_t group_count, const thresher_question *questions,
    const float *leaves, const float *columns, size_t rows, size_t stride, uint32_t *restrict bits,
    uint8_t *restrict found, float *restrict sums) {
    // Whole steps only: what stands behind the last row is not read by anybody.
    const size_t end = stride & ~(size_t)(STEP - 1);
    for (size_t g = 0; g < group_count; g++) {
        const thresher_leaves group = groups[g];
        const thresher_question *asked = questions + group.first_question;
        const uint32_t all = group.leaf_count < 32 ? (1u << group.leaf_count) - 1 : UINT32_MAX;
        size_t row = 0;
        for (; row + STEPS * STEP <= end; row += STEPS * STEP)
            thresher_ask(
                asked, group.question_count, columns + row, stride, STEPS, all, bits + row);
        for (; row < end; row += STEP)
            thresher_ask(asked, group.question_count, columns + row, stride, 1, all, bits + row);
        const float *values = leaves + group.first_leaf;
        for (row = 0; row < rows; row++) {
            if (!group.goes_on) found[row] = 0;
            if (!bits[row] || found[row]) continue;
            sums[row] += values[__builtin_ctz(bits[row])];
            found[row] = 1;
        }
    }
}
