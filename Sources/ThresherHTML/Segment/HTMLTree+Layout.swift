// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

extension HTMLTree {
    /// Whether the element's own mark-up hides it from a reader.
    ///
    /// `<noscript>` counts as hidden because a browser that runs scripts does not show it; the
    /// page's own frame (`html`, `body`, `main`) never does, because pages hide it only until
    /// their scripts have run.
    func hides(_ node: Int, _ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .html, .body, .main: return false
        case .noscript, .noframes: return true
        case .template: return attribute(.shadowrootmode, of: node) == nil
        case .dialog: if attribute(.open, of: node) == nil { return true }
        default: break
        }
        let first = Int(nodes[node].start)
        for index in first..<first + Int(nodes[node].count) {
            let start = Int(attributes[index].start)
            let value = start..<start + Int(attributes[index].count)
            switch ThresherHTMLAttribute(rawValue: attributes[index].name) {
            case .hidden: return !isStreamed(node)
            case .ariaHidden: if equals(value, "true") { return true }
            case .style:
                if contains(value, "display:none") || contains(value, "visibility:hidden") {
                    return true
                }
            default: break
            }
        }
        return false
    }

    /// Whether an element holds what React sent after the page's frame (`<div hidden id="S:1">`):
    /// a script of the page itself puts it in its place as soon as it has come.
    private func isStreamed(_ node: Int) -> Bool {
        guard let id = attribute(.id, of: node) else { return false }
        let digits = bytes[id].reversed().prefix { ASCII.isAlphanumeric($0) }
        let mark = bytes[id].dropLast(digits.count).suffix(2)
        return !digits.isEmpty && mark.elementsEqual("S:".utf8)
    }

    /// How an element is shown when its own style says so.
    enum Display {
        case block, inline
        /// Beside what is around it, but apart from it.
        case inlineBlock
    }

    /// What an element's own style says about its place in the text, `nil` when nothing.
    ///
    /// Parts of tables and list items stay what they are, so that structure is kept.
    func display(of node: Int, _ tag: ThresherHTMLTag) -> Display? {
        switch tag {
        case .table, .thead, .tbody, .tfoot, .tr, .td, .th, .caption, .li, .body, .html, .pre, .br:
            return nil
        default: break
        }
        guard let style = attribute(.style, of: node), contains(style, "display:") else {
            return nil
        }
        if contains(style, "display:inline-") { return .inlineBlock }
        if contains(style, "display:inline") { return .inline }
        for word: StaticString in ["display:block", "display:flex", "display:grid"]
        where contains(style, word) {
            return .block
        }
        return nil
    }

    /// The level of an element that calls itself a heading.
    func headingRole(of node: Int) -> Int? {
        guard let role = attribute(.role, of: node), equals(role, "heading") else { return nil }
        return max(1, min(integer(.ariaLevel, of: node) ?? 2, 6))
    }

    /// An attribute's value as a whole number of at most six digits.
    func integer(_ name: ThresherHTMLAttribute, of node: Int) -> Int? {
        guard let range = attribute(name, of: node), (1...6).contains(range.count) else {
            return nil
        }
        var value = 0
        for index in range {
            guard ASCII.isDigit(bytes[index]) else { return nil }
            value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        }
        return value
    }

    /// Whether a table lays out a page instead of showing data.
    ///
    /// Data has rows of several cells and nothing in them that structures a page or is laid out in
    /// lines, such as code.
    func isLayoutTable(_ table: Int) -> Bool {
        if let role = attribute(.role, of: table),
            equals(role, "presentation") || equals(role, "none")
        {
            return true
        }
        var cells = 0
        var widest = 0
        var boxes = 0
        var cellText = 0
        var hasHeader = false
        var rows = 0
        var longest = 0
        for node in table + 1..<max(end(of: table), table + 1) {
            guard let tag = tag(of: node) else {
                cellText += Int(nodes[node].count)
                longest = max(longest, cellText)
                // A cell of an article's length, in boxes of its own, is no datum.
                if boxes > 3 && cellText > 1500 { return true }
                continue
            }
            switch tag {
            case .table, .form, .article, .section, .h1, .h2, .h3, .main, .nav, .header, .footer:
                return true
            case .tr:
                rows += 1
                cells = 0
            case .td, .th:
                cells += 1
                widest = max(widest, cells)
                boxes = 0
                cellText = 0
                if tag == .th { hasHeader = true }
            case .pre:
                if holdsLines(node) { return true }
                boxes += 1
            case .p, .div, .ul, .ol, .blockquote, .li:
                boxes += 1
            default: break
            }
        }
        // One row is a comparison of nothing: columns of a page, when one holds paragraphs.
        return !hasHeader && (widest < 2 || (rows < 2 && longest > 300))
    }
    /// Whether the text below an element has line feeds between other text.
    private func holdsLines(_ node: Int) -> Bool {
        var hasText = false
        var hasLine = false
        for inner in node + 1..<max(end(of: node), node + 1) where isText(inner) {
            for index in textRange(of: inner) {
                if bytes[index] == 0x0A {
                    hasLine = hasText
                } else if !ASCII.isSpace(bytes[index]) {
                    if hasLine { return true }
                    hasText = true
                }
            }
        }
        return false
    }
}
