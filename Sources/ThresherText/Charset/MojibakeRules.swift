// SPDX-License-Identifier: Apache-2.0

/// Which sequences of characters are certainly misread UTF-8.
enum MojibakeRules {
    /// What must be so around a sequence.
    enum Rule {
        case never
        /// No language writes it.
        case alone
        /// It could be a capital and a closing mark: a small letter must stand beside it.
        case besideLowercase
        /// It could end a word in capitals.
        case notAfterCapital
        /// Two more must follow, or one must have come just before.
        case inRun
    }

    /// The rule for a sequence that stands for a character.
    ///
    /// - Parameters:
    ///   - value: The character.
    ///   - lead: The first byte of its UTF-8.
    ///   - last: The last byte.
    ///   - encoding: The set that it was misread by.
    /// - Returns: What must be so around it.
    static func rule(
        value: UInt32, lead: UInt8, last: UInt8, _ encoding: LegacyTables.Encoding
    ) -> Rule {
        switch encoding {
        case .macRoman:
            // √© and ‚Äô; the rest of that set's letters make too much sense.
            if lead == 0xE2 { return isPunctuation(value) ? .alone : .never }
            return lead == 0xC3 ? .alone : .never
        case .cp437:
            if lead == 0xE2 { return isSymbol(value) ? .alone : .never }
            return lead == 0xC3 || (lead == 0xC2 && value >= 0xA0) ? .alone : .never
        case .windows1251:
            // The leads of Latin letters are Russian words there.
            if lead == 0xE2 { return isSymbol(value) ? .alone : .never }
            return lead == 0xD0 || lead == 0xD1 ? .inRun : .never
        case .windows1252, .windows1250: return latin(value, lead, last)
        }
    }

    /// Windows-1252 and 1250, whose leads are accented Latin letters.
    private static func latin(_ value: UInt32, _ lead: UInt8, _ last: UInt8) -> Rule {
        switch lead {
        case 0xC2:
            guard value >= 0xA0 else { return .never }
            return isClosing(last) ? .notAfterCapital : .alone
        case 0xC3: return isClosing(last) ? .notAfterCapital : .alone
        case 0xC4, 0xC5:
            guard isUsual(value) else { return .never }
            return isClosing(last) ? .besideLowercase : .alone
        case 0xC8: return (0x218...0x21B).contains(value) ? .besideLowercase : .never
        case 0xCE, 0xCF, 0xD0, 0xD1, 0xD7, 0xD8, 0xD9, 0xDA, 0xDB: return .inRun
        case 0xE2: return isSymbol(value) ? .alone : .never
        case 0xEF:
            let isKnown = [0xFEFF, 0xFFFD, 0xFB01, 0xFB02].contains(value)
            return isKnown ? .alone : (0xFF00...0xFFEF).contains(value) ? .inRun : .never
        case 0xE0, 0xE1, 0xE3...0xED: return .inRun
        case 0xF0: return (0x1F000...0x1FAFF).contains(value) ? .alone : .never
        default: return .never
        }
    }

    /// Whether a byte is a mark in Windows-1252 that may stand after a word: … ‘ ’ “ ” • – — » and
    /// the like, or a space.
    private static func isClosing(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x82, 0x84, 0x85, 0x8B, 0x91...0x97, 0x99, 0x9B, 0xA0, 0xA9, 0xAB, 0xAE, 0xB0, 0xB4,
            0xB7, 0xBB:
            true
        default: false
        }
    }

    private static func isPunctuation(_ value: UInt32) -> Bool {
        (0x2010...0x2027).contains(value) || value == 0x2030 || value == 0x2039 || value == 0x203A
    }

    /// Punctuation, currencies, ™, №, arrows, mathematics, geometry, dingbats.
    private static func isSymbol(_ value: UInt32) -> Bool {
        switch value {
        case 0x2002...0x2064, 0x20A0...0x20BF, 0x2100...0x213F, 0x2190...0x22FF, 0x2588...0x27BF:
            true
        default: false
        }
    }

    /// The letters of U+0100 to U+017F that languages of today write often.
    private static func isUsual(_ value: UInt32) -> Bool {
        switch value {
        case 0x100...0x107, 0x10C...0x113, 0x116...0x11B, 0x11E, 0x11F, 0x122, 0x123, 0x12A, 0x12B,
            0x12E...0x131, 0x136, 0x137, 0x13B...0x13E, 0x141...0x148, 0x150...0x153, 0x158...0x15B,
            0x15E...0x165, 0x16A, 0x16B, 0x16E...0x173, 0x178...0x17E:
            true
        default: false
        }
    }
}
