// SPDX-License-Identifier: Apache-2.0

/// Single-byte sets that ICU does not tell, by where their letters lie and how the script is spelt.
///
/// Sources: the indexes of the WHATWG Encoding Standard; RFC 2319 for KOI8-U.
enum LegacyEvidence {
    /// Fewer bytes beyond ASCII tell nothing.
    private static let least = 24

    /// IBM866, Windows-874 or Windows-1257 when nothing but it is likely, from runs of text with bytes
    /// beyond ASCII.
    static func charset(of sample: [UInt8]) -> Charset? {
        let (high, ascii) = letters(sample)
        guard high >= least else { return nil }
        if high > ascii {
            if isIBM866(sample, high) { return Charset(label: "ibm866") }
            return isThai(sample, high) ? Charset(label: "windows-874") : nil
        }
        return isBaltic(sample) ? Charset(label: "windows-1257") : nil
    }

    /// How many bytes are beyond ASCII, and how many are its letters.
    static func letters(_ sample: [UInt8]) -> (high: Int, ascii: Int) {
        (sample.count { $0 >= 0x80 }, sample.count { (0x61...0x7A).contains($0 | 0x20) })
    }

    /// KOI8-U for KOI8-R whose Ukrainian letters would be box drawings; the set itself otherwise.
    static func variant(of charset: Charset, _ sample: [UInt8]) -> Charset {
        guard charset.name == "koi8-r", sample.contains(where: ukrainian.contains),
            !sample.contains(where: { (0x80...0x9F).contains($0) })
        else { return charset }
        return Charset(label: "koi8-u") ?? charset
    }

    /// є, і, ї, ґ and their capitals in KOI8-U.
    private static let ukrainian: Set<UInt8> = [0xA4, 0xA6, 0xA7, 0xAD, 0xB4, 0xB6, 0xB7, 0xBD]

    /// Capitals lie at 80 to 9F, small letters at A0 to AF and E0 to EF; between them are boxes.
    private static func isIBM866(_ sample: [UInt8], _ high: Int) -> Bool {
        var capital = 0
        var first = 0
        var second = 0
        for byte in sample {
            switch byte {
            case 0x80...0x9F: capital += 1
            case 0xA0...0xAF: first += 1
            case 0xE0...0xF1: second += 1
            default: break
            }
        }
        return (capital + first + second) * 50 >= high * 49 && (first + second) > capital * 2
            && first * 5 >= high && second * 5 >= high
    }

    /// Thai: vowels that stand before their consonant have one behind them, marks above and below
    /// have one before them, and no byte is used that the set leaves free.
    private static func isThai(_ sample: [UInt8], _ high: Int) -> Bool {
        var marks = 0
        var wrong = 0
        for (index, byte) in sample.enumerated() {
            switch byte {
            case 0x80...0x84, 0x86...0x90, 0x98...0x9F, 0xDB...0xDE, 0xFC...0xFF: return false
            case 0xE0...0xE4:
                marks += 1
                if index + 1 < sample.count, !isThaiConsonant(sample[index + 1]) { wrong += 1 }
            case 0xD1, 0xD4...0xDA, 0xE7...0xEE:
                marks += 1
                guard index > 0 else { continue }
                let before = sample[index - 1]
                let isMark = before == 0xD1 || (0xD4...0xDA).contains(before) || before >= 0xE7
                if !isThaiConsonant(before), !isMark { wrong += 1 }
            default: break
            }
        }
        return high >= 60 && marks * 6 >= high && wrong * 50 <= marks
    }

    private static func isThaiConsonant(_ byte: UInt8) -> Bool { (0xA1...0xCE).contains(byte) }

    /// Lithuanian and Latvian: what is beyond ASCII are their letters, and the language is one of them.
    private static func isBaltic(_ sample: [UInt8]) -> Bool {
        guard let charset = Charset(label: "windows-1257") else { return false }
        let text = charset.decode(sample[...]).text
        let letters = text.unicodeScalars.filter { $0.value >= 0xC0 && $0.properties.isAlphabetic }
        let known = letters.count { baltic.contains($0) }
        guard letters.count >= least, known * 50 >= letters.count * 49 else { return false }
        return ["lt", "lv"].contains(LanguageFinder.find(in: text).tag)
    }

    private static let baltic = Set("ąčęėįšųūžāēģīķļņĄČĘĖĮŠŲŪŽĀĒĢĪĶĻŅ".unicodeScalars)
}
