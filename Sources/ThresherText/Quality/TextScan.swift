// SPDX-License-Identifier: Apache-2.0

/// One pass over a text that counts words, tokens, lines and paragraphs.
struct TextScan {
    private(set) var words: [HashedWord] = []
    private(set) var wordScalars = 0
    private(set) var scalars = 0
    private(set) var tokens = 0
    private(set) var alphabeticTokens = 0
    private(set) var symbols = 0
    private(set) var lines = RepeatCount()
    private(set) var paragraphs = RepeatCount()
    private(set) var bulletLines = 0
    private(set) var ellipsisLines = 0
    private(set) var terminalLines = 0
    private(set) var shortLines = 0
    private(set) var sentences = 0
    private(set) var boilerplateLines = 0
    private(set) var hasCurlyBracket = false
    private(set) var hasLoremIpsum = false

    private let stopWords: [UInt64: Int]?
    private var seenStopWords: UInt64 = 0

    /// - Parameter stopWords: The hashes of a language's most frequent words, numbered from 0.
    init(stopWords: [UInt64: Int]?) { self.stopWords = stopWords }

    /// How many of the most frequent words came; `nil` without a list.
    var foundStopWords: Int? { stopWords.map { _ in seenStopWords.nonzeroBitCount } }

    /// Reads a text of valid UTF-8.
    mutating func read(_ bytes: Span<UInt8>) {
        words.reserveCapacity(bytes.count / 5)
        var paragraph = TextHash()
        var paragraphScalars = 0
        func isEmpty(_ range: Range<Int>) -> Bool {
            for index in range where bytes[index] > 0x20 { return false }
            return true
        }
        var start = 0
        while start <= bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            if isEmpty(start..<end) {
                if paragraphScalars > 0 { paragraphs.add(paragraph.value, paragraphScalars) }
                paragraph = TextHash()
                paragraphScalars = 0
            } else {
                let (hash, count) = line(bytes, start..<end)
                paragraph.add(hash)
                paragraphScalars += count
            }
            start = end + 1
        }
        if paragraphScalars > 0 { paragraphs.add(paragraph.value, paragraphScalars) }
    }

    /// Reads one line; its hash and length.
    private mutating func line(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (UInt64, Int) {
        var scan = LineScan()
        var index = range.lowerBound
        let wordsBefore = words.count
        while index < range.upperBound {
            let (value, length) = bytes.scalar(at: index)
            index += length
            scan.take(value)
            if let word = scan.finishedWord { keep(word) }
            if value < 0x80, value == 0x7B || value == 0x7D { hasCurlyBracket = true }
        }
        scan.end()
        if let word = scan.finishedWord { keep(word) }
        tokens += scan.tokens
        alphabeticTokens += scan.alphabeticTokens
        symbols += scan.symbols
        scalars += scan.scalars
        lines.add(scan.hash, scan.scalars)
        if scan.startsWithBullet { bulletLines += 1 }
        if scan.endsWithEllipsis { ellipsisLines += 1 }
        if scan.isTerminal { terminalLines += 1 }
        if scan.scalars <= 30 { shortLines += 1 }
        let phrases = BoilerplatePhrases.kinds(in: bytes, range)
        if phrases.contains(.loremIpsum) { hasLoremIpsum = true }
        if phrases.contains(.policy) { boilerplateLines += 1 }
        let isKeptByC4 =
            scan.isTerminal && words.count - wordsBefore >= 5
            && phrases.isDisjoint(with: [.policy, .script])
        if isKeptByC4 { sentences += max(1, scan.sentences) }
        return (scan.hash, scan.scalars)
    }

    private mutating func keep(_ word: HashedWord) {
        words.append(word)
        wordScalars += Int(word.length)
        if let number = stopWords?[word.hash] { seenStopWords |= 1 << UInt64(number & 63) }
    }
}

/// Counts texts, and those among them that came before.
struct RepeatCount {
    private(set) var count = 0
    private(set) var repeated = 0
    private(set) var repeatedScalars = 0
    private var seen: Set<UInt64> = []

    mutating func add(_ hash: UInt64, _ scalars: Int) {
        count += 1
        guard !seen.insert(hash).inserted else { return }
        repeated += 1
        repeatedScalars += scalars
    }
}

/// A 64-bit hash of a sequence (FNV-1a over numbers instead of bytes).
struct TextHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x0000_0100_0000_01B3
    }

    /// The hash of a word as a scan makes it.
    static func of(_ word: String) -> UInt64 {
        var hash = TextHash()
        for scalar in word.unicodeScalars { hash.add(UInt64(scalar.value)) }
        return hash.value
    }
}
