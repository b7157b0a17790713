// SPDX-License-Identifier: Apache-2.0

/// Sums and ranges that tell an identifier from a string that looks like one.
enum Checks {
    /// ISO 13616: moved by four, letters as numbers, the rest modulo 97 is 1.
    static func iban(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (15...34).contains(bytes.count), let length = ibanLengths[String(text.prefix(2))],
            length == bytes.count
        else { return false }
        var rest = 0
        for byte in bytes[4...] + bytes[..<4] {
            switch byte {
            case 0x30...0x39: rest = (rest * 10 + Int(byte - 0x30)) % 97
            case 0x41...0x5A: rest = (rest * 100 + Int(byte - 0x41) + 10) % 97
            default: return false
            }
        }
        return rest == 1
    }

    /// Lengths by country.
    ///
    /// Source: SWIFT, "IBAN registry".
    private static let ibanLengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
        "BR": 29, "BY": 28,
        "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
        "ES": 24, "FI": 18,
        "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21,
        "HU": 28, "IE": 22,
        "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32,
        "LI": 21, "LT": 20,
        "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31,
        "MU": 30, "NL": 18,
        "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33,
        "SA": 24, "SC": 31,
        "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24,
        "TR": 26, "UA": 29,
        "VA": 22, "VG": 24, "XK": 20,
    ]

    /// IMO ship numbers: seven digits; the first six times 7 to 2 end in the seventh.
    static func imo(_ digits: [UInt8]) -> Bool {
        guard digits.count == 7 else { return false }
        let sum = zip(digits, [7, 6, 5, 4, 3, 2]).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
        return sum % 10 == Int(digits[6] - 0x30)
    }

    /// MMSI of a ship: nine digits that begin with the three of a country.
    ///
    /// Source: ITU-R M.585.
    static func mmsi(_ digits: [UInt8]) -> Bool {
        guard digits.count == 9, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        let country = digits.prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return countries.contains { $0.contains(country) }
    }

    /// Maritime identification digits that are given out.
    ///
    /// Source: ITU, "Table of Maritime Identification Digits".
    private static let countries: [ClosedRange<Int>] =
        [
            201...216, 218...220, 224...259, 261...279, 303...312, 351...359, 366...379, 412...414,
            416...417, 422...423, 431...432, 436...438, 440...441, 450...451, 470...473, 477...478,
            510...512, 514...516, 563...567, 576...578, 607...613, 615...622, 624...627, 629...638,
            644...645, 649...650, 654...657, 659...672, 674...679,
        ]
        + [
            301, 314, 316, 319, 321, 323, 325, 327, 329, 330, 331, 332, 334, 336, 338, 339, 341,
            343, 345, 347, 348, 350, 361, 362, 364, 401, 403, 405, 408, 410, 419, 425, 428, 434,
            443, 445, 447, 453, 455, 457, 459, 461, 463, 466, 468, 475, 501, 503, 506, 508, 518,
            520, 523, 525, 529, 531, 533, 536, 538, 540, 542, 544, 546, 548, 550, 553, 555, 557,
            559, 561, 570, 572, 574, 601, 603, 605, 642, 647, 701, 710, 720, 725, 730, 735, 740,
            745, 750, 755, 760, 765, 770, 775,
        ].map { $0...$0 }

    /// A reference of the Military Grid Reference System: a zone of 1 to 60, a band from C to X, the
    /// letters of a square that the zone has, and as many digits east as north.
    ///
    /// Source: NGA.STND.0037.
    static func mgrs(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let zone = bytes.prefix { (0x30...0x39).contains($0) }
        let letters = bytes[zone.count...].prefix { (0x41...0x5A).contains($0) }
        let digits = bytes[(zone.count + letters.count)...]
        guard let number = Int(String(decoding: zone, as: UTF8.self)), (1...60).contains(number),
            letters.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.count % 2 == 0, (2...10).contains(digits.count),
            letters.allSatisfy({ $0 != UInt8(ascii: "I") && $0 != UInt8(ascii: "O") })
        else { return false }
        let (band, column, row) = (
            letters[zone.count], letters[zone.count + 1], letters[zone.count + 2]
        )
        let columns: [ClosedRange<UInt8>] = [0x53...0x5A, 0x41...0x48, 0x4A...0x52]
        return (0x43...0x58).contains(band) && columns[number % 3].contains(column)
            && row <= UInt8(ascii: "V")
    }

    /// Four numbers up to 255, without leading zeros.
    static func ipv4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard (1...3).contains(part.utf8.count), let number = Int(part), number <= 255
                else { return false }
                return part.utf8.count == 1 || part.utf8.first != 0x30
            }
    }

    /// RFC 4291: eight groups of up to four hexadecimal digits, one run of zeros as `::`.
    static func ipv6(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        guard (3...45).contains(bytes.count), bytes.count(where: { $0 == 0x3A }) >= 2 else {
            return false
        }
        var groups = 0
        var digits = 0
        var gaps = 0
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x30...0x39, 0x41...0x46, 0x61...0x66:
                digits += 1
                if digits == 1 { groups += 1 }
                if digits > 4 { return false }
            case 0x3A:
                if digits == 0, index > 0 {
                    if bytes[index - 1] != 0x3A { return false }
                    gaps += 1
                }
                digits = 0
            default: return false
            }
        }
        if bytes.last == 0x3A, bytes[bytes.count - 2] != 0x3A { return false }
        if bytes.first == 0x3A, bytes[1] != 0x3A { return false }
        return gaps == 0 ? groups == 8 : gaps == 1 && groups <= 7
    }

    /// Whether a name's last label is an ending that domains have.
    static func domain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, text.utf8.count <= 253, let last = labels.last,
            endings.contains(last.lowercased())
        else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                        || byte == 0x2D || byte >= 0x80
                }
        }
    }

    /// Endings of domains: the countries', and the general ones that are much used.
    private static let endings: Set<String> = Set(
        ("com org net edu gov mil int info biz name pro aero asia cat coop jobs mobi museum tel travel xyz online site "
            + "shop app dev page blog cloud tech news media live tv io ai co me cc onion example invalid test local "
            + "space store club world today agency london paris berlin nyc press wiki link click top vip email "
            + "ac ad ae af ag al am ao ar at au az ba bb bd be bf bg bh bi bj bn bo br bs bt bw by bz ca cd cf cg ch ci "
            + "cl cm cn cr cu cv cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fr ga gb ge gh gi gl gm gn gq gr gt gw "
            + "gy hk hn hr ht hu id ie il in iq ir is it je jm jo jp ke kg kh km kp kr kw ky kz la lb lc li lk lr ls lt lu "
            + "lv ly ma mc md mg mk ml mm mn mo mr mt mu mv mw mx my mz na ne ng ni nl no np nz om pa pe pg ph pk pl ps "
            + "pt pw py qa ro rs ru rw sa sb sc sd se sg si sk sl sm sn so sr ss st su sv sy sz td tg th tj tl tm tn to tr tt "
            + "tw tz ua ug uk us uy uz va vc ve vg vn vu ws ye za zm zw рф бел укр")
            .split(separator: " ").map(String.init))
}
