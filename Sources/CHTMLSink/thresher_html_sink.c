// SPDX-License-Identifier: Apache-2.0
#include "thresher_html_sink.h"

#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU; only opaque handles are used here.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 4096 };

/// What the callbacks share: the arena and the chain of open elements.
typedef struct {
    thresher_html_arena *arena;
    const thresher_html_input *input;
    thresher_html_limits limits;
    htmlParserCtxtPtr parser;
    /// The next tag and the next run of text that the parser has not come to.
    size_t next_tag, next_text;
    /// The indexes of the open elements; the first is the root.
    uint32_t open[DEEPEST + 1];
    uint32_t depth;
    bool stopped;
    /// Names that were looked up, by the addresses at which libxml2 keeps each of them once.
    struct {
        const xmlChar *name;
        uint16_t tag;
    } known[64];
} sink;

static void stop(sink *sink, uint32_t hit) {
    if (!sink->stopped) {
        sink->stopped = true;
        sink->arena->hits |= hit;
        xmlStopParser(sink->parser);
    }
}

/// Makes room for `more` elements, doubling; stops the parser when there is none.
static bool reserve(
    sink *sink, void **items, uint32_t *room, uint32_t used, uint32_t more, uint32_t limit,
    size_t size, uint32_t hit) {
    if (more > limit || used > limit - more) {
        stop(sink, hit);
        return false;
    }
    if (used + more <= *room) return true;
    uint64_t wanted = (uint64_t)*room * 2;
    if (wanted < (uint64_t)used + more) wanted = (uint64_t)used + more;
    if (wanted < 256) wanted = 256;
    if (wanted > limit) wanted = limit;
    void *moved = realloc(*items, (size_t)wanted * size);
    if (!moved) {
        stop(sink, THRESHER_HTML_HIT_MEMORY);
        return false;
    }
    *items = moved;
    *room = (uint32_t)wanted;
    return true;
}

static bool append_bytes(sink *sink, const uint8_t *bytes, size_t count) {
    thresher_html_arena *arena = sink->arena;
    if (count > UINT32_MAX || sink->input->content_count > sink->limits.bytes) {
        stop(sink, THRESHER_HTML_HIT_TEXT);
        return false;
    }
    if (!reserve(
            sink, (void **)&arena->bytes, &arena->byte_room, arena->byte_count, (uint32_t)count,
            sink->limits.bytes - (uint32_t)sink->input->content_count, 1, THRESHER_HTML_HIT_TEXT))
        return false;
    if (count) memcpy(arena->bytes + arena->byte_count, bytes, count);
    arena->byte_count += (uint32_t)count;
    return true;
}

/// How many bytes of the markup the parser has read.
static size_t place_of(const sink *sink) {
    const xmlParserInput *input = sink->parser->input;
    return input ? input->consumed + (size_t)(input->cur - input->base) : 0;
}

static thresher_html_node *append_node(sink *sink, uint16_t kind) {
    thresher_html_arena *arena = sink->arena;
    if (!reserve(
            sink, (void **)&arena->nodes, &arena->node_room, arena->node_count, 1,
            sink->limits.nodes, sizeof *arena->nodes, THRESHER_HTML_HIT_NODES))
        return NULL;
    thresher_html_node *node = &arena->nodes[arena->node_count++];
    node->parent = sink->open[sink->depth];
    node->end = arena->node_count;
    node->start = 0;
    node->count = 0;
    node->kind = kind;
    node->depth = (uint16_t)sink->depth;
    return node;
}

/// Gives an element the attributes of the tag whose end the parser has come to.
static void take_attributes(sink *sink, thresher_html_node *node) {
    const thresher_html_input *input = sink->input;
    size_t place = place_of(sink);
    while (sink->next_tag < input->tag_count && input->tags[sink->next_tag].place < place)
        sink->next_tag++;
    if (sink->next_tag == input->tag_count || input->tags[sink->next_tag].place != place) return;
    const thresher_html_place *tag = &input->tags[sink->next_tag++];
    if (tag->start + tag->count > sink->limits.attributes) {
        stop(sink, THRESHER_HTML_HIT_ATTRIBUTES);
        return;
    }
    node->start = tag->start;
    node->count = tag->count;
}

static uint16_t tag_of(sink *sink, const xmlChar *name) {
    size_t slot = ((uintptr_t)name ^ (uintptr_t)name >> 6) % 64;
    if (sink->known[slot].name != name) {
        sink->known[slot].name = name;
        sink->known[slot].tag = (uint16_t)thresher_html_tag(name, strlen((const char *)name));
    }
    return sink->known[slot].tag;
}

static void start_element(void *context, const xmlChar *name, const xmlChar **pairs) {
    (void)pairs;
    sink *sink = context;
    if (sink->stopped) return;
    if (sink->depth >= sink->limits.depth) {
        stop(sink, THRESHER_HTML_HIT_DEPTH);
        return;
    }
    thresher_html_node *node = append_node(sink, tag_of(sink, name));
    if (!node) return;
    sink->open[++sink->depth] = sink->arena->node_count - 1;
    take_attributes(sink, node);
}

static void close_top(sink *sink) {
    uint32_t index = sink->open[sink->depth--];
    sink->arena->nodes[index].end = sink->arena->node_count;
}

static void end_element(void *context, const xmlChar *name) {
    sink *sink = context;
    if (sink->stopped) return;
    uint16_t tag = tag_of(sink, name);
    // libxml2 closes elements in the order it opened them; a name that is not on top means an end
    // without a start, which closes nothing unless it is open further down.
    for (uint32_t depth = sink->depth; depth > 0; depth--) {
        if (sink->arena->nodes[sink->open[depth]].kind != tag) continue;
        while (sink->depth >= depth) close_top(sink);
        return;
    }
}

/// Adds text at the end of the last node when that goes on with it, else as a node of its own.
static void append_text(sink *sink, uint32_t start, uint32_t count) {
    thresher_html_arena *arena = sink->arena;
    thresher_html_node *node = &arena->nodes[arena->node_count - 1];
    bool joins = node->kind == THRESHER_HTML_TEXT && node->parent == sink->open[sink->depth]
        && node->start + node->count == start && node->end == arena->node_count;
    if (!joins) {
        node = append_node(sink, THRESHER_HTML_TEXT);
        if (!node) return;
        node->start = start;
    }
    node->count += count;
}

static void characters(void *context, const xmlChar *text, int count) {
    sink *sink = context;
    if (sink->stopped || count <= 0) return;
    const thresher_html_input *input = sink->input;
    // The parser stands behind the bytes, or on the last of them when there are many.
    size_t end = place_of(sink);
    bool found = false;
    while (sink->next_text < input->text_count && input->texts[sink->next_text].place <= end) {
        const thresher_html_place *run = &input->texts[sink->next_text++];
        if (run->place + (size_t)count < end) continue;
        found = true;
        if (run->start > sink->limits.bytes || run->count > sink->limits.bytes - run->start) {
            stop(sink, THRESHER_HTML_HIT_TEXT);
            return;
        }
        append_text(sink, run->start, run->count);
    }
    if (found) return;
    uint32_t start = (uint32_t)input->content_count + sink->arena->byte_count;
    if (append_bytes(sink, text, (size_t)count)) append_text(sink, start, (uint32_t)count);
}

static void note_error(void *context, xmlErrorPtr error) {
    (void)error;
    sink *sink = context;
    if (++sink->arena->error_count > sink->limits.errors) stop(sink, THRESHER_HTML_HIT_ERRORS);
}

static void run(sink *sink, size_t count) {
    htmlParserCtxtPtr parser =
        htmlCreateMemoryParserCtxt((const char *)sink->input->markup, (int)count);
    if (!parser) {
        sink->arena->hits |= THRESHER_HTML_HIT_MEMORY;
        return;
    }
    sink->parser = parser;
    htmlCtxtUseOptions(
        parser,
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
            | HTML_PARSE_IGNORE_ENC);
    // The bytes are UTF-8 whatever a `<meta>` in them says.
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    if (parser->input && !parser->input->encoding)
        parser->input->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    xmlSAXHandler handler = {0};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElement = start_element;
    handler.endElement = end_element;
    handler.characters = characters;
    handler.cdataBlock = characters;
    handler.ignorableWhitespace = characters;
    handler.serror = note_error;
    *parser->sax = handler;
    parser->userData = sink;
    htmlParseDocument(parser);
    if (parser->lastError.code == XML_ERR_NO_MEMORY)
        sink->arena->hits |= THRESHER_HTML_HIT_MEMORY;
    if (parser->myDoc) xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    htmlFreeParserCtxt(parser);
}

static pthread_once_t prepared = PTHREAD_ONCE_INIT;

static void prepare(void) { xmlInitParser(); }

void thresher_html_prepare(void) { pthread_once(&prepared, prepare); }

const char *thresher_html_parser_version(void) { return LIBXML_DOTTED_VERSION; }

void thresher_html_parse(
    const thresher_html_input *input, const thresher_html_limits *limits,
    thresher_html_arena *arena) {
    thresher_html_prepare();
    *arena = (thresher_html_arena){0};
    sink *state = calloc(1, sizeof *state);
    if (!state) {
        arena->hits = THRESHER_HTML_HIT_MEMORY;
        return;
    }
    state->arena = arena;
    state->input = input;
    state->limits = *limits;
    size_t count = input->count;
    if (state->limits.depth > DEEPEST) state->limits.depth = DEEPEST;
    // The root, so that every node has a parent and a document may have several top elements.
    uint32_t room = count / 4 < 256 ? 256 : (uint32_t)(count / 4 > 65536 ? 65536 : count / 4);
    if (room > limits->nodes) room = limits->nodes;
    arena->nodes = malloc((size_t)(room ? room : 1) * sizeof *arena->nodes);
    if (!arena->nodes || limits->nodes == 0) {
        arena->hits = arena->nodes ? THRESHER_HTML_HIT_NODES : THRESHER_HTML_HIT_MEMORY;
        free(state);
        return;
    }
    arena->node_room = room;
    append_node(state, THRESHER_HTML_ROOT);
    if (count > INT_MAX) {
        count = INT_MAX;
        arena->hits |= THRESHER_HTML_HIT_TEXT;
    }
    if (count > 0) run(state, count);
    while (state->depth > 0) close_top(state);
    arena->nodes[0].end = arena->node_count;
    free(state);
}

void thresher_html_free(thresher_html_arena *arena) {
    free(arena->nodes);
    free(arena->bytes);
    *arena = (thresher_html_arena){0};
}
