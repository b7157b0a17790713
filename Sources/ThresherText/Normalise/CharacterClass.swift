// SPDX-License-Identifier: Apache-2.0

/// What normalisation has to know of a character.
enum CharacterClass {
    case ordinary
    /// U+0020, and every other space that has a width.
    case space, exoticSpace
    case tab, lineFeed
    /// What other systems end lines and paragraphs with.
    case lineEnd
    case control, softHyphen, zeroWidth, bidi
    /// A wide letter or digit of ASCII, a narrow Japanese letter; any other wide or narrow sign.
    case wideLetter, wideSign

    /// The class of a scalar value.
    init(_ value: UInt32) {
        self =
            switch value {
            case 0x20: .space
            case 0x09: .tab
            case 0x0A: .lineFeed
            case 0x0B...0x0D, 0x85, 0x2028, 0x2029: .lineEnd
            case 0..<0x20, 0x7F...0x9F: .control
            case ..<0xA0: .ordinary
            case 0xAD: .softHyphen
            case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .exoticSpace
            // The joiners U+200C and U+200D are none of these: scripts and emoji need them.
            case 0x200B, 0x2060...0x2064, 0xFEFF: .zeroWidth
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .bidi
            // Deprecated format characters, annotations, the object placeholder, noncharacters.
            case 0x206A...0x206F, 0xFFF9...0xFFFC, 0xFDD0...0xFDEF: .control
            case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF66...0xFF9F: .wideLetter
            case 0xFF01...0xFF65, 0xFFE0...0xFFE6: .wideSign
            default: value & 0xFFFE == 0xFFFE ? .control : .ordinary
            }
    }
}

/// The usual forms of wide and narrow characters.
enum WidthFolding {
    /// The character of usual width for one of the block U+FF00; itself when there is none.
    static func folded(_ value: UInt32) -> UInt32 {
        switch value {
        case 0xFF01...0xFF5E: value - 0xFEE0
        case 0xFF61...0xFF9F: narrow[Int(value - 0xFF61)]
        case 0xFFE0...0xFFE6: [0xA2, 0xA3, 0xAC, 0xAF, 0xA6, 0xA5, 0x20A9][Int(value - 0xFFE0)]
        default: value
        }
    }

    /// The usual forms of U+FF61 to U+FF9F; voice marks become combining ones, which composing
    /// joins to their letters.
    private static let narrow: [UInt32] =
        Array(
            "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
                .unicodeScalars.map(\.value)) + [0x3099, 0x309A]
}

extension Span<UInt8> {
    /// The scalar value at an index of valid UTF-8, and its length.
    package func scalar(at index: Int) -> (value: UInt32, length: Int) {
        let lead = UInt32(self[index])
        if lead < 0x80 { return (lead, 1) }
        func next(_ offset: Int) -> UInt32 { UInt32(self[index + offset]) & 0x3F }
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | next(1), 2) }
        if lead < 0xF0 { return ((lead & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
        return ((lead & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
    }
}
