// SPDX-License-Identifier: Apache-2.0

/// Reads UTF-8 into which somebody pasted bytes of Windows-1252.
///
/// A stray byte is read as Windows-1252 where nothing else is likely: alone among ASCII, and a
/// letter inside or at the end of a word, a quote or a dash. What may be the rest of a sequence that
/// was cut off stays malformed. Source of the malformed units: Unicode Standard, section 3.9,
/// "U+FFFD Substitution of Maximal Subparts".
struct MixedUTF8 {
    private(set) var text = ""
    /// How many U+FFFD were put in.
    private(set) var replacements = 0
    /// How many bytes were read as Windows-1252.
    private(set) var repaired = 0

    /// Reads bytes once.
    ///
    /// - Parameters:
    ///   - bytes: Mostly UTF-8.
    ///   - table: The characters of the bytes 80 to FF.
    init(_ bytes: ArraySlice<UInt8>, table: [UInt16]) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 64)
        var copied = bytes.startIndex
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            let (length, isWellFormed) = UTF8Evidence.unit(bytes, at: index)
            defer { index += length }
            if isWellFormed { continue }
            output += bytes[copied..<index]
            copied = index + length
            let unit = table[Int(bytes[index]) - 0x80]
            if length == 1, unit != 0xFFFD, Self.isCertain(bytes, index) {
                output += Self.encode(unit)
                repaired += 1
            } else {
                output += [0xEF, 0xBF, 0xBD]
                replacements += 1
            }
        }
        output += bytes[copied...]
        text = String(decoding: output, as: UTF8.self)
    }

    /// Whether a malformed byte can be nothing but a character of Windows-1252.
    private static func isCertain(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
        let before = index > bytes.startIndex ? bytes[index - 1] : 0x20
        let after = index + 1 < bytes.endIndex ? bytes[index + 1] : 0x20
        guard before < 0x80, after < 0x80 else { return false }
        let byte = bytes[index]
        switch byte {
        // … ‘ ’ “ ” • – — ™ £ © « ® ° · »
        case 0x85, 0x91...0x97, 0x99, 0xA3, 0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB: return true
        case 0x80: return isDigit(after) || isDigit(before)
        case 0xC0...0xFF:
            guard byte != 0xD7, byte != 0xF7 else { return false }
            if isLetter(after) { return isLetter(before) || before <= 0x20 }
            // At a word's end it may be what is left of a sequence; â, ã and capitals are not
            // believed, because a cut-off quote or letter begins with them.
            return byte >= 0xE0 && byte != 0xE2 && byte != 0xE3 && before >= 0x61
                && isLetter(before)
        default: return false
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func encode(_ unit: UInt16) -> [UInt8] {
        guard let scalar = Unicode.Scalar(unit) else { return [0xEF, 0xBF, 0xBD] }
        return Array(String(Character(scalar)).utf8)
    }
}
