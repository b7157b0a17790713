// SPDX-License-Identifier: Apache-2.0
import TestSupport
import ThresherPlugin

/// Makes texts with the words, lengths and common phrases of a corpus.
///
/// A frequent word is followed by a frequent one that follows it in the corpus, so that common
/// phrases come back as they do in language; rarer words come by their frequency alone, because
/// a chain over so small a corpus would repeat its texts. Of ten documents about six are new, two
/// edited or cut copies, one an exact copy, one a form filled in anew.
struct TextModel {
    /// All words one after the other, each with a space, and where each starts.
    private var spelling: [UInt8] = []
    private var starts: [Int] = [0]
    private var isFact: [Bool] = []
    private var tokens: [Int32] = []
    /// The frequent words that follow each frequent word, one list after the other, and where each
    /// starts.
    private var followers: [Int32] = []
    private var followerStarts: [Int] = [0]
    private var lengths: [Int] = []
    private var recent: [[Int32]] = []
    private var random: SeededRandom
    private static let frequent = 2_000
    private static let memory = 4_096

    init(_ texts: [String], seed: UInt64) {
        random = SeededRandom(seed: seed)
        var numbers: [Substring: Int32] = [:]
        var counts: [Int] = []
        for text in texts {
            let parts = text.split(whereSeparator: \.isWhitespace)
            guard parts.count >= 20 else { continue }
            lengths.append(min(parts.count, 2_000))
            for part in parts {
                let number = numbers[part] ?? Int32(counts.count)
                if numbers[part] == nil {
                    numbers[part] = number
                    spelling += part.utf8 + [0x20]
                    starts.append(spelling.count)
                    isFact.append(part.utf8.contains { $0 &- 0x30 < 10 || $0 &- 0x41 < 26 })
                    counts.append(0)
                }
                counts[Int(number)] += 1
                tokens.append(number)
            }
        }
        let common = Set(counts.indices.sorted { counts[$0] > counts[$1] }.prefix(Self.frequent))
        var lists = [[Int32]](repeating: [], count: counts.count)
        for (one, two) in zip(tokens, tokens.dropFirst())
        where common.contains(Int(one)) && common.contains(Int(two)) {
            lists[Int(one)].append(two)
        }
        for list in lists {
            followers += list
            followerStarts.append(followers.count)
        }
    }

    /// The next document.
    mutating func next() -> String {
        let kind = Int.random(in: 0..<10, using: &random)
        var text: [Int32]
        if recent.count < 64 || kind < 6 {
            text = fresh(lengths.randomElement(using: &random) ?? 100)
        } else {
            text = recent.randomElement(using: &random) ?? []
            if kind < 8 { edit(&text) }
            if kind == 9 { fill(&text) }
        }
        if recent.count < Self.memory {
            recent.append(text)
        } else if kind < 6 {
            recent[Int.random(in: recent.indices, using: &random)] = text
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 8)
        for word in text {
            bytes.append(contentsOf: spelling[starts[Int(word)]..<starts[Int(word) + 1]])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func choice(_ count: Int) -> Int { Int(random.next() >> 33) % count }
    private mutating func word() -> Int32 { tokens[choice(tokens.count)] }

    private mutating func fresh(_ count: Int) -> [Int32] {
        var text: [Int32] = []
        text.reserveCapacity(count)
        var last = word()
        for _ in 0..<count {
            text.append(last)
            let list = followerStarts[Int(last)]..<followerStarts[Int(last) + 1]
            let isPhrase = !list.isEmpty && random.next() % 10 < 6
            last = isPhrase ? followers[list.lowerBound + choice(list.count)] : word()
        }
        return text
    }

    /// Replaces one word in twenty, and cuts every third text.
    private mutating func edit(_ text: inout [Int32]) {
        for index in text.indices where random.next() % 20 == 0 {
            text[index] = word()
        }
        if Int.random(in: 0..<3, using: &random) == 0, text.count > 60 {
            text.removeLast(text.count * Int.random(in: 1...5, using: &random) / 10)
        }
    }

    /// Replaces all words that have a capital or a digit, and some others.
    private mutating func fill(_ text: inout [Int32]) {
        for index in text.indices {
            let isFact = isFact[Int(text[index])]
            if isFact || random.next() % 12 == 0 { text[index] = word() }
        }
    }
}
