// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "thresher_html_names.h"

// A flat tree of an HTML document, built by libxml2's SAX2 callbacks. No type of libxml2 is named
// here, so that its headers (which bring in ICU's) never meet those of a Swift module.

/// An element or a run of text. Nodes stand in document order; a node's descendants are the nodes
/// between it and `end`.
typedef struct {
    /// The index of the parent; the root's is its own.
    uint32_t parent;
    /// One past the last descendant.
    uint32_t end;
    /// Element: the index of its first attribute. Text: where its bytes begin, of the page's content
    /// and what the parser found beside it.
    uint32_t start;
    /// Element: its number of attributes. Text: its number of bytes.
    uint32_t count;
    /// Element: a `ThresherHTMLTag`. Text: `THRESHER_HTML_TEXT`. The root: `THRESHER_HTML_ROOT`.
    uint16_t kind;
    /// The number of elements around it.
    uint16_t depth;
} thresher_html_node;

enum { THRESHER_HTML_TEXT = 0xFFFF, THRESHER_HTML_ROOT = 0xFFFE };

/// An attribute whose name is on the list; the value is a range of bytes.
typedef struct {
    uint32_t name;
    uint32_t start;
    uint32_t count;
} thresher_html_attribute;

/// Something that is not in the markup itself: a run of text by one byte in its place, or the
/// attributes of a tag by the place of its `>`.
typedef struct {
    uint32_t place;
    /// Text: where its bytes begin. Tag: the index of its first attribute.
    uint32_t start;
    uint32_t count;
} thresher_html_place;

/// Markup whose text and attributes stand elsewhere.
typedef struct {
    const uint8_t *markup;
    size_t count;
    /// In the order of their places.
    const thresher_html_place *tags;
    size_t tag_count;
    const thresher_html_place *texts;
    size_t text_count;
    /// The number of bytes that texts and values are ranges of.
    size_t content_count;
} thresher_html_input;

/// How much of a document is taken in. Each limit stops the parser where it is reached.
typedef struct {
    uint32_t depth;
    uint32_t nodes;
    uint32_t attributes;
    uint32_t bytes;
    uint32_t errors;
} thresher_html_limits;

/// Which limits stopped the parser, as bits.
enum {
    THRESHER_HTML_HIT_DEPTH = 1,
    THRESHER_HTML_HIT_NODES = 2,
    THRESHER_HTML_HIT_ATTRIBUTES = 4,
    THRESHER_HTML_HIT_TEXT = 8,
    THRESHER_HTML_HIT_ERRORS = 16,
    THRESHER_HTML_HIT_MEMORY = 32,
};

/// A parsed document. Freed by `thresher_html_free`.
typedef struct {
    thresher_html_node *nodes;
    /// Text that was in the markup itself; its ranges begin where the content ends.
    uint8_t *bytes;
    uint32_t node_count, byte_count;
    uint32_t node_room, byte_room;
    uint32_t error_count;
    uint32_t hits;
} thresher_html_arena;

/// Prepares libxml2 for use by many threads. Called by `thresher_html_parse`; calling it early
/// keeps its cost out of the first page.
void thresher_html_prepare(void);

/// The version of libxml2 that is linked, such as `2.9.14`.
const char *thresher_html_parser_version(void);

/// Parses UTF-8 into an arena, which is always left in a state that can be read and freed.
void thresher_html_parse(
    const thresher_html_input *input, const thresher_html_limits *limits,
    thresher_html_arena *arena);

/// Frees an arena's memory.
void thresher_html_free(thresher_html_arena *arena);

/// The element of that name, letter case ignored.
ThresherHTMLTag thresher_html_tag(const uint8_t *name, size_t count);

/// The attribute of that name, letter case ignored.
ThresherHTMLAttribute thresher_html_attribute_name(const uint8_t *name, size_t count);
