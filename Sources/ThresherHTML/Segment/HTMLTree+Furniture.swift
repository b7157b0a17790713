// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// What pages put into their text that is none of it.
extension HTMLTree {
    /// Whether an element holds the numbers of a program's lines and nothing else.
    func isLineNumbers(_ node: Int, _ tag: ThresherHTMLTag, isInCode: Bool) -> Bool {
        guard isInCode || tag == .td, let name = attribute(.class, of: node),
            Self.gutters.contains(where: { contains(name, $0) }) || equals(name, "ln")
        else { return false }
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

    /// Of the highlighters Pygments, Rouge, Prism, highlight.js and SyntaxHighlighter, and of forges.
    private static let gutters: [StaticString] = [
        "lineno", "line-number", "linenumber", "gutter", "blob-num", "hljs-ln-n",
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
        let end = end(of: node)
        guard end - node <= 64 else { return false }
        let hasBox = (node + 1..<max(end, node + 1)).contains { inner in
            tag(of: inner).map { $0 != .custom && ElementRoles.isBlock($0) } ?? false
        }
        if hasBox { return false }
        let parent = parent(of: node)
        switch tag(of: parent) {
        case .p, .h1, .h2, .h3, .h4, .h5, .h6, .span, .a, .em, .strong, .b, .i, .dt, .figcaption:
            return true
        default:
            return isWritten(node - 1, in: parent) || isWritten(end, in: parent)
        }
    }

    /// Whether a node is text, and not only blanks, right in an element.
    private func isWritten(_ node: Int, in parent: Int) -> Bool {
        guard node > 0, node < count, isText(node), self.parent(of: node) == parent else {
            return false
        }
        return bytes[textRange(of: node)].contains { !ASCII.isSpace($0) }
    }

    /// Whether a quotation brings marks of its own.
    func hasQuoteMarks(_ node: Int) -> Bool {
        let first = text(below: node, limit: 16).unicodeScalars.first
        return first.map { ["\"", "“", "”", "„", "«", "»", "‘", "’", "'", "「"].contains($0) }
            ?? true
    }
}
