// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// Rewrites markup into a form that every HTML parser reads alike, in one pass over its bytes.
///
/// It tokenises as the HTML standard does (WHATWG HTML, section 13.2.5) and writes only what the
/// tree needs: names, the attributes on the list, text. libxml2 2.9 alone gets several of these
/// wrong (`@click="a => b"` leaks script into the text, C1 references, HTML5 names, `</>`) or
/// slow (attributes of a tag are quadratic). What no page shows (script, style, comments, SVG,
/// `data:` addresses: more than half of a usual page) never reaches the parser. Neither do text and
/// attributes: in their place stands one letter, or a space for text that is white space, and where
/// it stands is noted, so that the parser's time goes into elements alone.
struct PrePass: ~Copyable {
    /// Attributes of one tag beyond this many are ignored.
    static let mostAttributes = 256
    /// Values are cut to this many bytes.
    static let longestValue = 65_536

    /// The rewritten markup: tags, and one byte for each run of text.
    var output: ByteBuffer
    /// All text and values of attributes, UTF-8, references resolved.
    var content: ByteBuffer
    /// The attributes of all tags; their values are ranges of ``content``.
    var attributes: [thresher_html_attribute] = []
    /// For each tag with attributes where its `>` is in ``output``, and which they are.
    var tags: [thresher_html_place] = []
    /// For each run of text where its byte is in ``output``, and its range of ``content``.
    var texts: [thresher_html_place] = []
    /// Where the open run of text begins.
    var runStart = 0
    /// The contents of the JSON-LD scripts, in document order.
    var jsonLD: [[UInt8]] = []
    /// How many more bytes of them are kept.
    var jsonLDRoom = 8 << 20
    /// Where the contents of the other scripts are in the input, in document order.
    var scripts: [Range<Int>] = []
    /// Whether a tag had too many attributes or a value was too long.
    var cutAttributes = false
    /// Whether `<a/>` is an empty element, as in XML, or a start tag, as in HTML.
    let isXML: Bool
    /// Whether what no page shows is left out.
    let cuts: Bool
    /// Elements whose end is missing, so that they are not cut out (and not looked for again).
    var uncut: Set<UInt32> = []
    /// Whether a script ends at the first `</script` whatever comments say.
    var endsScriptsEarly = false
    /// How many elements that keep white space are open.
    var preformatted = 0
    /// The open elements whose ends matter, innermost last.
    var open: [ThresherHTMLTag] = []
    var openHeading: ThresherHTMLTag?
    var isInHead = false
    var isInNoscript = false
    var hasBody = false

    init(capacity: Int, isXML: Bool, cuts: Bool = true) {
        output = ByteBuffer(capacity: capacity)
        content = ByteBuffer(capacity: capacity)
        self.isXML = isXML
        self.cuts = cuts
    }

    /// Rewrites the whole input, which must be valid UTF-8.
    mutating func run(_ input: Span<UInt8>) {
        var index = 0
        while index < input.count {
            if !hasBody && !isInNoscript { index = textBeforeBody(input, from: index) }
            index = text(input, from: index)
            if index < input.count { index = markup(input, at: index) }
        }
        endText()
    }

    /// Ends the open run of text, ahead of markup.
    mutating func endText() {
        guard content.count > runStart else { return }
        texts.append(
            thresher_html_place(
                place: UInt32(clamping: output.count), start: UInt32(clamping: runStart),
                count: UInt32(clamping: content.count - runStart)))
        var index = runStart
        while index < content.count, ASCII.isSpace(content[index]) { index += 1 }
        output.append(index < content.count ? UInt8(ascii: "x") : 0x20)
        runStart = content.count
    }

    /// Skips white space before the body; opens the body where text begins.
    private mutating func textBeforeBody(_ input: Span<UInt8>, from start: Int) -> Int {
        let index = Self.endOfSpace(input, from: start)
        if index < input.count, input[index] != UInt8(ascii: "<") { openBody() }
        return index
    }

    /// Copies text up to the next `<`, whose index it returns.
    private mutating func text(_ input: Span<UInt8>, from start: Int) -> Int {
        var index = start
        var pending = start
        var strideEnd = start
        while index < input.count {
            if index >= strideEnd {
                while Self.isPlain(input, from: index) { index += ByteStride.count }
                strideEnd = index + ByteStride.count
                guard index < input.count else { break }
            }
            let byte = input[index]
            if byte > 0x3C {
                index += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "<"):
                content.append(input, pending, index)
                return index
            case UInt8(ascii: "&"):
                content.append(input, pending, index)
                index = reference(input, at: index, inAttribute: false)
                pending = index
            case 0x20 where index + 1 < input.count && input[index + 1] > 0x3C:
                // The space between two words.
                index += 2
            case 0x20, 0x0A, 0x09:
                let end = preformatted > 0 ? index + 1 : Self.endOfSpace(input, from: index)
                if end > index + 2 {
                    content.append(input, pending, index + 1)
                    pending = end
                }
                index = end
            case 0x0D, 0x0C:
                content.append(input, pending, index)
                if !(byte == 0x0D && index + 1 < input.count && input[index + 1] == 0x0A) {
                    content.append(0x0A)
                }
                index += 1
                pending = index
            case 0..<0x20:
                content.append(input, pending, index)
                index += 1
                pending = index
            default:
                index += 1
            }
        }
        content.append(input, pending, index)
        return index
    }

    /// Whether a stride of input is text that stays as it is; `false` near the end.
    private static func isPlain(_ input: Span<UInt8>, from start: Int) -> Bool {
        ByteStride.isFree(input, from: start) { byte, next in
            let isMarkup: UInt8 = byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") ? 1 : 0
            let isLow: UInt8 = byte < 0x20 ? 1 : 0
            let isRun: UInt8 = byte == 0x20 && next <= 0x20 ? 1 : 0
            return isMarkup | isLow | isRun
        }
    }

    private static func endOfSpace(_ input: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < input.count && ASCII.isSpace(input[index]) { index += 1 }
        return index
    }

    /// Handles what begins with the `<` at `index`; returns where to go on.
    private mutating func markup(_ input: Span<UInt8>, at index: Int) -> Int {
        guard index + 1 < input.count else {
            content.append(UInt8(ascii: "<"))
            return index + 1
        }
        switch input[index + 1] {
        case let byte where ASCII.isLetter(byte):
            return startTag(input, at: index)
        case UInt8(ascii: "/"):
            guard index + 2 < input.count else {
                content.append("</")
                return index + 2
            }
            if ASCII.isLetter(input[index + 2]) { return endTag(input, at: index) }
            return Self.endOfBogusComment(input, from: index + 2)
        case UInt8(ascii: "!"):
            if input.hasPrefix("<!--", at: index) {
                let end = Self.endOfComment(input, at: index)
                if !cuts { comment(input, index + 4, end) }
                return end
            }
            if isXML && input.hasPrefix("<![cdata[", at: index) {
                return characterData(input, from: index + 9)
            }
            return Self.endOfBogusComment(input, from: index + 2)
        case UInt8(ascii: "?"):
            return Self.endOfBogusComment(input, from: index + 2)
        default:
            content.append(UInt8(ascii: "<"))
            return index + 1
        }
    }

    /// Copies the contents of an XML CDATA section as text.
    private mutating func characterData(_ input: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while let close = input.firstIndex(of: UInt8(ascii: "]"), from: end) {
            if input.hasPrefix("]]>", at: close) {
                escaped(input, start, close)
                return close + 3
            }
            end = close + 1
        }
        escaped(input, start, input.count)
        return input.count
    }

    /// Copies bytes that are text whatever they look like.
    mutating func escaped(_ input: Span<UInt8>, _ start: Int, _ end: Int) {
        var pending = start
        for index in start..<max(start, end)
        where input[index] < 0x20 && !ASCII.isSpace(input[index]) {
            content.append(input, pending, index)
            pending = index + 1
        }
        content.append(input, pending, end)
    }

    static func endOfBogusComment(_ input: Span<UInt8>, from start: Int) -> Int {
        input.firstIndex(of: UInt8(ascii: ">"), from: start).map { $0 + 1 } ?? input.count
    }

    /// The index after the comment that begins at `index`; the end of input when it has none.
    static func endOfComment(_ input: Span<UInt8>, at index: Int) -> Int {
        let body = index + 4
        if body < input.count && input[body] == UInt8(ascii: ">") { return body + 1 }
        if input.hasPrefix("->", at: body) { return body + 2 }
        var from = body
        while let close = input.firstIndex(of: UInt8(ascii: ">"), from: from) {
            let dash = UInt8(ascii: "-")
            if close - 2 >= body && input[close - 1] == dash && input[close - 2] == dash {
                return close + 1
            }
            if close - 3 >= body && input[close - 1] == UInt8(ascii: "!")
                && input[close - 2] == dash && input[close - 3] == dash
            {
                return close + 1
            }
            from = close + 1
        }
        return input.count
    }
}
