// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

extension PrePass {
    /// What was read of a start tag.
    struct StartTag {
        var tag: ThresherHTMLTag
        /// The index after its `>`.
        var end: Int
        var isSelfClosing = false
        var isJSONLD = false
        var hasShadowRoot = false
        /// `false` when the input ends inside of the tag, which then counts as nothing.
        var isComplete = true
    }

    /// Scripts with fewer bytes hold no text.
    private static let leastState = 256
    private static let mostScripts = 1000
    /// The longest name that is written.
    private static let longestName = 64

    mutating func startTag(_ input: Span<UInt8>, at index: Int) -> Int {
        endText()
        let nameEnd = Self.endOfName(input, from: index + 1)
        let tag = Self.tag(input, index + 1, nameEnd)
        beforeStart(tag)
        let mark = Mark(output: output.count, content: content.count, attributes: attributes.count)
        output.append(UInt8(ascii: "<"))
        writeAlias(tag)
        writeName(input, from: index + 1)
        let start = readAttributes(input, of: tag, from: nameEnd, writes: true)
        guard start.isComplete else {
            takeBack(to: mark)
            return input.count
        }
        let isEmpty = isXML && start.isSelfClosing
        if !isEmpty && (start.tag == .xmp || start.tag == .plaintext) {
            takeBack(to: mark)
            return literal(input, start)
        }
        if let end = cut(input, start, isEmpty: isEmpty) {
            if cuts {
                takeBack(to: mark)
                if preformatted == 0, Self.takesRoom(start.tag) { content.append(0x20) }
            } else {
                endStartTag(from: mark)
                uncut(input, start, end)
            }
            return end
        }
        endStartTag(from: mark)
        switch start.tag {
        case .title where !isEmpty: return rawText(input, "title", from: start.end)
        case .pre, .listing: if !isEmpty { preformatted += 1 }
        default: break
        }
        if isEmpty && !Self.isVoid(start.tag) {
            guard beforeEnd(start.tag) else { return start.end }
            output.append("</")
            writeAlias(start.tag)
            writeName(input, from: index + 1)
            output.append(UInt8(ascii: ">"))
            if start.tag == .pre || start.tag == .listing { preformatted -= 1 }
        }
        return start.end
    }

    /// What had been written before a start tag.
    private struct Mark {
        var output: Int
        var content: Int
        var attributes: Int
    }

    private mutating func takeBack(to mark: Mark) {
        output.truncate(to: mark.output)
        content.truncate(to: mark.content)
        attributes.removeSubrange(mark.attributes...)
    }

    /// Writes the `>` of a start tag and notes the attributes that were read in it.
    private mutating func endStartTag(from mark: Mark) {
        if attributes.count > mark.attributes {
            // Elements that the tag implies start at the end of its name: not at this place.
            output.append(0x20)
            tags.append(
                thresher_html_place(
                    place: UInt32(clamping: output.count), start: UInt32(mark.attributes),
                    count: UInt32(attributes.count - mark.attributes)))
        }
        output.append(UInt8(ascii: ">"))
        runStart = content.count
    }

    mutating func endTag(_ input: Span<UInt8>, at index: Int) -> Int {
        let end = readTag(input, at: index + 1)
        guard end.isComplete else { return input.count }
        endText()
        switch end.tag {
        case .script, .style, .textarea, .iframe, .noembed, .xmp, .plaintext:
            // What was cut out has lost its start; an end alone would be guessed about.
            return end.end
        case .svg, .template:
            if cuts && !uncut.contains(end.tag.rawValue) && end.tag == .svg { return end.end }
        case .pre, .listing:
            preformatted = max(0, preformatted - 1)
        case .br:
            output.append("<br>")
            return end.end
        default: break
        }
        guard beforeEnd(end.tag) else { return end.end }
        output.append("</")
        writeAlias(end.tag)
        writeName(input, from: index + 2)
        output.append(UInt8(ascii: ">"))
        return end.end
    }

    /// Elements without contents, the ones that are dropped here included.
    static func isVoid(_ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .area, .base, .br, .col, .embed, .hr, .img, .image, .input, .link, .meta, .param,
            .source, .track, .wbr, .frame:
            true
        default: false
        }
    }

    /// Whether an element that is left out is a picture or a control between words.
    private static func takesRoom(_ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .svg, .iframe, .textarea, .input, .embed: true
        default: false
        }
    }

    /// Where to go on when an element is left out with its contents, `nil` when it stays.
    private mutating func cut(
        _ input: Span<UInt8>, _ start: StartTag, isEmpty: Bool
    ) -> Int? {
        switch start.tag {
        case .input, .source, .track, .param, .area, .embed, .wbr, .frame: return start.end
        case .script, .style, .iframe, .noembed, .textarea, .svg, .template: break
        default: return nil
        }
        if isEmpty { return start.end }
        switch start.tag {
        case .script:
            let (end, next) = endOfScript(input, from: start.end)
            if start.isJSONLD && jsonLD.count < 256 && end - start.end <= jsonLDRoom {
                jsonLDRoom -= end - start.end
                jsonLD.append(Self.bytes(input, start.end, end))
            } else if scripts.count < Self.mostScripts,
                end - start.end >= Self.leastState || FlightPage.isPart(input, at: start.end)
            {
                scripts.append(start.end..<end)
            }
            return next
        case .style: return endOfRawText(input, "style", from: start.end).next
        case .iframe: return endOfRawText(input, "iframe", from: start.end).next
        case .noembed: return endOfRawText(input, "noembed", from: start.end).next
        case .textarea: return endOfRawText(input, "textarea", from: start.end).next
        case .svg:
            if start.isSelfClosing { return start.end }
            return endOfElement(input, start)
        default:
            return start.hasShadowRoot ? nil : endOfElement(input, start)
        }
    }

    /// Writes an element whose contents are no markup as preformatted text.
    private mutating func literal(_ input: Span<UInt8>, _ start: StartTag) -> Int {
        let (end, next) =
            start.tag == .plaintext
            ? (input.count, input.count) : endOfRawText(input, "xmp", from: start.end)
        output.append("<pre>")
        escaped(input, start.end, end)
        endText()
        output.append("</pre>")
        return next
    }

    /// Reads a tag from the byte before its name, writes nothing.
    mutating func readTag(_ input: Span<UInt8>, at index: Int) -> StartTag {
        let end = Self.endOfName(input, from: index + 1)
        return readAttributes(input, of: Self.tag(input, index + 1, end), from: end, writes: false)
    }

    /// Reads a tag from the end of its name; keeps its attributes when asked.
    private mutating func readAttributes(
        _ input: Span<UInt8>, of tag: ThresherHTMLTag, from nameEnd: Int, writes: Bool
    ) -> StartTag {
        var end = nameEnd
        var start = StartTag(tag: tag, end: end)
        var seen: UInt64 = 0
        var count = 0
        while true {
            start.isSelfClosing = false
            while end < input.count, ASCII.isSpace(input[end]) || input[end] == UInt8(ascii: "/") {
                start.isSelfClosing = input[end] == UInt8(ascii: "/")
                end += 1
            }
            guard end < input.count else {
                start.isComplete = false
                start.end = end
                return start
            }
            if input[end] == UInt8(ascii: ">") {
                start.end = end + 1
                return start
            }
            count += 1
            if count > Self.mostAttributes { cutAttributes = true }
            let isWanted = writes && count <= Self.mostAttributes
            end = readAttribute(input, at: end, of: &start, seen: &seen, isWanted: isWanted)
        }
    }

    private static func endOfName(_ input: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < input.count, !endsName(input[end]) { end += 1 }
        return end
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        ASCII.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    static func tag(_ input: Span<UInt8>, _ start: Int, _ end: Int) -> ThresherHTMLTag {
        unsafe input.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, start >= 0, start <= end, end <= bytes.count else {
                return .unknown
            }
            return unsafe thresher_html_tag(base + start, end - start)
        }
    }

    static func bytes(_ input: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(0, end - start))
        for index in start..<max(start, end) { bytes.append(input[index]) }
        return bytes
    }

    /// Writes a name with only the bytes that every parser takes in one.
    mutating func writeName(_ input: Span<UInt8>, from start: Int) {
        var index = start
        while index < input.count, index - start < Self.longestName, !Self.endsName(input[index]) {
            let byte = input[index]
            let isPlain =
                ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
            output.append(isPlain ? byte : UInt8(ascii: "_"))
            index += 1
        }
    }
}
