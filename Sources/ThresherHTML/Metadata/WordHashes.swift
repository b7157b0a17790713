// SPDX-License-Identifier: Apache-2.0

/// The words of short texts as hashes, for comparison without regard to case and punctuation.
enum WordHashes {
    /// One FNV-1a hash a word, in order; apostrophes do not part words.
    static func of(_ text: String) -> [UInt64] {
        // Only ASCII is folded byte by byte; other scripts have case too.
        let bytes = Array(isASCII(text) ? text.utf8 : text.lowercased().utf8)
        var words: [UInt64] = []
        var hash = FNV.start
        var isInWord = false
        func isMark(_ index: Int) -> Int {
            // General punctuation (U+2000 to U+206F) and the signs of Latin-1.
            switch bytes[index] {
            case 0xE2 where index + 2 < bytes.count && bytes[index + 1] <= 0x81: 3
            case 0xC2: 2
            default: 0
            }
        }
        var index = 0
        while index < bytes.count {
            let byte = ASCII.lower(bytes[index])
            let mark = byte >= 0x80 ? isMark(index) : 0
            if mark == 3, bytes[index + 1] == 0x80,
                bytes[index + 2] == 0x99 || bytes[index + 2] == 0x98
            {
                index += 3
                continue
            }
            if byte == UInt8(ascii: "'") {
                index += 1
                continue
            }
            if mark == 0, ASCII.isAlphanumeric(byte) || byte >= 0x80 {
                FNV.add(byte, to: &hash)
                isInWord = true
                index += 1
                continue
            }
            if isInWord { words.append(hash) }
            (hash, isInWord) = (FNV.start, false)
            index += max(mark, 1)
        }
        if isInWord { words.append(hash) }
        return words
    }

    /// Whether the words stand in the other words in a row.
    static func contains(_ words: [UInt64], _ run: [UInt64]) -> Bool {
        guard !run.isEmpty, run.count <= words.count else { return false }
        return (0...words.count - run.count).contains {
            words[$0..<$0 + run.count].elementsEqual(run)
        }
    }

    /// The letters and digits of a text, in lower case, as an address spells a name.
    static func letters(_ text: some StringProtocol) -> [UInt8] {
        text.utf8.compactMap { ASCII.isAlphanumeric($0) ? ASCII.lower($0) : nil }
    }

    private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
}
