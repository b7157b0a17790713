// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// What pages put into their text that is none of it.
extension HTMLTree {
    /// Whether an element calls itself the numbers of a program's lines, in code or beside it.
    func namesLineNumbers(_ node: Int, _ tag: ThresherHTMLTag, isInCode: Bool) -> Bool {
        guard isInCode || tag == .td, let names = attribute(.class, of: node) else { return false }
        var start = names.lowerBound
        while start < names.upperBound {
            var end = start
            while end < names.upperBound, !ASCII.isSpace(bytes[end]) { end += 1 }
            if Self.gutters.contains(where: { equals(start..<end, $0) }) { return true }
            start = end + 1
        }
        return false
    }

    /// Whether all text in an element is digits.
    func holdsOnlyNumbers(_ node: Int) -> Bool {
        var hasDigits = false
        for inner in node + 1..<max(end(of: node), node + 1) where isText(inner) {
            for byte in bytes[textRange(of: inner)] {
                if ASCII.isDigit(byte) {
                    hasDigits = true
                } else if !ASCII.isSpace(byte) {
                    return false
                }
            }
        }
        return hasDigits
    }

    /// Of the highlighters Pygments, Chroma, Rouge, Prism, highlight.js and SyntaxHighlighter, and of
    /// forges.
    private static let gutters: [StaticString] = [
        "ln", "lnt", "lineno", "linenos", "linenodiv", "linenumber", "linenumbers", "line-number",
        "line-numbers", "gutter", "rouge-gutter", "blob-num", "hljs-ln-n", "hljs-ln-numbers",
    ]

    /// Whether a link is the sign beside a heading or note that leads to the place itself or back.
    func isPermalink(_ node: Int) -> Bool {
        guard end(of: node) - node <= 3, let target = attribute(.href, of: node),
            target.count > 1, bytes[target.lowerBound] == UInt8(ascii: "#")
        else { return false }
        let text = text(below: node, limit: 16)
        return Self.permalinks.contains(text)
    }

    private static let permalinks: Set<String> = [
        "¶", "#", "§", "🔗", "↩", "↩\u{FE0E}", "↩\u{FE0F}", "↑", "⏎",
    ]

    /// Whether a custom element is a word or phrase of the text around it, not a box of the page.
    func isInlineComponent(_ node: Int) -> Bool {
        guard isPhrase(node) else { return false }
        let parent = parent(of: node)
        switch tag(of: parent) {
        case .p, .h1, .h2, .h3, .h4, .h5, .h6, .span, .a, .em, .strong, .b, .i, .dt, .figcaption:
            return true
        default:
            return isWritten(node - 1, in: parent) || isWritten(end(of: node), in: parent)
        }
    }

    /// Whether an element is short and has no boxes in it.
    private func isPhrase(_ node: Int) -> Bool {
        let end = end(of: node)
        return end - node <= 64
            && !(node + 1..<max(end, node + 1)).contains { inner in
                tag(of: inner).map { $0 != .custom && ElementRoles.isBlock($0) } ?? false
            }
    }

    /// Whether a node is text, and not only blanks, right in an element.
    private func isWritten(_ node: Int, in parent: Int) -> Bool {
        guard node > 0, node < count, isText(node), self.parent(of: node) == parent else {
            return false
        }
        return bytes[textRange(of: node)].contains { !ASCII.isSpace($0) }
    }

    /// Whether a browser's quotation marks belong around an element: a phrase without marks of its own.
    func lacksQuoteMarks(_ node: Int) -> Bool {
        guard isPhrase(node) else { return false }
        let first = text(below: node, limit: 16, reach: 64).unicodeScalars.first
        return first.map { !["\"", "“", "”", "„", "«", "»", "‘", "’", "'", "「"].contains($0) }
            ?? false
    }
}
