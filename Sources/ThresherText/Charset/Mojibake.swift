// SPDX-License-Identifier: Apache-2.0

/// Restores UTF-8 that was read as a legacy character set and written as UTF-8 again, such as
/// `â€™` for `’` and `Ã©` for `é`.
///
/// The method is that of ftfy (R. Speer, 2019), narrowed to what is certain: each sequence is judged
/// by itself, so that a text may be mixed; a sequence must be one that no language writes (see
/// `MojibakeRules`); letters of other scripts must come several in a row.
enum Mojibake {
    /// Texts that went through it more often are none.
    private static let mostRounds = 4
    /// Restored sequences in one round from which the same first bytes are believed anywhere.
    private static let enough = 3

    /// The text restored, and how many characters that gave.
    ///
    /// Complexity: linear; each round looks at each character a fixed number of times.
    static func repair(_ text: String) -> (text: String, repaired: Int) {
        var text = text
        var repaired = 0
        var trusted: Set<UInt8> = []
        for _ in 0..<mostRounds {
            if text.utf8Span.isKnownASCII { break }
            var round = MojibakeRound(tables, trusted: trusted)
            guard let better = round.repair(text.utf8Span.span) else { break }
            text = better
            repaired += round.repaired
            if round.repaired >= enough { trusted.formUnion(round.leads) }
        }
        return (text, repaired)
    }

    private static let tables = LegacyTables()
}

/// The bytes of characters in the sets by which UTF-8 is misread.
struct LegacyTables: Sendable {
    /// The sets in the order in which they are tried.
    enum Encoding: Int, CaseIterable, Sendable {
        case windows1252, windows1250, windows1251, macRoman, cp437
    }

    /// Characters from here on are in none of the sets, save a few ligatures.
    static let limit: UInt32 = 0x2600

    /// For each set, the byte of a scalar value below the limit; 0 for none.
    private var bytes: [[UInt8]] = []
    /// For each scalar value, a bit for each set in which it can start a sequence; and go on.
    private(set) var leads = [UInt8](repeating: 0, count: Int(limit))
    private(set) var rests = [UInt8](repeating: 0, count: Int(limit))

    init() {
        let names = ["windows-1252", "windows-1250", "windows-1251", "macintosh", "ibm-437"]
        for (bit, name) in names.enumerated() {
            var table = [UInt8](repeating: 0, count: Int(Self.limit))
            let units = ICU.singleByteTable(name) ?? [UInt16](repeating: 0xFFFD, count: 128)
            for (offset, unit) in units.enumerated() where UInt32(unit) < Self.limit && unit >= 0x80
            {
                table[Int(unit)] = UInt8(offset + 0x80)
            }
            // ISO 8859-1, and what Windows leaves open: control characters of the same number.
            if bit == 0 { for value in 0x80..<0xA0 { table[value] = UInt8(value) } }
            for (value, byte) in table.enumerated() {
                if byte >= 0xC2 && byte <= 0xF4 { leads[value] |= 1 << UInt8(bit) }
                if byte >= 0x80 && byte <= 0xBF { rests[value] |= 1 << UInt8(bit) }
            }
            bytes.append(table)
        }
    }

    /// The byte of a character in a set, 0 for none.
    func byte(_ value: UInt32, _ encoding: Encoding) -> UInt8 {
        value < Self.limit ? bytes[encoding.rawValue][Int(value)] : 0
    }
}
