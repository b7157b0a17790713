// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// What a pre-pass that leaves nothing out writes in place of what it would.
///
/// No stage asks for it: it is there to compare, page by page, that leaving out changes no text.
extension PrePass {
    /// Writes the contents and the end of an element whose start stands in the output.
    ///
    /// Those of SVG and templates as text: libxml2 does not know where a browser ends them.
    mutating func uncut(_ input: Span<UInt8>, _ start: StartTag, _ end: Int) {
        let name: StaticString
        switch start.tag {
        case .script: name = "script"
        case .style: name = "style"
        case .iframe: name = "iframe"
        case .noembed: name = "noembed"
        case .textarea: name = "textarea"
        case .svg: name = "svg"
        case .template: name = "template"
        default: return
        }
        let isRaw = start.tag == .script || start.tag == .style
        if isRaw { raw(input, start.end, end) } else { escaped(input, start.end, end) }
        endText()
        output.append("</")
        output.append(name)
        output.append(UInt8(ascii: ">"))
    }

    /// Copies raw text so that no part of it ends the element.
    private mutating func raw(_ input: Span<UInt8>, _ start: Int, _ end: Int) {
        for index in start..<max(start, end) {
            let isEnd =
                input[index] == UInt8(ascii: "/") && index > start
                && input[index - 1] == UInt8(ascii: "<")
            let byte = isEnd ? UInt8(ascii: "|") : input[index]
            if byte >= 0x20 || ASCII.isSpace(byte) { output.append(byte) }
        }
    }

    /// Copies a comment so that it ends where a browser ends it.
    mutating func comment(_ input: Span<UInt8>, _ start: Int, _ end: Int) {
        endText()
        output.append("<!--")
        for index in start..<max(start, end) where input[index] >= 0x20 {
            let byte = input[index]
            output.append(byte == UInt8(ascii: ">") || byte == UInt8(ascii: "-") ? 0x20 : byte)
        }
        output.append(" -->")
    }
}
