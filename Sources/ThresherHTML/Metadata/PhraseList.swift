// SPDX-License-Identifier: Apache-2.0

/// Phrases that are looked for in lines of text, all at once.
///
/// A phrase stands in one of several groups, of which the first that has one in the text counts.
struct PhraseList: Sendable {
    private struct Phrase {
        var bytes: [UInt8]
        var group: Int

        func stands(in text: Span<UInt8>, at start: Int) -> Bool {
            guard bytes.count <= text.count - start else { return false }
            for offset in bytes.indices where bytes[offset] != text[start + offset] {
                return false
            }
            return true
        }
    }

    /// By their first bytes; of one first byte in the order given.
    private var phrases: [[Phrase]] = Array(repeating: [], count: 256)

    init(_ groups: [[String]]) {
        for (group, texts) in groups.enumerated() {
            for text in texts {
                let bytes = Array(text.utf8)
                guard let first = bytes.first else { continue }
                phrases[Int(first)].append(Phrase(bytes: bytes, group: group))
            }
        }
    }

    /// The first group of which a phrase stands in a text, which must be in lower case.
    func group(in text: String) -> Int? {
        let bytes = text.utf8Span.span
        var best: Int?
        for index in bytes.indices {
            for phrase in phrases[Int(bytes[index])]
            where best.map({ phrase.group < $0 }) ?? true && phrase.stands(in: bytes, at: index) {
                best = phrase.group
            }
            if best == 0 { break }
        }
        return best
    }

    /// The lengths in bytes of the phrases that a text begins with, in the order given.
    func prefixes(of text: String) -> [Int] {
        let bytes = text.utf8Span.span
        guard !bytes.isEmpty else { return [] }
        return phrases[Int(bytes[0])].filter { $0.stands(in: bytes, at: 0) }.map(\.bytes.count)
    }
}
