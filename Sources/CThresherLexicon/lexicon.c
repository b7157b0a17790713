// SPDX-License-Identifier: Apache-2.0
//
// The data files beside this one, as bytes of the executable.
#include "CThresherLexicon.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char en[] = {
#embed "cues/en.cues"
};
static const unsigned char de[] = {
#embed "cues/de.cues"
};
static const unsigned char fr[] = {
#embed "cues/fr.cues"
};
static const unsigned char es[] = {
#embed "cues/es.cues"
};
static const unsigned char it[] = {
#embed "cues/it.cues"
};
static const unsigned char pt[] = {
#embed "cues/pt.cues"
};
static const unsigned char ru[] = {
#embed "cues/ru.cues"
};
static const unsigned char ar[] = {
#embed "cues/ar.cues"
};
static const unsigned char names[] = {
#embed "cues/names.cues"
};
static const unsigned char places[] = {
#embed "places.tsv"
};

static const struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} files[] = {
    {"en", en, sizeof en}, {"de", de, sizeof de}, {"fr", fr, sizeof fr},
    {"es", es, sizeof es}, {"it", it, sizeof it}, {"pt", pt, sizeof pt},
    {"ru", ru, sizeof ru}, {"ar", ar, sizeof ar}, {"names", names, sizeof names},
    {"places", places, sizeof places},
};

size_t thresher_lexicon_count(void) { return sizeof files / sizeof files[0]; }

const char *thresher_lexicon_name(size_t index) {
    return index < thresher_lexicon_count() ? files[index].name : NULL;
}

const unsigned char *thresher_lexicon_bytes(size_t index, size_t *count) {
    if (index >= thresher_lexicon_count()) return NULL;
    *count = files[index].count;
    return files[index].bytes;
}
