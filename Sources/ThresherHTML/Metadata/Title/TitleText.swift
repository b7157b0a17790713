// SPDX-License-Identifier: Apache-2.0

/// A headline's words without what themes hang on it.
enum TitleText {
    /// Without the marks of permalinks (`¶`, `#`), icons from private use areas, soft hyphens and
    /// zero-width signs.
    static func cleaned(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "#") }) else {
            return text
        }
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isNoise(scalar) { kept.append(scalar) }
        while let last = kept.last, last == "¶" || last == "#" || last == " " { kept.removeLast() }
        return Whitespace.collapsed(String(kept))
    }

    /// With the references decoded that were escaped twice; what looks like a tag stays.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: ";")),
            !text.utf8.contains(UInt8(ascii: "<"))
        else { return text }
        return MarkupText.plain(text)
    }

    private static func isNoise(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0xFEFF, 0xE000...0xF8FF: true
        default: false
        }
    }
}
