// SPDX-License-Identifier: Apache-2.0

/// The headline of a text without markup.
enum PlainHeadline {
    /// The first line when it looks like one: short, with a blank line and more text after it, and
    /// not ending like a sentence.
    static func find(in text: String) -> String? {
        let utf8 = Array(text.utf8.prefix(4096))
        var lines = utf8.split(separator: 0x0A, maxSplits: 64, omittingEmptySubsequences: false)[
            ...]
        func isBlank(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy(ASCII.isSpace) }
        while let first = lines.first, isBlank(first) { lines.removeFirst() }
        guard let first = lines.first, lines.count > 2 else { return nil }
        guard isBlank(lines[lines.startIndex + 1]),
            lines.dropFirst(2).contains(where: { !isBlank($0) })
        else { return nil }
        var headline = Whitespace.collapsed(first)
        if headline.hasPrefix("\u{FEFF}") { headline.removeFirst() }
        guard (2...200).contains(headline.utf8.count),
            headline.split(separator: " ").count <= 30,
            headline.unicodeScalars.contains(where: { $0.properties.isAlphabetic }),
            let last = headline.unicodeScalars.last
        else { return nil }
        switch last {
        case ".", ";", ":", ",", "。", "、", "；", "：", "，": return nil
        default: return headline
        }
    }
}
