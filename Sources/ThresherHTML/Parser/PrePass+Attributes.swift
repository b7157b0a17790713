// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

extension PrePass {
    /// Reads one attribute; writes it when its name is on the list and new to the tag.
    mutating func readAttribute(
        _ input: Span<UInt8>, at index: Int, of tag: inout StartTag, seen: inout UInt64,
        isWanted: Bool
    ) -> Int {
        var end = index + 1
        while end < input.count, !Self.endsAttributeName(input[end]) { end += 1 }
        let nameEnd = end
        while end < input.count, ASCII.isSpace(input[end]) { end += 1 }
        var value = end..<end
        if end < input.count, input[end] == UInt8(ascii: "=") {
            end += 1
            while end < input.count, ASCII.isSpace(input[end]) { end += 1 }
            (value, end) = Self.value(input, at: end)
        } else {
            end = nameEnd
            value = end..<end
        }
        guard isWanted else { return end }
        let name = Self.attribute(input, index, nameEnd)
        guard name != .other, seen & (1 << UInt64(name.rawValue)) == 0 else { return end }
        seen |= 1 << UInt64(name.rawValue)
        if name == .shadowrootmode { tag.hasShadowRoot = true }
        if name == .type, input.hasPrefix("application/ld+json", at: value.lowerBound) {
            tag.isJSONLD = true
        }
        if Self.isOfUse(input, name, value) { write(input, name, value) }
        return end
    }

    private static func endsAttributeName(_ byte: UInt8) -> Bool {
        ASCII.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "=")
    }

    private static func attribute(
        _ input: Span<UInt8>, _ start: Int, _ end: Int
    ) -> ThresherHTMLAttribute {
        unsafe input.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, start >= 0, start <= end, end <= bytes.count else {
                return .other
            }
            return unsafe thresher_html_attribute_name(base + start, end - start)
        }
    }

    /// The range of the value that begins at `index`, and the index after it and its quote.
    private static func value(_ input: Span<UInt8>, at index: Int) -> (Range<Int>, Int) {
        guard index < input.count else { return (index..<index, index) }
        let quote = input[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let start = index + 1
            guard let end = input.firstIndex(of: quote, from: start) else {
                return (start..<input.count, input.count)
            }
            return (start..<end, end + 1)
        }
        var end = index
        while end < input.count, !ASCII.isSpace(input[end]), input[end] != UInt8(ascii: ">") {
            end += 1
        }
        return (index..<end, end)
    }

    /// Whether a value says anything about the page: a style only when it hides, or changes what
    /// begins a line.
    private static func isOfUse(
        _ input: Span<UInt8>, _ name: ThresherHTMLAttribute, _ value: Range<Int>
    ) -> Bool {
        guard name == .style else { return true }
        guard value.count >= 4, value.count <= longestValue else { return false }
        for index in value {
            let byte = input[index] | 0x20
            if byte == UInt8(ascii: "h"), input.hasPrefix("hidden", at: index) { return true }
            if byte == UInt8(ascii: "d"), input.hasPrefix("display", at: index) { return true }
        }
        return false
    }

    private mutating func write(
        _ input: Span<UInt8>, _ name: ThresherHTMLAttribute, _ value: Range<Int>
    ) {
        let start = content.count
        // Pictures written into the page are no addresses.
        let isInline = cuts && input.hasPrefix("data:", at: value.lowerBound)
        if !isInline { writeValue(input, value) }
        attributes.append(
            thresher_html_attribute(
                name: name.rawValue, start: UInt32(clamping: start),
                count: UInt32(clamping: content.count - start)))
    }

    private mutating func writeValue(_ input: Span<UInt8>, _ value: Range<Int>) {
        var stop = value.upperBound
        if value.count > Self.longestValue {
            cutAttributes = true
            stop = value.lowerBound + Self.longestValue
            // Not inside of a character.
            while stop > value.lowerBound, input[stop] & 0xC0 == 0x80 { stop -= 1 }
        }
        var index = value.lowerBound
        var pending = index
        while index < stop {
            let byte = input[index]
            if byte >= 0x20 && byte != UInt8(ascii: "&") {
                index += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "&"):
                content.append(input, pending, index)
                index = min(reference(input, at: index, inAttribute: true), stop)
                pending = index
            case 0..<0x20:
                content.append(input, pending, index)
                if ASCII.isSpace(byte) { content.append(0x20) }
                index += 1
                pending = index
            default:
                index += 1
            }
        }
        content.append(input, pending, stop)
    }
}
