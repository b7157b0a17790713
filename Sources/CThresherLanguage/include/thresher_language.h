// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The part of CLD2 that Thresher uses. Its tables are linked in: no file is read.

/// A language found in a text.
typedef struct {
    /// CLD2's code, such as `en`, `zh-Hant` or `un` (unknown).
    char code[16];
    /// How much of the text's letters are in it, 0 to 100.
    int percent;
    /// How common the text's letter groups are in it, 1.0 for usual text.
    double score;
} thresher_language;

/// Finds the languages of valid UTF-8 without markup, the most frequent first.
///
/// `hint` is a language code that the text is declared to be in, or NULL. Writes how many bytes of
/// letters were looked at. Returns whether the first language stands out from the second.
int thresher_detect_language(
    const char *text, size_t count, const char *hint, thresher_language languages[3],
    size_t *letters);

#ifdef __cplusplus
}
#endif
