// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// Turns markup into an ``HTMLTree``.
///
/// The pre-pass rewrites the markup, libxml2's SAX interface finds the structure, callbacks in C
/// fill the arena. Time and memory are linear in the input whatever it holds.
package enum HTMLParser {
    /// How much of a page is taken in.
    ///
    /// Real pages stay far below: the deepest of 1,500 has 56 levels, the faultiest 15,000 errors.
    package struct Limits: Sendable {
        /// Elements within elements.
        package var depth = 512
        /// Elements and runs of text.
        package var nodes = 1_000_000
        /// Attributes of all elements together.
        package var attributes = 2_000_000
        /// Bytes of text and attribute values together.
        package var bytes = 64 << 20
        /// Mistakes in the markup, some of which cost time in the square of the depth.
        package var errors = 100_000

        /// The limits of the stages.
        package init() {}
    }

    /// Prepares the parser ahead of the first page.
    ///
    /// libxml2's own first use is not safe in two threads at once; this is, and parsing does it too.
    package static func prepare() {
        thresher_html_prepare()
        NamedReferences.prepare()
    }

    /// The version of libxml2, such as `2.9.14`.
    package static var version: String {
        // A constant of the library, never freed.
        unsafe String(cString: thresher_html_parser_version())
    }

    /// Parses a page.
    ///
    /// - Parameters:
    ///   - markup: The decoded page.
    ///   - isXML: Whether `<a/>` closes itself, as in `application/xhtml+xml`.
    ///   - limits: How much of it is taken in.
    ///   - cuts: Whether what no page shows is left out before the parser sees it, which changes
    ///     time and nothing else.
    /// - Returns: The tree, empty but for its root when there is no markup.
    package static func parse(
        _ markup: String, isXML: Bool = false, limits: Limits = Limits(), cuts: Bool = true
    ) -> HTMLTree {
        let input = markup.utf8.span
        var prePass = PrePass(capacity: input.count / 2 + 1024, isXML: isXML, cuts: cuts)
        prePass.run(input)
        var caps = thresher_html_limits(
            depth: UInt32(clamping: limits.depth), nodes: UInt32(clamping: limits.nodes),
            attributes: UInt32(clamping: limits.attributes), bytes: UInt32(clamping: limits.bytes),
            errors: UInt32(clamping: limits.errors))
        var arena = unsafe thresher_html_arena()
        let (tags, texts) = (prePass.tags, prePass.texts)
        let contentCount = prePass.content.count
        unsafe prePass.output.withBytes { bytes in
            unsafe tags.withUnsafeBufferPointer { tags in
                unsafe texts.withUnsafeBufferPointer { texts in
                    var page = unsafe thresher_html_input(
                        markup: bytes.baseAddress, count: bytes.count, tags: tags.baseAddress,
                        tag_count: tags.count, texts: texts.baseAddress, text_count: texts.count,
                        content_count: contentCount)
                    unsafe thresher_html_parse(&page, &caps, &arena)
                }
            }
        }
        defer { unsafe thresher_html_free(&arena) }
        // The arena's arrays hold as many elements as its counts say, or are null with a count of 0.
        let literal = unsafe UnsafeBufferPointer(start: arena.bytes, count: Int(arena.byte_count))
        prePass.content.append(unsafe literal.span)
        return unsafe HTMLTree(
            nodes: Array(UnsafeBufferPointer(start: arena.nodes, count: Int(arena.node_count))),
            attributes: prePass.attributes, bytes: prePass.content.withBytes { unsafe Array($0) },
            jsonLD: prePass.jsonLD, scripts: prePass.scripts,
            truncated: names(ofHits: arena.hits, cutAttributes: prePass.cutAttributes))
    }

    private static func names(ofHits hits: UInt32, cutAttributes: Bool) -> [String] {
        let bits: [(Int, String)] = [
            (THRESHER_HTML_HIT_DEPTH, "depth"), (THRESHER_HTML_HIT_NODES, "nodes"),
            (THRESHER_HTML_HIT_ATTRIBUTES, "attributes"), (THRESHER_HTML_HIT_TEXT, "text"),
            (THRESHER_HTML_HIT_ERRORS, "errors"), (THRESHER_HTML_HIT_MEMORY, "memory"),
        ]
        return bits.compactMap { bit, name in
            let isHit = Int(hits) & bit != 0 || (name == "attributes" && cutAttributes)
            return isHit ? name : nil
        }
    }
}
