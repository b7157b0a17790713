// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// A parsed page: a flat array of nodes in document order, all text in one run of bytes.
///
/// A node's descendants are the nodes between it and its `end`, so a walk is a loop over indexes
/// and no depth can exhaust the stack. Node 0 is the root, which may have several top elements:
/// what follows an early `</html>` stands in a second one.
package struct HTMLTree: Sendable {
    let nodes: [thresher_html_node]
    let attributes: [thresher_html_attribute]
    let bytes: [UInt8]
    /// The contents of the page's JSON-LD scripts.
    package let jsonLD: [[UInt8]]
    /// Where the contents of its other scripts are in the UTF-8 of the markup.
    let scripts: [Range<Int>]
    /// The limits that cut the page short, by their names in `quality.truncated`.
    package let truncated: [String]

    /// The number of nodes, the root included.
    package var count: Int { nodes.count }

    /// One past the last descendant of a node.
    func end(of node: Int) -> Int { Int(nodes[node].end) }

    func parent(of node: Int) -> Int { Int(nodes[node].parent) }

    func isText(_ node: Int) -> Bool { nodes[node].kind == UInt16(THRESHER_HTML_TEXT) }

    /// The element's name, `nil` for text and the root.
    func tag(of node: Int) -> ThresherHTMLTag? {
        let kind = UInt32(nodes[node].kind)
        // An imported enum takes any raw value, so the range is checked here.
        return kind <= ThresherHTMLTag.unknown.rawValue ? ThresherHTMLTag(rawValue: kind) : nil
    }

    /// Where a text node's bytes are.
    func textRange(of node: Int) -> Range<Int> {
        let start = Int(nodes[node].start)
        return start..<start + Int(nodes[node].count)
    }

    /// Where an attribute's value is, `nil` when the element has none of that name.
    func attribute(_ name: ThresherHTMLAttribute, of node: Int) -> Range<Int>? {
        guard !isText(node) else { return nil }
        let first = Int(nodes[node].start)
        for index in first..<first + Int(nodes[node].count)
        where attributes[index].name == name.rawValue {
            let start = Int(attributes[index].start)
            return start..<start + Int(attributes[index].count)
        }
        return nil
    }

    /// An attribute's value as it was written.
    func string(_ name: ThresherHTMLAttribute, of node: Int) -> String? {
        attribute(name, of: node).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// Whether a range of bytes is this word, ASCII letter case ignored; `word` is lower case.
    func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for (offset, index) in range.enumerated()
        where ASCII.lower(bytes[index]) != word.byte(offset) {
            return false
        }
        return true
    }

    /// Whether a range of bytes holds this word, ASCII letter case and white space ignored.
    func contains(_ range: Range<Int>, _ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard length > 0, range.count >= length else { return false }
        let first = word.byte(0)
        for start in range where ASCII.lower(bytes[start]) == first {
            var matched = 1
            var index = start + 1
            while index < range.upperBound, matched < length {
                let byte = ASCII.lower(bytes[index])
                if byte == word.byte(matched) {
                    matched += 1
                } else if !ASCII.isSpace(byte) {
                    break
                }
                index += 1
            }
            if matched == length { return true }
        }
        return false
    }

    /// The text below a node, white space collapsed, cut to about `limit` bytes.
    ///
    /// At most `reach` nodes are looked at, so that asking every element costs no square of the
    /// page.
    func text(below node: Int, limit: Int = 4096, reach: Int = 4096) -> String {
        var collected: [UInt8] = []
        for index in node..<min(end(of: node), node + reach) where isText(index) {
            let room = limit - collected.count
            var range = textRange(of: index)
            if range.count > room {
                var stop = range.lowerBound + max(room, 0)
                while stop > range.lowerBound, bytes[stop] & 0xC0 == 0x80 { stop -= 1 }
                range = range.lowerBound..<stop
            }
            collected.append(contentsOf: bytes[range])
            if collected.count >= limit { break }
        }
        return Whitespace.collapsed(collected)
    }
}
