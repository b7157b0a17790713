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

    /// MMSI: nine digits that begin with a ship station's region, 2 to 7.
    ///
    /// Source: ITU-R M.585.
    static func mmsi(_ digits: [UInt8]) -> Bool {
        guard digits.count == 9, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        return (0x32...0x37).contains(digits[0])
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
