// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Hashes, accounts, ships and aircraft: numbers that a register gives out or a sum checks.
extension IdentifierFinder {
    /// 32, 40 or 64 hexadecimal digits with letters and figures among them: MD5, SHA-1, SHA-256.
    mutating func hash(_ range: Range<Int>) -> Int? {
        let start = Int(words[range.lowerBound].start)
        let end = Int(words[range.upperBound - 1].end)
        guard [32, 40, 64].contains(end - start) else { return nil }
        var digits = 0
        var letters = 0
        for byte in words.bytes[start..<end] {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x41...0x46, 0x61...0x66: letters += 1
            default: return nil
            }
        }
        guard digits >= 4, letters >= 4 else { return nil }
        let kind = end - start == 32 ? "md5" : end - start == 40 ? "sha1" : "sha256"
        return add(kind, words.text(range).lowercased(), range)
    }

    /// `MMSI 211331640`, `IMO: 9074729`, `ICAO hex 3C6444`: digits behind the register's name.
    mutating func labelled(_ range: Range<Int>) -> Int? {
        var label = range.lowerBound - 1
        var start = range.lowerBound
        if range.count > 1, words[start].kind == .word,
            ["IMO", "MMSI"].contains(words.text(start..<(start + 1)))
        {
            label = start
            start += 1
            while start < range.upperBound, words[start].kind == .mark { start += 1 }
        }
        guard start < range.upperBound else { return nil }
        var steps = 0
        while label >= 0, steps < 3,
            words[label].kind == .mark
                || Self.fillers.contains(words.text(label..<(label + 1)).lowercased())
        {
            label -= 1
            steps += 1
        }
        guard label >= 0, words[label].kind == .word, words[label].isUpper || steps > 0 else {
            return nil
        }
        let bytes = Array(
            words.bytes[Int(words[start].start)..<Int(words[range.upperBound - 1].end)])
        let isDigits = bytes.allSatisfy { (0x30...0x39).contains($0) }
        let value = String(decoding: bytes, as: UTF8.self)
        switch words.text(label..<(label + 1)) {
        case "MMSI" where isDigits && Checks.mmsi(bytes):
            return add("mmsi", value, start..<range.upperBound)
        case "IMO" where isDigits && Checks.imo(bytes):
            return add("imo", value, start..<range.upperBound)
        case "ICAO", "hex", "Mode", "ADS":
            guard bytes.count == 6,
                bytes.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF) }
                ),
                bytes.contains(where: { (0x30...0x39).contains($0) })
            else { return nil }
            return add("icao24", value.uppercased(), start..<range.upperBound)
        default: return nil
        }
    }

    private static let fillers: Set<String> = [
        "hex", "code", "number", "no", "address", "id", "of", "is", "nummer", "numéro", "número",
        "numero", "номер",
    ]

    /// `DE89 3702 0044 0532 0130 00`, with or without spaces.
    mutating func iban(_ range: Range<Int>, _ text: String) -> Int? {
        let first = words[range.lowerBound]
        guard first.kind == .word, first.isUpper, first.scalarEnd - first.scalarStart == 2,
            range.count > 1
        else { return nil }
        var compact = ""
        var end = range.lowerBound
        while end < words.count, end - range.lowerBound < 24, compact.utf8.count < 34,
            words[end].sentence == first.sentence, words[end].kind != .mark
        {
            let part = words.text(end..<(end + 1))
            guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
            else { break }
            compact += part
            end += 1
            if compact.utf8.count >= 15,
                end == words.count || words[end].isSpaced || words[end].kind == .mark,
                Checks.iban(compact)
            {
                return add("iban", compact, range.lowerBound..<end)
            }
        }
        return nil
    }

    /// An aircraft's registration, `D-AIMA`, `G-EUUU`, `RA-82035`, `N628TS`, in a sentence about one.
    mutating func registration(_ range: Range<Int>, _ text: String) -> Int? {
        guard (5...8).contains(text.utf8.count),
            text.utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2D
            })
        else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        var isForm = false
        if parts.count == 2, let mark = parts.first, let rest = parts.last {
            let isDigits = rest.utf8.allSatisfy { $0 < 0x3A }
            // Behind one letter stand four: `F-117A` and `C-130J` are types.
            let isFull =
                mark.utf8.count > 1 || rest.utf8.count == 4 && rest.utf8.allSatisfy { $0 > 0x40 }
                || mark == "B" && rest.utf8.count >= 4
            isForm =
                Self.nationalities.contains(String(mark)) && (3...5).contains(rest.utf8.count)
                && isFull
                && (!isDigits || ["B", "RA", "UR", "UK", "EX", "RF", "UP"].contains(mark))
        } else if parts.count == 1, text.first == "N", text.utf8.count >= 4 {
            let rest = Array(text.utf8.dropFirst())
            isForm =
                (0x31...0x39).contains(rest[0]) && rest.count { $0 > 0x40 } <= 2
                && rest.drop { $0 < 0x3A }.allSatisfy { $0 > 0x40 }
        }
        guard isForm else { return nil }
        let start = words.sentenceStart(range.lowerBound, limit: 40)
        let end = words.sentenceEnd(range.lowerBound, limit: 40)
        let isAbout = (start..<end).contains {
            words[$0].kind == .word && Self.aircraft.contains(words[$0].hash)
        }
        return isAbout ? add("aircraft_registration", text, range) : nil
    }

    private static let aircraft: Set<UInt64> = WordHash.set([
        "aircraft", "plane", "jet", "airliner", "helicopter", "tail", "registration",
        "registered", "flight", "boeing", "airbus",
        "flugzeug", "maschine", "avion", "appareil", "avión", "aereo", "avião", "самолет",
        "самолёт", "الطائرة", "طائرة",
    ])

    private static let nationalities: Set<String> = [
        "D", "G", "F", "I", "C", "B", "A6", "A7", "A9C", "CC", "CN", "CS", "EC", "EI", "EP", "ER",
        "ES", "EW", "EX", "HA", "HB", "HK",
        "HL", "HS", "HZ", "JA", "JY", "LN", "LV", "LX", "LY", "LZ", "OD", "OE", "OH", "OK", "OM",
        "OO", "OY", "PH", "PK", "PP", "PR",
        "PS", "PT", "RA", "RF", "RP", "SE", "SP", "ST", "SU", "SX", "TC", "TF", "TS", "UK", "UP",
        "UR", "VH", "VN", "VP", "VQ", "VT", "XA",
        "YI", "YK", "YL", "YR", "YU", "YV", "ZA", "ZK", "ZS", "4K", "4L", "4O", "4R", "4X", "5A",
        "5B", "5H", "5N", "5Y", "7T", "9A", "9H",
        "9K", "9M", "9V", "T7", "P4", "M",
    ]
}
