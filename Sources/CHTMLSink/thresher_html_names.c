// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "thresher_html_sink.h"

// Two open-addressed hash tables, filled once. A slot holds an index plus one; 0 is empty.
enum { TAG_SLOTS = 1024, ATTRIBUTE_SLOTS = 256, LONGEST_NAME = 16 };

typedef struct {
    const char *text;
    uint8_t length;
} name_entry;

static const name_entry tag_names[] = {
#define X(text, name) {text, sizeof(text) - 1},
    THRESHER_HTML_TAGS(X)
#undef X
};
static const name_entry attribute_names[] = {
#define X(text, name) {text, sizeof(text) - 1},
    THRESHER_HTML_ATTRIBUTES(X)
#undef X
};

static uint16_t tag_slots[TAG_SLOTS];
static uint16_t attribute_slots[ATTRIBUTE_SLOTS];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static inline uint8_t lower(uint8_t byte) {
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte | 0x20) : byte;
}

static inline uint32_t hash_of(const uint8_t *name, size_t count) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < count; i++) hash = (hash ^ lower(name[i])) * 16777619u;
    return hash ^ (hash >> 15);
}

static void fill(uint16_t *slots, uint32_t mask, const name_entry *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t slot = hash_of((const uint8_t *)names[i].text, names[i].length) & mask;
        while (slots[slot]) slot = (slot + 1) & mask;
        slots[slot] = (uint16_t)(i + 1);
    }
}

static void fill_tables(void) {
    fill(tag_slots, TAG_SLOTS - 1, tag_names, sizeof tag_names / sizeof *tag_names);
    fill(
        attribute_slots, ATTRIBUTE_SLOTS - 1, attribute_names,
        sizeof attribute_names / sizeof *attribute_names);
}

/// The index of a name, or -1.
static int find(
    const uint16_t *slots, uint32_t mask, const name_entry *names, const uint8_t *name,
    size_t count) {
    pthread_once(&filled, fill_tables);
    if (count == 0 || count > LONGEST_NAME) return -1;
    for (uint32_t slot = hash_of(name, count) & mask; slots[slot]; slot = (slot + 1) & mask) {
        const name_entry *entry = &names[slots[slot] - 1];
        if (entry->length != count) continue;
        size_t i = 0;
        while (i < count && lower(name[i]) == (uint8_t)entry->text[i]) i++;
        if (i == count) return slots[slot] - 1;
    }
    return -1;
}

ThresherHTMLTag thresher_html_tag(const uint8_t *name, size_t count) {
    // The pre-pass writes so what libxml2 shall have no rules for.
    if (count > 3 && name[0] == 'x' && name[1] == '-' && name[2] == '-') {
        name += 3;
        count -= 3;
    }
    int index = find(tag_slots, TAG_SLOTS - 1, tag_names, name, count);
    if (index >= 0) return (ThresherHTMLTag)index;
    return memchr(name, '-', count) ? ThresherHTMLTag_custom : ThresherHTMLTag_unknown;
}

ThresherHTMLAttribute thresher_html_attribute_name(const uint8_t *name, size_t count) {
    int index = find(attribute_slots, ATTRIBUTE_SLOTS - 1, attribute_names, name, count);
    return index >= 0 ? (ThresherHTMLAttribute)index : ThresherHTMLAttribute_other;
}
