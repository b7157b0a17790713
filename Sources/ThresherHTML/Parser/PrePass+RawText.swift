// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

extension PrePass {
    /// Copies the contents of an element in which only references count, and its end tag.
    mutating func rawText(_ input: Span<UInt8>, _ name: StaticString, from start: Int) -> Int {
        let (end, next) = endOfRawText(input, name, from: start)
        var index = start
        var pending = start
        while index < end {
            let byte = input[index]
            guard byte == UInt8(ascii: "&") || byte < 0x20 else {
                index += 1
                continue
            }
            content.append(input, pending, index)
            switch byte {
            case UInt8(ascii: "&"):
                index = min(reference(input, at: index, inAttribute: false), end)
            default:
                if ASCII.isSpace(byte) { content.append(0x20) }
                index += 1
            }
            pending = index
        }
        content.append(input, pending, end)
        endText()
        output.append("</")
        output.append(name)
        output.append(UInt8(ascii: ">"))
        return next
    }

    /// Where raw text ends (`</name` and what may follow a name) and where its end tag ends.
    ///
    /// It does not reach out of `<noscript>` (`<noscript><iframe src=x /></noscript>`): a browser
    /// that runs scripts, for which pages are written, takes that whole element for raw text.
    func endOfRawText(
        _ input: Span<UInt8>, _ name: StaticString, from start: Int
    ) -> (end: Int, next: Int) {
        var from = start
        while let open = input.firstIndex(of: UInt8(ascii: "<"), from: from) {
            if Self.isTag(input, name, at: open, closing: true) {
                return (open, Self.endOfBogusComment(input, from: open + 2))
            }
            if isInNoscript, Self.isTag(input, "noscript", at: open, closing: true) {
                return (open, open)
            }
            from = open + 1
        }
        return (input.count, input.count)
    }

    /// Where a script ends, with the rules for comments and nested scripts inside of it.
    mutating func endOfScript(_ input: Span<UInt8>, from start: Int) -> (end: Int, next: Int) {
        var from = start
        // Where to look for the end of the comment that is open.
        var comment: Int?
        var isNested = false
        var firstClose: Int?
        while let open = input.firstIndex(of: UInt8(ascii: "<"), from: from) {
            from = open + 1
            if let begin = comment {
                let isOver = Self.hasCommentEnd(input, begin, open)
                comment = isOver ? nil : max(begin, open - 2)
                if isOver { isNested = false }
            }
            if Self.isTag(input, "script", at: open, closing: true) {
                if !isNested || endsScriptsEarly {
                    return (open, Self.endOfBogusComment(input, from: open + 2))
                }
                if firstClose == nil { firstClose = open }
                isNested = false
            } else if comment == nil {
                if input.hasPrefix("<!--", at: open) { comment = open + 2 }
            } else if Self.isTag(input, "script", at: open, closing: false) {
                isNested = true
            }
        }
        guard let close = firstClose else { return (input.count, input.count) }
        // Without an end by the book, the first that looks like one keeps the page alive; from
        // here on always, so that no later script searches the rest of the page again.
        endsScriptsEarly = true
        return (close, Self.endOfBogusComment(input, from: close + 2))
    }

    private static func hasCommentEnd(_ input: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var from = start
        while let close = input.firstIndex(of: UInt8(ascii: ">"), from: from), close < end {
            if close - 2 >= start, input[close - 1] == UInt8(ascii: "-"),
                input[close - 2] == UInt8(ascii: "-")
            {
                return true
            }
            from = close + 1
        }
        return false
    }

    /// Whether `<name` or `</name` stands at `index`, with an end of name after it.
    private static func isTag(
        _ input: Span<UInt8>, _ name: StaticString, at index: Int, closing: Bool
    ) -> Bool {
        var at = index + 1
        if closing {
            guard at < input.count, input[at] == UInt8(ascii: "/") else { return false }
            at += 1
        }
        guard input.hasPrefix(name, at: at) else { return false }
        let after = at + name.utf8CodeUnitCount
        guard after < input.count else { return true }
        let byte = input[after]
        return ASCII.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    /// The index after the end tag of an element that may nest; `nil` when it has none.
    ///
    /// SVG ends also before HTML that cannot stand in it, as it does in a browser.
    mutating func endOfElement(_ input: Span<UInt8>, _ start: StartTag) -> Int? {
        guard !uncut.contains(start.tag.rawValue) else { return nil }
        var depth = 1
        var htmlDepth = 0
        var index = start.end
        while let open = input.firstIndex(of: UInt8(ascii: "<"), from: index) {
            let next = open + 1 < input.count ? input[open + 1] : 0
            if next == UInt8(ascii: "!") {
                let isComment = input.hasPrefix("<!--", at: open)
                index =
                    isComment
                    ? Self.endOfComment(input, at: open)
                    : Self.endOfBogusComment(input, from: open + 2)
                continue
            }
            let isEnd = next == UInt8(ascii: "/")
            let nameAt = isEnd ? open + 2 : open + 1
            guard nameAt < input.count, ASCII.isLetter(input[nameAt]) else {
                index = open + 1
                continue
            }
            let inner = readTag(input, at: nameAt - 1)
            guard inner.isComplete else { break }
            index = inner.end
            if inner.tag == start.tag {
                if isEnd { depth -= 1 } else if !inner.isSelfClosing { depth += 1 }
                if depth == 0 { return index }
            } else if start.tag == .svg {
                switch inner.tag {
                case .foreignObject, .desc, .title:
                    if isEnd { htmlDepth -= 1 } else if !inner.isSelfClosing { htmlDepth += 1 }
                default:
                    if htmlDepth <= 0, Self.leavesSVG(inner.tag, isEnd: isEnd) { return open }
                }
            } else if !isEnd, inner.tag == .script {
                index = endOfScript(input, from: inner.end).next
            } else if !isEnd, inner.tag == .style {
                index = endOfRawText(input, "style", from: inner.end).next
            }
        }
        uncut.insert(start.tag.rawValue)
        return nil
    }

    /// Whether a tag ends SVG (WHATWG HTML, section 13.2.6.5).
    private static func leavesSVG(_ tag: ThresherHTMLTag, isEnd: Bool) -> Bool {
        switch tag {
        case .p, .br: true
        case .b, .big, .blockquote, .body, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1,
            .h2, .h3, .h4, .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr,
            .ol, .pre, .ruby, .s, .small, .span, .strong, .strike, .sub, .sup, .table, .tt, .u,
            .ul, .var:
            !isEnd
        default: false
        }
    }
}
