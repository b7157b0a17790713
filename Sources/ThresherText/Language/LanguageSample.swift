// SPDX-License-Identifier: Apache-2.0

/// Picks the part of a text by which its language is told.
enum LanguageSample {
    /// The words of a text of at most `size` bytes, or of pieces of that size in all from its
    /// beginning, middle and end; addresses are left out, because they look English.
    ///
    /// Pieces are cut at white space where there is some, and always between characters.
    static func take(from text: String, size: Int) -> String {
        let bytes = text.utf8Span.span
        var sample: [UInt8] = []
        sample.reserveCapacity(min(size, bytes.count) + 4)
        guard bytes.count > size else {
            append(bytes, 0..<bytes.count, to: &sample)
            return String(decoding: sample, as: UTF8.self)
        }
        let length = size / 3
        for part in 0..<3 {
            let start = (bytes.count - length) / 2 * part
            append(bytes, whole(bytes, start..<min(start + length, bytes.count)), to: &sample)
        }
        return String(decoding: sample, as: UTF8.self)
    }

    private static func append(
        _ bytes: Span<UInt8>, _ range: Range<Int>, to sample: inout [UInt8]
    ) {
        var start = sample.count
        var isAddress = false
        for index in range {
            let byte = bytes[index]
            sample.append(byte)
            if byte <= 0x20 {
                if isAddress { sample.removeLast(sample.count - start) }
                start = sample.count
                isAddress = false
            } else if byte == 0x40 || (byte == 0x2F && index > 0 && bytes[index - 1] == 0x2F) {
                isAddress = true
            }
        }
        if isAddress { sample.removeLast(sample.count - start) }
        sample.append(0x0A)
    }

    /// The words that lie inside a range; without white space near its ends, the characters.
    private static func whole(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        if start > 0 {
            let limit = min(start + 64, end)
            var index = start
            while index < limit, bytes[index] > 0x20 { index += 1 }
            if index < limit { start = index }
            while start < end, bytes[start] & 0xC0 == 0x80 { start += 1 }
        }
        if end < bytes.count {
            let limit = max(end - 64, start)
            var index = end
            while index > limit, bytes[index] > 0x20 { index -= 1 }
            if index > limit { end = index }
            while end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        }
        return start..<end
    }
}
