// SPDX-License-Identifier: Apache-2.0

/// Countries, capitals and large cities by their names in many languages.
///
/// The data file has one place a line: its kind (`C` country, `K` capital, `P` other city), ISO
/// 3166-1 code, latitude, longitude, thousands of inhabitants, and names parted by bars, the usual
/// English one first.
struct Gazetteer: Sendable {
    struct Place: Sendable {
        var name: String
        var country: String
        var latitude: Double
        var longitude: Double
        /// Inhabitants in thousands.
        var population: Int
        var isCountry: Bool
        var isCapital: Bool
    }

    /// Longest name, in words.
    private static let longest = 6

    /// The one that the executable carries.
    static let shared = Gazetteer(EmbeddedFile.bytes("places"))

    private var places: [Place] = []
    private var names: [UInt64: Int32] = [:]
    private var prefixes: Set<UInt64> = []

    /// Reads a data file; of places of one name the first counts.
    init(_ file: [UInt8]) {
        for line in file.split(separator: 0x0A) {
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
            guard fields.count == 6, let kind = fields[0].first else { continue }
            func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }
            let index = Int32(places.count)
            let all = fields[5].split(separator: 0x7C)
            guard let first = all.first else { continue }
            places.append(
                Place(
                    name: String(decoding: first, as: UTF8.self), country: text(1),
                    latitude: Double(text(2)) ?? 0, longitude: Double(text(3)) ?? 0,
                    population: Int(text(4)) ?? 0, isCountry: kind == UInt8(ascii: "C"),
                    isCapital: kind == UInt8(ascii: "K")))
            for name in all { add(Array(name), index) }
        }
    }

    private mutating func add(_ name: [UInt8], _ place: Int32) {
        var tokenizer = Tokenizer(name)
        let words = tokenizer.run().filter { $0.kind == .word }
        guard let first = words.first, words.count <= Self.longest else { return }
        var hash = first.hash
        for (index, word) in words.enumerated().dropFirst() {
            prefixes.insert(hash)
            if index == words.count - 1 || !Self.articles.contains(word.hash) {
                hash = WordHash.joined(hash, word.hash)
            }
        }
        if names[hash] == nil { names[hash] = place }
    }

    /// The article inside Arabic names, whose spelling varies: Deir ez-Zor, Deir Az Zor.
    private static let articles: Set<UInt64> = Set(
        [
            "al", "el", "ez", "az", "as", "es", "ash", "esh", "ad", "ed", "an", "ar", "er", "at",
            "et", "ul",
        ]
        .map { word in
            var hash = WordHash()
            for scalar in word.unicodeScalars { hash.add(scalar.value) }
            return hash.value
        })

    /// The place whose name begins at a token, the longest of those, with its number of tokens.
    func match(_ words: Words, _ index: Int) -> (place: Place, length: Int)? {
        guard let first = words.at(index), first.kind == .word,
            first.isCapital || !words.lexicon.hasCase || words.bytes[Int(first.start)] >= 0xD7
        else { return nil }
        var hash = first.hash
        var found: (place: Place, length: Int)?
        if let place = names[hash] { found = (places[Int(place)], 1) }
        var next = index + 1
        var count = 1
        while count < Self.longest, prefixes.contains(hash), next < words.count {
            let token = words[next]
            if token.kind == .mark {
                // Hyphens, apostrophes and the dot of `St.` are inside of names.
                guard
                    Marks.isHyphen(token.mark) && !token.isSpaced || Marks.isApostrophe(token.mark)
                        || token.mark == 0x2E && words.has(next - 1, .abbreviation)
                else { break }
                next += 1
                continue
            }
            guard token.kind == .word, token.paragraph == first.paragraph else { break }
            let isArticle = Self.articles.contains(token.hash)
            if !isArticle || names[WordHash.joined(hash, token.hash)] != nil {
                hash = WordHash.joined(hash, token.hash)
                if token.isCapital || !words.lexicon.hasCase
                    || words.bytes[Int(token.start)] >= 0xD7,
                    let place = names[hash]
                {
                    found = (places[Int(place)], next + 1 - index)
                }
            }
            count += 1
            next += 1
        }
        return found
    }

    /// Whether a country's name begins at a token.
    func isCountry(_ words: Words, _ index: Int) -> Bool {
        match(words, index)?.place.isCountry == true
    }

    /// The place that a range of tokens names at its beginning.
    func place(_ words: Words, _ range: Range<Int>) -> Place? {
        var start = range.lowerBound
        while start < range.upperBound, words[start].kind != .word { start += 1 }
        return start < range.upperBound ? match(words, start)?.place : nil
    }
}
