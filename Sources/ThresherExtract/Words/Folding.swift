// SPDX-License-Identifier: Apache-2.0

/// What single scalars are, for the scripts of the languages that have cues; tables and no
/// properties, because every letter of every text passes here.
enum Folding {
    /// The lower-case form of a Latin, Greek, Cyrillic or Armenian letter, and the plain form of an
    /// Arabic one; any other scalar is itself.
    static func lower(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: return scalar + 32
        case 0..<0xC0: return scalar
        case 0xC0...0xDE: return scalar == 0xD7 ? scalar : scalar + 32
        case 0x100...0x137, 0x14A...0x177: return scalar | 1
        case 0x139...0x148, 0x179...0x17E: return scalar & 1 == 1 ? scalar + 1 : scalar
        case 0x178: return 0xFF
        case 0x391...0x3A9: return scalar + 32
        case 0x386: return 0x3AC
        case 0x388...0x38A: return scalar + 37
        case 0x400...0x40F: return scalar + 80
        case 0x410...0x42F: return scalar + 32
        case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: return scalar | 1
        case 0x531...0x556: return scalar + 48
        case 0x622, 0x623, 0x625: return 0x627
        case 0x649: return 0x64A
        case 0x1E00...0x1E95, 0x1EA0...0x1EFF: return scalar | 1
        default: return scalar
        }
    }

    /// Whether a scalar is an upper-case letter.
    static func isUpper(_ scalar: UInt32) -> Bool {
        lower(scalar) != scalar && !(0x600...0x6FF).contains(scalar)
    }

    /// Whether a letter is of a script that has upper and lower case: Latin, Greek, Cyrillic, Armenian.
    static func isCased(_ scalar: UInt32) -> Bool {
        scalar < 0x588 || (0x1E00...0x1FFF).contains(scalar)
    }

    /// Whether a scalar belongs into a word: letters and marks of any script.
    static func isLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A: return true
        case 0..<0xAA: return false
        case 0xAA, 0xB5, 0xBA: return true
        case 0xAB..<0xC0, 0xD7, 0xF7: return false
        case 0xC0...0x2C1: return true
        case 0x300...0x37D, 0x37F...0x386, 0x388...0x482, 0x48A...0x588: return true
        case 0x591...0x5F2: return scalar != 0x5BE && scalar != 0x5C0 && scalar != 0x5C3
        case 0x610...0x61A, 0x620...0x65F, 0x66E...0x6D3, 0x6D5...0x6DC, 0x6FA...0x6FF: return true
        case 0x700...0x963, 0x971...0x1FFF: return true
        case 0x2C00...0x2DFF, 0xA000...0xD7FF, 0xF900...0xFAFF, 0xFB00...0xFDFB: return true
        case 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3041...0x9FFF: return true
        case 0xFE70...0xFEFC, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF66...0xFFDC: return true
        case 0x10000...0x1EFFF, 0x20000...0x323AF: return true
        default: return false
        }
    }

    /// The value of a decimal digit: ASCII, Arabic-Indic, Persian, Devanagari, full-width.
    static func digit(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x30...0x39: scalar - 0x30
        case 0x660...0x669: scalar - 0x660
        case 0x6F0...0x6F9: scalar - 0x6F0
        case 0x966...0x96F: scalar - 0x966
        case 0xFF10...0xFF19: scalar - 0xFF10
        default: nil
        }
    }

    /// Whether a scalar is white space.
    static func isSpace(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F,
            0x3000, 0xFEFF:
            true
        default: false
        }
    }

    /// Whether a scalar has no width and is no part of any word: soft hyphen, joiners, direction
    /// marks, Arabic short vowels and the stretching line.
    static func isIgnored(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAD, 0x200C...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0x640, 0x64B...0x652: true
        default: false
        }
    }
}

/// FNV-1a over folded scalars: the same word in any case has one hash.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, "FNV hash", 1991.
struct WordHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a scalar, folded by the caller.
    mutating func add(_ scalar: UInt32) {
        value = (value ^ UInt64(scalar)) &* 0x100_0000_01B3
    }

    /// The hashes of single words in any case, as tokens have them.
    static func set(_ words: [String]) -> Set<UInt64> {
        Set(
            words.map { word in
                var hash = WordHash()
                for scalar in word.unicodeScalars { hash.add(Folding.lower(scalar.value)) }
                return hash.value
            })
    }

    /// The hash of a sequence of words, from that of all but the last and that of the last.
    static func joined(_ first: UInt64, _ next: UInt64) -> UInt64 {
        (first ^ (next &+ 0x9E37_79B9_7F4A_7C15 &+ (first << 6) &+ (first >> 2))) &* 0x100_0000_01B3
    }
}
