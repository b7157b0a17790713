// SPDX-License-Identifier: Apache-2.0
#include "thresher_language.h"

#include <cstdio>
#include <cstring>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

int thresher_detect_language(
    const char *text, size_t count, const char *hint, thresher_language languages[3],
    size_t *letters
) {
    CLD2::CLDHints hints = {hint, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language found[3];
    int percents[3], bytes = 0;
    double scores[3];
    bool is_reliable = false;
    CLD2::ExtDetectLanguageSummary(
        text, (int)count, true, &hints, 0, found, percents, scores, nullptr, &bytes, &is_reliable);
    for (int i = 0; i < 3; i++) {
        std::memset(&languages[i], 0, sizeof languages[i]);
        std::strncpy(
            languages[i].code, CLD2::LanguageCode(found[i]), sizeof languages[i].code - 1);
        languages[i].percent = percents[i];
        languages[i].score = scores[i];
    }
    *letters = bytes > 0 ? (size_t)bytes : 0;
    return is_reliable;
}
