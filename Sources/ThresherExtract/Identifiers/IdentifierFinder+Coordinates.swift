// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Coordinates in degrees and in the squares of the Military Grid Reference System.
extension IdentifierFinder {
    /// `35.33° N, 40.14° E`, `35°20'09"N 40°08'27"E`, `N48 51.504 E002 17.670`, `lat 50.45, lon 30.52`,
    /// `(35.3359, 40.1408)`.
    mutating func coordinates(_ range: Range<Int>) -> Int? {
        var start = range.lowerBound
        if words.mark(start) == 0x28 { start += 1 }
        guard start < range.upperBound else { return nil }
        // `lat=50.45`, `geo:50.45,30.52`
        let isLabelled = words[start].kind == .word && Self.axes[words[start].hash] != nil
        while isLabelled, start < range.upperBound, !begins(start) { start += 1 }
        guard start < range.upperBound, begins(start) || isSide(start) else { return nil }
        if let pair = glued(start), isPlaced(start, start + 1) {
            return claim(pair.0, pair.1, start..<(start + 1))
        }
        guard let latitude = angle(start, .latitude) else { return nil }
        var next = latitude.end
        let isParted = Marks.isComma(words.mark(next)) || [0x2F, 0x3B].contains(words.mark(next))
        if isParted { next += 1 }
        let isNamed = isAxis(before: start, .latitude) && skip(axis: .longitude, &next)
        guard let longitude = angle(next, .longitude), latitude.isSure == longitude.isSure else {
            return nil
        }
        if !latitude.isSure, !isNamed {
            guard latitude.decimals >= 4, longitude.decimals >= 4, isParted,
                isPlaced(start, longitude.end)
            else { return nil }
        }
        return claim(latitude.value, longitude.value, start..<longitude.end)
    }

    private mutating func claim(_ latitude: Double, _ longitude: Double, _ range: Range<Int>)
        -> Int?
    {
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        func shown(_ value: Double) -> String {
            let scaled = (value * 100_000).rounded() / 100_000
            return scaled == scaled.rounded() ? String(Int(scaled)) : scaled.description
        }
        return add("coordinates", "\(shown(latitude)),\(shown(longitude))", range)
    }

    // MARK: What tells a place

    private enum Axis {
        case latitude, longitude, both
    }

    private static let axes: [UInt64: Axis] = {
        var axes: [UInt64: Axis] = [:]
        for (axis, words) in [
            (
                Axis.latitude,
                [
                    "lat", "latitude", "latitud", "latitudine", "breite", "breitengrad", "широта",
                    "العرض",
                ]
            ),
            (
                .longitude,
                [
                    "lon", "lng", "long", "longitude", "longitud", "longitudine", "länge",
                    "längengrad", "долгота", "الطول",
                ]
            ),
            (
                .both,
                [
                    "coordinates", "coordinate", "coords", "gps", "geo", "geolocation",
                    "koordinaten", "coordonnées", "coordenadas", "coordinata", "координаты",
                    "координатами", "координатам", "إحداثيات", "الإحداثيات",
                ]
            ),
        ] {
            for hash in WordHash.set(words) { axes[hash] = axis }
        }
        return axes
    }()

    /// Whether two bare numbers are a place and no rates: behind a word for it, in brackets, or alone.
    private func isPlaced(_ start: Int, _ end: Int) -> Bool {
        if words.mark(start - 1) == 0x28, words.mark(end) == 0x29 { return true }
        for index in max(0, start - 6)..<start
        where words[index].kind == .word && words[index].sentence == words[start].sentence {
            if Self.axes[words[index].hash] != nil { return true }
        }
        return words.at(start - 1).map { $0.kind == .mark || words[start].isLineStart } ?? true
            && words.at(end).map { $0.kind == .mark || $0.isLineStart } ?? true
    }

    /// Whether the word for an axis stands before a number: `lat: 50.45`.
    private func isAxis(before index: Int, _ axis: Axis) -> Bool {
        var before = index - 1
        while index - before < 3, words.at(before)?.kind == .mark { before -= 1 }
        return words.at(before).map { $0.kind == .word && Self.axes[$0.hash] == axis } ?? false
    }

    /// Goes over the word for an axis and the marks around it.
    private func skip(axis: Axis, _ index: inout Int) -> Bool {
        if words.has(index, .conjunction) { index += 1 }
        guard let token = words.at(index), token.kind == .word, Self.axes[token.hash] == axis else {
            return false
        }
        index += 1
        if [0x3A, 0x3D, 0x2E].contains(words.mark(index)) { index += 1 }
        return true
    }

    // MARK: Angles

    private struct Angle {
        /// Degrees, north and east positive.
        var value: Double
        var end: Int
        /// Whether a degree sign or side of the world stands beside it.
        var isSure: Bool
        var decimals: Int
    }

    private func begins(_ index: Int) -> Bool {
        words[index].kind == .number || Marks.isDash(words.mark(index))
    }

    private func isSide(_ index: Int) -> Bool {
        words.at(index + 1)?.kind == .number && words.isJoined(index + 1)
            && side(index, .latitude) != nil
    }

    /// `50.4501,30.5234`, which is one token.
    private func glued(_ index: Int) -> (Double, Double)? {
        guard words[index].kind == .number else { return nil }
        let parts = words.text(index..<(index + 1)).split(
            separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ Self.decimals($0) >= 4 }),
            let latitude = Double(parts[0]), let longitude = Double(parts[1])
        else { return nil }
        return (latitude, longitude)
    }

    private static func decimals(_ text: Substring) -> Int {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 ? parts[1].utf8.count : 0
    }

    private func angle(_ index: Int, _ axis: Axis) -> Angle? {
        var index = index
        var sign = 1.0
        // `N48 51.504`
        let first = side(index, axis)
        if let first, words.at(first.end)?.kind == .number {
            sign = first.sign
            index = first.end
        } else if Marks.isDash(words.mark(index)) {
            sign = -1
            index += 1
        }
        guard let token = words.at(index), token.kind == .number else { return nil }
        var text = words.text(index..<(index + 1))
        var end = index + 1
        let hasDegree = words.mark(end) == 0xB0 || words.mark(end) == 0xBA
        if hasDegree { text = text.replacing(",", with: ".") }
        guard var value = Double(text) else { return nil }
        var isSure = hasDegree || first != nil
        if hasDegree { end += 1 }
        if hasDegree || first != nil, Self.decimals(text[...]) == 0 {
            if let minutes = part(end, 60, [0x27, 0x2032, 0x2019], isBare: first != nil) {
                value += minutes.value / 60
                end = minutes.end
                if let seconds = part(end, 60, [0x22, 0x2033, 0x201D], isBare: false) {
                    value += seconds.value / 3600
                    end = seconds.end
                }
            }
        }
        if first == nil {
            if let side = side(end, axis) {
                sign *= side.sign
                end = side.end
                isSure = true
            } else if isSure, let letter = words.at(end), letter.kind == .word,
                letter.scalarEnd - letter.scalarStart == 1
            {
                return nil
            }
        }
        return Angle(
            value: value * sign, end: end, isSure: isSure, decimals: Self.decimals(text[...]))
    }

    private func part(_ index: Int, _ limit: Double, _ marks: Set<UInt32>, isBare: Bool) -> (
        value: Double, end: Int
    )? {
        guard let token = words.at(index), token.kind == .number,
            let value = Double(
                words.text(index..<(index + 1)).replacing(",", with: ".")), value < limit
        else { return nil }
        if marks.contains(words.mark(index + 1)) { return (value, index + 2) }
        return isBare ? (value, index + 1) : nil
    }

    /// A side of the world at a token, and the token behind it: `N`, `с. ш.`, `west`.
    private func side(_ index: Int, _ axis: Axis) -> (sign: Double, end: Int)? {
        guard let token = words.at(index), token.kind == .word,
            token.scalarEnd - token.scalarStart <= 6
        else { return nil }
        let word = words.text(index..<(index + 1)).lowercased()
        if word == "o" {
            // German east begins with O, west in the Romance languages.
            return axis == .longitude ? (words.lexicon.hasNounCase ? 1 : -1, index + 1) : nil
        }
        if let sign = (axis == .latitude ? Self.north : Self.east)[word] {
            return (sign, index + 1)
        }
        let letters: [String: Double] = axis == .latitude ? ["с": 1, "ю": -1] : ["в": 1, "з": -1]
        guard let sign = letters[word] else { return nil }
        var next = index + 1
        if words.mark(next) == 0x2E { next += 1 }
        guard words.at(next)?.kind == .word,
            words.text(next..<(next + 1)).lowercased() == (axis == .latitude ? "ш" : "д")
        else { return nil }
        // `50° с. ш., 30° в. д.`
        let isDotted = words.mark(next + 1) == 0x2E && Marks.isComma(words.mark(next + 2))
        return (sign, next + (isDotted ? 2 : 1))
    }

    private static let north: [String: Double] = [
        "n": 1, "north": 1, "nord": 1, "norte": 1, "شمالا": 1, "شمالاً": 1,
        "s": -1, "south": -1, "süd": -1, "sud": -1, "sur": -1, "sul": -1, "جنوبا": -1, "جنوباً": -1,
    ]

    private static let east: [String: Double] = [
        "e": 1, "east": 1, "ost": 1, "est": 1, "este": 1, "leste": 1, "شرقا": 1, "شرقاً": 1,
        "w": -1, "west": -1, "ouest": -1, "oeste": -1, "ovest": -1, "غربا": -1, "غرباً": -1,
    ]

    // MARK: Grid

    /// `36SYC1234567890`, `36S YC 12345 67890`: zone, band, square of 100 km, and metres in it.
    mutating func grid(_ range: Range<Int>) -> Int? {
        guard words[range.lowerBound].kind == .number else { return nil }
        let isCued = (max(0, range.lowerBound - 3)..<range.lowerBound).contains {
            words[$0].isUpper && words.text($0..<($0 + 1)) == "MGRS"
        }
        var text = ""
        var end = range.lowerBound
        while let token = words.at(end), token.kind != .mark, text.utf8.count < 15,
            end < range.upperBound || isCued,
            token.sentence == words[range.lowerBound].sentence
        {
            let part = words.text(end..<(end + 1))
            guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
            else { break }
            text += part
            end += 1
        }
        guard isCued || end == range.upperBound && text.utf8.count >= 9, Checks.mgrs(text) else {
            return nil
        }
        return add("mgrs", text, range.lowerBound..<end)
    }
}
