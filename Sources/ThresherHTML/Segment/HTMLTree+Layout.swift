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
            case .hidden: return true
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

    /// Whether a table lays out a page instead of showing data.
    ///
    /// Data has rows of several cells and nothing in them that structures a page.
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
        for node in table + 1..<max(end(of: table), table + 1) {
            guard let tag = tag(of: node) else {
                cellText += Int(nodes[node].count)
                // A cell of an article's length, in boxes of its own, is no datum.
                if boxes > 3 && cellText > 1500 { return true }
                continue
            }
            switch tag {
            case .table, .form, .article, .section, .h1, .h2, .h3, .main, .nav, .header, .footer:
                return true
            case .tr:
                cells = 0
            case .td, .th:
                cells += 1
                widest = max(widest, cells)
                boxes = 0
                cellText = 0
                if tag == .th { hasHeader = true }
            case .p, .div, .ul, .ol, .blockquote, .pre, .li:
                boxes += 1
            default: break
            }
        }
        return widest < 2 && !hasHeader
    }
}
