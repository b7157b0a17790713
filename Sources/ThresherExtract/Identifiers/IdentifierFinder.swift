// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// Addresses, numbers and hashes, in one pass over the words that white space parts.
struct IdentifierFinder {
    let words: Words
    private(set) var identifiers: [Identifier] = []
    private(set) var links: [TextSpan] = []
    /// Of each token whether an identifier or link has it.
    private(set) var taken: [Bool]
    private static let most = 4000
    /// Longest word that is looked at, in bytes.
    private static let longest = 2048

    init(_ words: Words, taken: [Bool]) {
        self.words = words
        self.taken = taken
        var index = 0
        while index < words.count, identifiers.count + links.count < Self.most {
            var end = index + 1
            while end < words.count, !words[end].isSpaced { end += 1 }
            var next = end
            if !self.taken[index] {
                let range = trimmed(index..<end)
                if !range.isEmpty { next = max(end, read(range) ?? end) }
            }
            index = next
        }
    }

    /// Without the marks of the sentence around it.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, words[start].kind == .mark,
            ![0x40, 0x2B, 0x23, 0x28, 0x2D, 0x2212, 0x2F].contains(words.mark(start))
        { start += 1 }
        if words.mark(start) == 0x28, words.at(start + 1)?.kind != .number { start += 1 }
        while end > start, words[end - 1].kind == .mark, words.mark(end - 1) != 0x2F { end -= 1 }
        return start < end ? start..<end : start..<start
    }

    private mutating func read(_ range: Range<Int>) -> Int? {
        guard words[range.upperBound - 1].end - words[range.lowerBound].start <= Self.longest else {
            return nil
        }
        let first = words[range.lowerBound]
        // Letters alone say nothing.
        if range.count == 1, first.kind == .word { return nil }
        var hasDot = false
        var hasColon = false
        var hasAt = false
        var hasDigits = false
        var isBracketed = false
        for index in range {
            switch words[index].mark {
            case 0x28, 0x5B, 0x7B: isBracketed = true
            case 0x2E: hasDot = true
            case 0x3A: hasColon = true
            case 0x40: hasAt = true
            default: hasDigits = hasDigits || words[index].kind == .number
            }
        }
        // `well-known` is nothing; `D-AIMA` may be an aircraft's.
        guard
            hasDot || hasColon || hasAt || hasDigits || isBracketed
                || first.isCapital && first.scalarEnd - first.scalarStart <= 3
        else { return nil }
        let written = words.text(range)
        let text = isBracketed || hasColon ? Defanged.restored(written) : written
        if text != written, let link = defanged(range, text, written) { return link }
        if hasDot, let link = link(range, text) { return link }
        if hasAt || text != written && text.contains("@") { return address(range, text) }
        if hasColon, Checks.ipv6(text[...]) { return add("ipv6", text.lowercased(), range) }
        if let end = endOfHost(range),
            let found = network(
                range.lowerBound..<end, Defanged.restored(words.text(range.lowerBound..<end)))
        {
            return found
        }
        return hash(range) ?? labelled(range) ?? grid(range) ?? coordinates(range)
            ?? network(range, text) ?? iban(range, text) ?? registration(range, text)
            ?? phone(range)
    }

    mutating func add(_ kind: String, _ value: String, _ range: Range<Int>) -> Int {
        identifiers.append(Identifier(kind: kind, value: value, span: words.span(range)))
        return take(range)
    }

    /// Marks tokens as taken and returns the one behind them.
    private mutating func take(_ range: Range<Int>) -> Int {
        for index in range { taken[index] = true }
        return range.upperBound
    }

    // MARK: Addresses

    private mutating func link(_ range: Range<Int>, _ text: String) -> Int? {
        guard let host = Self.host(text), Checks.domain(host) || Checks.ipv4(host) else {
            return nil
        }
        links.append(words.span(range))
        return take(range)
    }

    /// The host of a link: behind the scheme, up to the path, without port; `nil` for other words.
    private static func host(_ text: String) -> Substring? {
        let lower = text.prefix(8).lowercased()
        guard ["http://", "https://", "ftp://", "www."].contains(where: lower.hasPrefix) else {
            return nil
        }
        let mark = text.utf8.firstIndex(of: UInt8(ascii: ":"))
        let rest =
            lower.hasPrefix("www.")
            ? text[...] : text[(mark ?? text.startIndex)...].drop { $0 == ":" || $0 == "/" }
        return rest.prefix { !"/?#:".contains($0) }
    }

    /// `jo@news.example`, `@handle`.
    private mutating func address(_ range: Range<Int>, _ text: String) -> Int? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let local = parts.first, let host = parts.last else { return nil }
        func isPlain(_ text: Substring, _ marks: String) -> Bool {
            text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
                    || marks.unicodeScalars.contains($0)
            }
        }
        if local.isEmpty {
            guard (2...30).contains(host.utf8.count), isPlain(host, "_."),
                host.contains(where: \.isLetter)
            else { return nil }
            return add("handle", text, range)
        }
        guard local.utf8.count <= 64, isPlain(local, "._%+-"), local.first != ".",
            local.last != ".", Checks.domain(host)
        else {
            return nil
        }
        return add("email", local + "@" + host.lowercased(), range)
    }

    /// `hxxps://news[.]example/a`: a link that its writer has made unfit to follow.
    private mutating func defanged(_ range: Range<Int>, _ text: String, _ written: String) -> Int? {
        guard let host = Self.host(text), host != Self.host(written),
            Checks.domain(host) || Checks.ipv4(host)
        else { return nil }
        return add("url", text, range)
    }

    /// Where a port or the length of a network's prefix begins: `185.0.2.7:8443`, `185.0.2.0/24`.
    private func endOfHost(_ range: Range<Int>) -> Int? {
        let mark = range.upperBound - 2
        guard range.count > 2, [0x3A, 0x2F].contains(words.mark(mark)),
            words[mark + 1].kind == .number
        else { return nil }
        return mark
    }

    private mutating func network(_ range: Range<Int>, _ text: String) -> Int? {
        if range.count == 1 || text.contains("."), Checks.ipv4(text[...]) {
            return isNumbered(range.lowerBound) ? nil : add("ipv4", text, range)
        }
        let first = words[range.lowerBound]
        guard range.count >= 3, first.kind != .mark, text.contains("."),
            Checks.domain(text[...]),
            !first.isUpper || range.count > 3
        else { return nil }
        // `end.The` is a missing space: an ending is lower-case, as the name is.
        guard text == text.lowercased() else { return nil }
        // `there.it` between two sentences: both are words of the language.
        let last = words[range.upperBound - 1]
        if range.count == 3, !first.cues.isEmpty, !last.cues.isEmpty { return nil }
        return add("domain", text, range)
    }

    /// Whether four small numbers are those of a release or section: `version 10.2.3.4`.
    private func isNumbered(_ index: Int) -> Bool {
        guard let before = words.at(index - 1), before.kind == .word else { return false }
        return ["version", "v", "release", "firmware", "section", "build", "versión", "versione"]
            .contains(words.text(index - 1..<index).lowercased())
    }
}
