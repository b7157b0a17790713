// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

// The part of ICU that Thresher uses. No type of ICU is named here: its headers clash with the
// copy of ICU that Foundation carries.

/// UTF-8 that a call made, and how many U+FFFD it had to put in. Give it to `thresher_text_free`.
typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t replacements;
} thresher_text;

void thresher_text_free(thresher_text *text);

/// What a converter does otherwise than the Encoding Standard asks; flags.
enum {
    /// It has the control characters 1A, 1C and 7F in IBM's places.
    THRESHER_QUIRK_IBM_CONTROLS = 1,
    /// It gives private characters F8xx for bytes that mean nothing.
    THRESHER_QUIRK_PRIVATE_HOLES = 2,
    /// It does not know that the byte 80 is the euro sign.
    THRESHER_QUIRK_EURO_80 = 4,
};

/// Decodes `count` bytes with the converter of that name. Each malformed sequence becomes U+FFFD.
/// Returns 0, or -1 when there is no such converter or no memory.
int thresher_decode(
    const char *converter, unsigned quirks, const uint8_t *bytes, size_t count,
    thresher_text *result);

/// The characters of the bytes 80 to FF of a single-byte converter, U+FFFD for one without.
/// Returns 0, or -1 when there is no such converter.
int thresher_single_byte_table(const char *converter, uint16_t table[128]);

/// A character set that bytes may be in; confidence 0 to 100.
typedef struct {
    char name[32];
    int confidence;
} thresher_guess;

/// Guesses the character set of bytes. Returns how many guesses it wrote, the best first.
size_t thresher_detect(
    const uint8_t *bytes, size_t count, thresher_guess *guesses, size_t capacity);

/// The normalisation form C (or KC, `compatible`) of valid UTF-8, with a grapheme joiner (U+034F)
/// after each 30 combining marks in a row, in time linear to the input. Returns 0, or -1 when there
/// is no memory.
int thresher_compose(
    const uint8_t *bytes, size_t count, int compatible, thresher_text *result);

/// Whether bytes are ASCII letters, digits and marks with single spaces (and single line feeds, when
/// `lines`) between them, and have no mark four times in a row: what no normalisation changes.
int thresher_is_plain(const uint8_t *bytes, size_t count, int lines);

/// The number of ASCII bytes before the first other one.
size_t thresher_ascii_prefix(const uint8_t *bytes, size_t count);

/// The words of valid UTF-8, whatever way they are written: casefolded, compatibility forms opened (NFKC_Casefold), ignorable characters out, one space between runs of
/// letters, marks and digits, none at the ends. Writes the number of runs. Returns 0, or -1 when
/// there is no memory.
int thresher_fold_words(
    const uint8_t *bytes, size_t count, thresher_text *result, size_t *words);

/// What a scalar is in a word.
enum {
    THRESHER_GAP,        ///< No part of a word.
    THRESHER_LETTER,
    THRESHER_CAPITAL,    ///< A letter in upper or title case.
    THRESHER_DIGIT,
    THRESHER_IGNORED,    ///< Invisible, or a mark that only colours the letter before it.
    THRESHER_IDEOGRAPH,  ///< Han, kana, Hangul and the like: a word by itself.
    THRESHER_UNSPACED,   ///< A letter of a script without spaces: Thai, Lao, Khmer, Burmese.
};

/// The kind of a scalar in the upper 8 bits, its case-folded base letter in the lower 24.
uint32_t thresher_letter(uint32_t scalar);

/// The version of ICU, such as "72.1".
void thresher_icu_version(char version[24]);
