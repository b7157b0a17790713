// SPDX-License-Identifier: Apache-2.0

/// Countries, capitals, large cities and some regions by their names in many languages.
///
/// The data file has one place a line: its kind (`C` country, `K` capital, `P` other city, `R` state
/// or province), ISO 3166-1 code, latitude and longitude in degrees (of a region none), thousands of
/// inhabitants, and names parted by bars, the usual English one first.
struct Gazetteer: Sendable {
    struct Place: Sendable {
        var name: String
        var country: String
        /// Degrees north and east; `nil` of what is no point.
        var latitude: Double?
        var longitude: Double?
        /// Inhabitants in thousands.
        var population: Int
        var isCountry: Bool
        var isCapital: Bool
        var isRegion: Bool
    }

    /// Longest name, in words.
    private static let longest = 6

    /// The one that the executable carries.
    static let shared = Gazetteer(EmbeddedFile.bytes("places"))

    private var places: [Place] = []
    /// The hashes of whole names, with their places, and of their beginnings.
    private var names = HashTable(capacity: 1 << 16)
    private var prefixes = HashTable(capacity: 1 << 14)
    /// Places whose name an earlier one has, by the name's hash joined with that of the country.
    private var others = HashTable(capacity: 1 << 12)

    /// Reads a data file; of places of one name the first counts.
    init(_ file: [UInt8]) {
        places.reserveCapacity(file.count / 100)
        for line in file.split(separator: 0x0A) {
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
            guard fields.count == 6, let kind = fields[0].first else { continue }
            func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }
            let index = Int32(places.count)
            let first = fields[5].prefix { $0 != 0x7C }
            guard !first.isEmpty else { continue }
            places.append(
                Place(
                    name: String(decoding: first, as: UTF8.self), country: text(1),
                    latitude: Double(text(2)), longitude: Double(text(3)),
                    population: Int(text(4)) ?? 0, isCountry: kind == UInt8(ascii: "C"),
                    isCapital: kind == UInt8(ascii: "K"), isRegion: kind == UInt8(ascii: "R")))
            add(Array(fields[5]), index)
        }
    }

    /// Adds names parted by bars.
    private mutating func add(_ names: [UInt8], _ place: Int32) {
        var tokenizer = Tokenizer(names)
        let tokens = tokenizer.run()
        var words: [UInt64] = []
        for token in tokens {
            if token.kind == .word { words.append(token.hash) }
            guard token.kind == .mark, token.mark == 0x7C else { continue }
            add(words, place)
            words.removeAll(keepingCapacity: true)
        }
        add(words, place)
    }

    private mutating func add(_ words: [UInt64], _ place: Int32) {
        guard var hash = words.first, words.count <= Self.longest else { return }
        for (index, word) in words.enumerated().dropFirst() {
            prefixes.add(hash, 0)
            if index == words.count - 1 || !Self.articles.contains(word) {
                hash = WordHash.joined(hash, word)
            }
        }
        if names[hash] == nil {
            names.add(hash, place)
        } else {
            others.add(Self.key(hash, places[Int(place)].country), place)
        }
    }

    private static func key(_ name: UInt64, _ country: String) -> UInt64 {
        var hash = WordHash()
        for scalar in country.unicodeScalars { hash.add(scalar.value) }
        return WordHash.joined(name, hash.value)
    }

    /// The article inside Arabic names, whose spelling varies: Deir ez-Zor, Deir Az Zor.
    private static let articles: Set<UInt64> = WordHash.set([
        "al", "el", "ez", "az", "as", "es", "ash", "esh", "ad", "ed", "an", "ar", "er", "at",
        "et", "ul",
    ])

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
        while count < Self.longest, prefixes[hash] != nil, next < words.count {
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

    /// Countries whose regions the data has.
    private static let federations = ["US", "CA", "AU"]

    /// The hash of a name's words.
    private func hash(_ words: Words, _ name: Range<Int>) -> UInt64? {
        var hash: UInt64?
        for index in name where words[index].kind == .word {
            hash = hash.map { WordHash.joined($0, words[index].hash) } ?? words[index].hash
        }
        return hash
    }

    /// The place of a name that lies in the country or region named behind it.
    ///
    /// - Parameters:
    ///   - words: The text.
    ///   - name: The tokens of the place's name.
    ///   - outer: The first token of the country's or region's name.
    ///   - usual: The place that is so called when nothing stands behind it.
    /// - Returns: A place of the gazetteer; for a town that it lacks, in a region, one without
    ///   coordinates; `nil` when it is the usual one, or none is known.
    func place(_ words: Words, _ name: Range<Int>, inside outer: Int, instead usual: Place)
        -> Place?
    {
        guard let found = match(words, outer), let hash = self.hash(words, name),
            let outerHash = self.hash(words, outer..<(outer + found.length))
        else { return nil }
        // `Georgia` is a country and a state, `Ontario` a city and a province.
        let regions = Self.federations.compactMap { others[Self.key(outerHash, $0)] }
            .map { places[Int($0)] }
        let around = ([found.place] + regions).filter {
            ($0.isCountry || $0.isRegion) && $0.country != usual.country
        }
        for place in around {
            if let other = others[Self.key(hash, place.country)] { return places[Int(other)] }
        }
        guard let region = around.first(where: \.isRegion), around.count == 1 else { return nil }
        return Place(
            name: usual.name, country: region.country, latitude: nil, longitude: nil,
            population: 0, isCountry: false, isCapital: false, isRegion: false)
    }
}
