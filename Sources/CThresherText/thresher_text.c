// SPDX-License-Identifier: Apache-2.0
#include "thresher_text.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

void thresher_text_free(thresher_text *text) {
    free(text->bytes);
    memset(text, 0, sizeof *text);
}

// A growing UTF-8 buffer. `failed` is set when memory ran out; appending then does nothing.

typedef struct {
    uint8_t *bytes;
    size_t count, capacity;
    size_t replacements;
    int failed;
} buffer;

static int reserve(buffer *out, size_t more) {
    if (out->failed) return 0;
    if (out->capacity - out->count >= more) return 1;
    size_t capacity = out->capacity + out->capacity / 2 + more;
    uint8_t *bytes = realloc(out->bytes, capacity);
    if (!bytes) {
        out->failed = 1;
        return 0;
    }
    out->bytes = bytes;
    out->capacity = capacity;
    return 1;
}

static int finish(buffer *out, thresher_text *result) {
    if (out->failed) {
        free(out->bytes);
        return -1;
    }
    result->bytes = out->bytes;
    result->count = out->count;
    result->replacements = out->replacements;
    return 0;
}

static UChar32 mend(UChar32 c, unsigned quirks, buffer *out) {
    if (quirks & THRESHER_QUIRK_IBM_CONTROLS) {
        if (c == 0x1C) return 0x1A;
        if (c == 0x7F) return 0x1C;
        if (c == 0x1A) return 0x7F;
    }
    if ((quirks & THRESHER_QUIRK_PRIVATE_HOLES) && c >= 0xF880 && c <= 0xF8FF) {
        out->replacements++;
        return 0xFFFD;
    }
    return c;
}

// Appends UTF-16. A surrogate without its other half becomes U+FFFD; the converters make none.
// The caller has reserved three bytes a unit.
static void append_utf16(buffer *out, const UChar *units, int32_t count, unsigned quirks) {
    uint8_t *bytes = out->bytes;
    size_t end = out->count;
    for (int32_t i = 0; i < count;) {
        UChar32 c = units[i];
        if (c < 0x80 && !quirks) {
            bytes[end++] = (uint8_t)c;
            i++;
            continue;
        }
        U16_NEXT(units, i, count, c);
        if (U_IS_SURROGATE(c)) {
            c = 0xFFFD;
            out->replacements++;
        }
        c = mend(c, quirks, out);
        U8_APPEND_UNSAFE(bytes, end, c);
    }
    out->count = end;
}

// Decoding.

typedef struct {
    size_t replacements;
    unsigned quirks;
} error_context;

static void on_malformed(
    const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
    UConverterCallbackReason reason, UErrorCode *error
) {
    if (reason > UCNV_IRREGULAR) return;
    error_context *state = (error_context *)context;
    *error = U_ZERO_ERROR;
    UChar replacement = 0xFFFD;
    if ((state->quirks & THRESHER_QUIRK_EURO_80) && length == 1 && (uint8_t)units[0] == 0x80)
        replacement = 0x20AC;
    else
        state->replacements++;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

int thresher_decode(
    const char *name, unsigned quirks, const uint8_t *bytes, size_t count, thresher_text *result
) {
    memset(result, 0, sizeof *result);
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);
    if (U_FAILURE(error)) return -1;

    error_context context = {0, quirks};
    ucnv_setToUCallBack(converter, on_malformed, &context, NULL, NULL, &error);
    buffer out = {0};
    reserve(&out, count + count / 2 + 16);
    const unsigned unit_quirks = quirks & ~(unsigned)THRESHER_QUIRK_EURO_80;

    UChar pivot[4096];
    UChar pending = 0;  // the first half of a pair that the end of the pivot parted
    const char *source = (const char *)bytes;
    const char *end = source + count;
    do {
        UChar *target = pivot;
        if (pending) *target++ = pending;
        pending = 0;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(
            converter, &target, pivot + sizeof pivot / sizeof *pivot, &source, end, NULL, 1,
            &error);
        if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR) {
            out.failed = 1;
            break;
        }
        int32_t made = (int32_t)(target - pivot);
        if (error == U_BUFFER_OVERFLOW_ERROR && made > 0 && U16_IS_LEAD(pivot[made - 1]))
            pending = pivot[--made];
        if (!reserve(&out, (size_t)made * 3)) break;
        append_utf16(&out, pivot, made, unit_quirks);
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    ucnv_close(converter);
    out.replacements += context.replacements;
    return finish(&out, result);
}

int thresher_single_byte_table(const char *name, uint16_t table[128]) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);
    if (U_FAILURE(error)) return -1;
    error_context context = {0, 0};
    ucnv_setToUCallBack(converter, on_malformed, &context, NULL, NULL, &error);
    for (int i = 0; i < 128; i++) {
        const char byte = (char)(i + 128);
        UChar unit[4] = {0xFFFD};
        error = U_ZERO_ERROR;
        int32_t made = ucnv_toUChars(converter, unit, 4, &byte, 1, &error);
        table[i] = U_SUCCESS(error) && made == 1 ? unit[0] : 0xFFFD;
    }
    ucnv_close(converter);
    return 0;
}

// Detection.

size_t thresher_detect(
    const uint8_t *bytes, size_t count, thresher_guess *guesses, size_t capacity
) {
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    if (U_FAILURE(error)) return 0;
    size_t written = 0;
    int32_t found = 0;
    ucsdet_setText(detector, (const char *)bytes, (int32_t)count, &error);
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &found, &error);
    if (U_SUCCESS(error)) {
        for (int32_t i = 0; i < found && written < capacity; i++) {
            const char *name = ucsdet_getName(matches[i], &error);
            int32_t confidence = ucsdet_getConfidence(matches[i], &error);
            if (U_FAILURE(error)) break;
            if (strlen(name) >= sizeof guesses->name) continue;
            strcpy(guesses[written].name, name);
            guesses[written++].confidence = confidence;
        }
    }
    ucsdet_close(detector);
    return written;
}

// Normalisation.

// The most combining marks in a row that a text may have before they are parted, so that putting
// them in order takes no quadratic time. Source: Unicode Standard Annex 15, "Stream-Safe Text
// Process"; no script comes near the number.
enum { MARKS_LIMIT = 30, GRAPHEME_JOINER = 0x034F };

// How many combining marks a mark is when it is decomposed; 0 for what is no mark. The four that
// are two pass for none by their own combining class, save the first.
static int mark_weight(UChar32 c) {
    if (c < 0x300) return 0;
    if (c == 0x0344 || c == 0x0F73 || c == 0x0F75 || c == 0x0F81) return 2;
    return u_getCombiningClass(c) != 0;
}

// Whether some character may be followed by more marks than the limit. A decomposed letter brings
// three marks of its own at most.
static int may_exceed_marks(const UChar *units, int32_t length) {
    int run = 0;
    for (int32_t i = 0; i < length;) {
        UChar32 c;
        U16_NEXT(units, i, length, c);
        int weight = mark_weight(c);
        run = weight ? run + weight : 0;
        if (run > MARKS_LIMIT - 4) return 1;
    }
    return 0;
}

// How many marks end the decomposition of a character that is no mark.
static int trailing_marks(const UNormalizer2 *nfd, UChar32 c) {
    UChar units[16];
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = unorm2_getDecomposition(nfd, c, units, 16, &error);
    if (U_FAILURE(error) || length < 0) return 0;
    int count = 0;
    while (length > 0) {
        UChar32 last;
        U16_PREV(units, 0, length, last);
        if (!u_getCombiningClass(last)) break;
        count++;
    }
    return count;
}

// Copies UTF-16 with a grapheme joiner before each mark over the limit. The target has room for
// twice as much. Counting decomposed marks makes the result the same when it is done again.
static int32_t part_marks(const UChar *units, int32_t length, UChar *target) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&error);
    if (U_FAILURE(error)) return 0;
    int32_t made = 0;
    int run = 0;
    for (int32_t i = 0; i < length;) {
        UChar32 c;
        U16_NEXT(units, i, length, c);
        int weight = mark_weight(c);
        if (!weight) {
            run = c < 0xC0 ? 0 : trailing_marks(nfd, c);
        } else if (run + weight > MARKS_LIMIT) {
            target[made++] = GRAPHEME_JOINER;
            run = weight;
        } else {
            run += weight;
        }
        U16_APPEND_UNSAFE(target, made, c);
    }
    return made;
}

int thresher_compose(
    const uint8_t *bytes, size_t count, int compatible, thresher_text *result
) {
    memset(result, 0, sizeof *result);
    if (count > INT32_MAX / 8) return -1;
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *form =
        compatible ? unorm2_getNFKCInstance(&error) : unorm2_getNFCInstance(&error);
    if (U_FAILURE(error)) return -1;

    UChar *units = malloc((count + 1) * sizeof *units);
    if (!units) return -1;
    int32_t length = 0;
    for (int32_t i = 0; i < (int32_t)count;) {
        UChar32 c;
        U8_NEXT_OR_FFFD(bytes, i, (int32_t)count, c);
        U16_APPEND_UNSAFE(units, length, c);
    }
    if (may_exceed_marks(units, length)) {
        UChar *parted = malloc(((size_t)length * 2 + 1) * sizeof *parted);
        if (!parted) {
            free(units);
            return -1;
        }
        length = part_marks(units, length, parted);
        free(units);
        units = parted;
    }

    // Composed text is seldom longer: three times is the most that the standard allows in UTF-16.
    int32_t capacity = length + length / 8 + 16;
    UChar *composed = malloc((size_t)capacity * sizeof *composed);
    int32_t made = composed ? unorm2_normalize(form, units, length, composed, capacity, &error) : 0;
    if (composed && error == U_BUFFER_OVERFLOW_ERROR) {
        free(composed);
        capacity = made;
        error = U_ZERO_ERROR;
        composed = malloc((size_t)capacity * sizeof *composed);
        made = composed ? unorm2_normalize(form, units, length, composed, capacity, &error) : 0;
    }
    free(units);
    if (!composed || U_FAILURE(error)) {
        free(composed);
        return -1;
    }
    buffer out = {0};
    if (reserve(&out, (size_t)made * 3 + 1)) append_utf16(&out, composed, made, 0);
    free(composed);
    return finish(&out, result);
}

// The check for what is in its one form already. No branch inside a block, so that the compiler
// makes it 16 bytes a step.

int thresher_is_plain(const uint8_t *bytes, size_t count, int lines) {
    if (!count) return 1;
    if (bytes[0] <= 0x20 || bytes[count - 1] <= 0x20 || bytes[0] >= 0x7F) return 0;
    const uint8_t line_feed = lines ? 0x0A : 0x20;
    size_t i = 1;
    while (i < count) {
        const size_t end = count - i > 4096 ? i + 4096 : count;
        uint8_t bad = 0;
        for (size_t j = i; j < end; j++) {
            const uint8_t b = bytes[j], p = bytes[j - 1];
            bad |= (uint8_t)(b - 0x20) >= 0x5F && b != line_feed;
            bad |= b <= 0x20 && p <= 0x20;
        }
        if (bad) return 0;
        uint8_t run = 0;
        for (size_t j = i > 3 ? i : 3; j < end; j++) {
            const uint8_t b = bytes[j];
            run |= (b == bytes[j - 1]) & (b == bytes[j - 2]) & (b == bytes[j - 3])
                & (b < 0x30 || (uint8_t)(b - 0x3A) < 7 || (uint8_t)(b - 0x5B) < 6 || b > 0x7A);
        }
        if (run) return 0;
        i = end;
    }
    return 1;
}

size_t thresher_ascii_prefix(const uint8_t *bytes, size_t count) {
    size_t i = 0;
    for (; count - i >= 32; i += 32) {
        uint8_t bits = 0;
        for (size_t j = 0; j < 32; j++) bits |= bytes[i + j];
        if (bits & 0x80) break;
    }
    while (i < count && bytes[i] < 0x80) i++;
    return i;
}

// Folding.

// The folded form of the scalars below LETTERS that fold to one scalar, to be used where no
// combining mark follows; 0 for the others. Looking up is fifty times faster than normalising.
enum { LETTERS = 0x530 };
static uint16_t folded[LETTERS];
static pthread_once_t folded_once = PTHREAD_ONCE_INIT;

static void fill_folded(void) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&error);
    if (U_FAILURE(error)) return;
    for (UChar unit = 0xC0; unit < LETTERS; unit++) {
        UChar out[8];
        error = U_ZERO_ERROR;
        int32_t made = unorm2_normalize(fold, &unit, 1, out, 8, &error);
        if (U_SUCCESS(error) && made == 1 && u_isalnum(unit) && u_isalnum(out[0]))
            folded[unit] = out[0];
    }
}

static int is_word(UChar32 c) {
    return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

typedef struct {
    buffer out;
    size_t words;
    int in_word;
} word_writer;

// The space behind a word is written with its end, and taken back behind the last.
static void end_word(word_writer *writer) {
    if (writer->in_word && reserve(&writer->out, 8)) writer->out.bytes[writer->out.count++] = ' ';
    writer->in_word = 0;
}

static int begin_letter(word_writer *writer) {
    if (!reserve(&writer->out, 8)) return 0;
    writer->words += !writer->in_word;
    writer->in_word = 1;
    return 1;
}

static void put_letter(word_writer *writer, UChar32 c) {
    if (!begin_letter(writer)) return;
    U8_APPEND_UNSAFE(writer->out.bytes, writer->out.count, c);
}

// Folds a piece that begins and ends where normalisation cannot reach across.
static void fold_piece(
    word_writer *writer, const UNormalizer2 *fold, const uint8_t *bytes, size_t count
) {
    UChar small[256], *units = small, *made = NULL;
    int32_t length = 0;
    if (count > sizeof small / sizeof *small) {
        units = malloc(count * sizeof *units);
        if (!units) {
            writer->out.failed = 1;
            return;
        }
    }
    int run = 0;
    for (int32_t i = 0; i < (int32_t)count;) {
        UChar32 c;
        U8_NEXT_OR_FFFD(bytes, i, (int32_t)count, c);
        // The joiner is ignored here and would part nothing: what is over the limit is left out.
        int weight = mark_weight(c);
        run = weight ? run + weight : c == GRAPHEME_JOINER ? run : 0;
        if (run > MARKS_LIMIT) continue;
        U16_APPEND_UNSAFE(units, length, c);
    }
    UChar small_out[512], *out = small_out;
    UErrorCode error = U_ZERO_ERROR;
    int32_t folded_length = unorm2_normalize(fold, units, length, out, 512, &error);
    if (error == U_BUFFER_OVERFLOW_ERROR) {
        error = U_ZERO_ERROR;
        made = malloc((size_t)folded_length * sizeof *made);
        out = made;
        if (made) unorm2_normalize(fold, units, length, made, folded_length, &error);
    }
    if (out && U_SUCCESS(error)) {
        for (int32_t i = 0; i < folded_length;) {
            UChar32 c;
            U16_NEXT(out, i, folded_length, c);
            if (is_word(c)) put_letter(writer, c);
            else end_word(writer);
        }
    } else {
        writer->out.failed = 1;
    }
    free(made);
    if (units != small) free(units);
}

// Whether no combining mark and no letter that composes backward can start with this byte.
static int is_boundary_lead(uint8_t byte) {
    return byte < 0x80 || (byte >= 0xC3 && byte <= 0xCB) || (byte >= 0xCE && byte <= 0xD1);
}

#define EACH(byte) ((uint64_t)(byte) * 0x0101010101010101u)

// Eight bytes as a number, the first in its lowest bits, on any machine.
static uint64_t little(uint64_t word) {
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? word : __builtin_bswap64(word);
}

static uint64_t load_word(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return little(word);
}

static void store_word(uint8_t *bytes, uint64_t word) {
    word = little(word);
    memcpy(bytes, &word, sizeof word);
}

// Folds ASCII eight bytes at a time, a flag in the highest bit of each; ends before a byte that may
// combine with what follows. Returns how many bytes it has folded.
static size_t fold_ascii(word_writer *writer, const uint8_t *bytes, size_t count) {
    const uint64_t flags = EACH(0x80);
    size_t i = 0;
    while (count - i > 8 && reserve(&writer->out, 8)) {
        const uint64_t block = load_word(bytes + i);
        if (block & flags || bytes[i + 8] >= 0x80) break;
        const uint64_t lower = block | EACH(0x20);
        // What is added carries into the flag from the first of a range on, and after its last.
        const uint64_t letters =
            ((lower + EACH(0x80 - 'a')) ^ (lower + EACH(0x7F - 'z'))) & flags;
        const uint64_t digits =
            ((block + EACH(0x80 - '0')) ^ (block + EACH(0x7F - '9'))) & flags;
        const uint64_t gaps = ~(letters | digits) & flags;
        const uint64_t after_gap = gaps << 8 | (writer->in_word ? 0 : 0x80);
        const uint64_t spaces = (gaps >> 7) * 0xFF;
        const uint64_t folded = ((block | letters >> 2) & ~spaces) | (spaces & EACH(' '));
        uint8_t *out = writer->out.bytes + writer->out.count;
        const uint64_t repeated = gaps & after_gap;
        if (!repeated) {
            store_word(out, folded);
            writer->out.count += 8;
        } else {
            for (int j = 0; j < 8; j++) {
                *out = (uint8_t)(folded >> 8 * j);
                out += !(repeated >> 8 * j & 0x80);
            }
            writer->out.count = (size_t)(out - writer->out.bytes);
        }
        // The flags of first letters, each as a one, sum up in the highest byte.
        writer->words += ((~gaps & after_gap & flags) >> 7) * EACH(1) >> 56;
        writer->in_word = !(gaps >> 63);
        i += 8;
    }
    return i;
}

int thresher_fold_words(
    const uint8_t *bytes, size_t count, thresher_text *result, size_t *words
) {
    memset(result, 0, sizeof *result);
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&error);
    if (U_FAILURE(error) || count > INT32_MAX / 8) return -1;
    pthread_once(&folded_once, fill_folded);
    word_writer writer = {0};
    reserve(&writer.out, count + count / 8 + 16);
    for (size_t i = 0; i < count && !writer.out.failed;) {
        i += fold_ascii(&writer, bytes + i, count - i);
        const uint8_t byte = bytes[i];
        const int letter = (uint8_t)((byte | 0x20) - 'a') < 26;
        const int digit = (uint8_t)(byte - '0') < 10;
        // A letter or digit before anything that may combine with it goes the long way.
        if (byte < 0x80 && (i + 1 == count || is_boundary_lead(bytes[i + 1]) || !letter)) {
            if ((letter || digit) && begin_letter(&writer))
                writer.out.bytes[writer.out.count++] = letter ? byte | 0x20 : byte;
            else
                end_word(&writer);
            i++;
            continue;
        }
        if (byte >= 0xC3 && byte <= 0xD4 && i + 2 <= count
            && (i + 2 == count || is_boundary_lead(bytes[i + 2]))) {
            const UChar32 c = (byte & 0x1F) << 6 | (bytes[i + 1] & 0x3F);
            if (c < LETTERS && folded[c]) {
                put_letter(&writer, folded[c]);
                i += 2;
                continue;
            }
        }
        // Quotes and dashes of U+2010 to U+201F are what most texts have beyond ASCII.
        if (byte == 0xE2 && i + 3 <= count && bytes[i + 1] == 0x80 && bytes[i + 2] >= 0x90
            && bytes[i + 2] <= 0x9F && (i + 3 == count || bytes[i + 3] < 0x80)) {
            end_word(&writer);
            i += 3;
            continue;
        }
        size_t end = i + 1;
        while (end < count && bytes[end] >= 0x80) end++;
        fold_piece(&writer, fold, bytes + i, end - i);
        i = end;
    }
    if (!writer.in_word && writer.out.count) writer.out.count--;
    *words = writer.words;
    return finish(&writer.out, result);
}

// Marks of these scripts only colour a letter; in others they are letters of their own.
static int is_optional_mark(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(c, &error)) {
        case USCRIPT_INHERITED: case USCRIPT_COMMON: case USCRIPT_LATIN: case USCRIPT_GREEK:
        case USCRIPT_CYRILLIC: case USCRIPT_HEBREW: case USCRIPT_ARABIC: case USCRIPT_SYRIAC:
            return 1;
        default: return 0;
    }
}

static int is_ideograph(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(c, &error)) {
        case USCRIPT_HAN: case USCRIPT_HIRAGANA: case USCRIPT_KATAKANA: case USCRIPT_HANGUL:
        case USCRIPT_BOPOMOFO: case USCRIPT_YI: return 1;
        default: return c == 0x30FC;  // the long vowel sign of both kana
    }
}

uint32_t thresher_letter(uint32_t scalar) {
    const UChar32 c = (UChar32)scalar;
    const uint32_t category = U_GET_GC_MASK(c);
    if (category & U_GC_CF_MASK || c == 0x640) return THRESHER_IGNORED << 24;
    if (category & U_GC_M_MASK && is_optional_mark(c)) return THRESHER_IGNORED << 24;
    if (!(category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK))) return THRESHER_GAP << 24;
    if (is_ideograph(c)) return THRESHER_IDEOGRAPH << 24 | (uint32_t)c;
    UChar32 base = c;
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *apart = unorm2_getNFKDInstance(&error);
    UChar units[32];
    const int32_t length =
        U_SUCCESS(error) ? unorm2_getDecomposition(apart, c, units, 32, &error) : -1;
    if (U_SUCCESS(error) && length > 0) {
        int32_t next = 0;
        U16_NEXT(units, next, length, base);
    }
    base = u_foldCase(base, U_FOLD_CASE_DEFAULT);
    const int32_t digit = u_charDigitValue(c);
    uint32_t kind = THRESHER_LETTER;
    if (digit >= 0) base = '0' + digit;
    if (category & U_GC_N_MASK) kind = THRESHER_DIGIT;
    else if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
        kind = THRESHER_UNSPACED;
    else if (category & (U_GC_LU_MASK | U_GC_LT_MASK)) kind = THRESHER_CAPITAL;
    return kind << 24 | (uint32_t)base;
}

void thresher_icu_version(char version[24]) {
    UVersionInfo info;
    u_getVersion(info);
    u_versionToString(info, version);
}
