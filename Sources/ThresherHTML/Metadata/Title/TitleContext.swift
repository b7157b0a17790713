// SPDX-License-Identifier: Apache-2.0

/// The words of everything that titles are compared with, and the comparison.
struct TitleContext {
    private let headings: [[UInt64]]
    private let allHeadings: Set<UInt64>
    private let title: [UInt64]
    private let titleSet: Set<UInt64>
    private let graph: [UInt64]
    private let graphSet: Set<UInt64>
    private let twitter: [UInt64]
    private let structured: [[UInt64]]
    private let site: [UInt64]
    private let host: [UInt8]
    private let address: [UInt64]
    private let addressSet: Set<UInt64>
    private let titleFirst: [UInt64]
    private let titleRuns: [(words: [UInt64], rest: [UInt64], restLetters: [UInt8], isFirst: Bool)]
    private let graphFirst: [UInt64]
    private let titleLast: [UInt64]
    private let sources: TitleCandidates.Sources

    init(
        _ sources: TitleCandidates.Sources, _ titleParts: TitleParts, _ graphParts: TitleParts
    ) {
        self.sources = sources
        headings = sources.headings.filter { $0.level == 1 }.map { WordHashes.of($0.text) }
        allHeadings = Set(headings.joined())
        title = WordHashes.of(sources.title ?? "")
        titleSet = Set(title)
        graph = WordHashes.of(sources.openGraph ?? "")
        graphSet = Set(graph)
        twitter = WordHashes.of(sources.twitter ?? "")
        structured = [sources.headline, sources.name].compactMap { $0.map(WordHashes.of) }
        site = WordHashes.of(sources.site ?? "")
        let domain = sources.address.flatMap(URLReference.host) ?? ""
        host = WordHashes.letters(domain.hasPrefix("www.") ? domain.dropFirst(4) : domain)
        let path = sources.address.map(URLReference.path) ?? ""
        address = WordHashes.of(path.split(separator: "_").joined(separator: " "))
        addressSet = Set(address)
        titleFirst = WordHashes.of(titleParts.texts.first ?? "")
        titleLast = titleParts.count > 1 ? WordHashes.of(titleParts.texts.last ?? "") : []
        graphFirst = WordHashes.of(graphParts.texts.first ?? "")
        titleRuns = titleParts.runs.map {
            (
                WordHashes.of($0.text), WordHashes.of($0.rest), WordHashes.letters($0.rest),
                $0.isFirst
            )
        }
    }

    func describe(_ candidate: inout TitleCandidates.Candidate) {
        let words = WordHashes.of(candidate.value)
        guard !words.isEmpty,
            candidate.value.unicodeScalars.contains(where: \.properties.isAlphabetic)
        else { return candidate.note(.hasNoLetter) }
        agreement(&candidate, words)
        form(&candidate, words)
        siteName(&candidate, words)
        page(&candidate)
    }

    private func share(_ words: [UInt64], in set: Set<UInt64>) -> Double {
        Double(words.reduce(0) { $0 + (set.contains($1) ? 1 : 0) }) / Double(max(words.count, 1))
    }

    private func agreement(_ candidate: inout TitleCandidates.Candidate, _ words: [UInt64]) {
        let isHeading = headings.contains(words)
        let run = titleRuns.first { $0.words == words }
        candidate.note(.sameAsHeading, if: isHeading)
        candidate.note(.sameAsFirstHeading, if: headings.first == words)
        candidate.note(.sameAsTitle, if: words == title)
        candidate.note(.sameAsTitleFirst, if: words == titleFirst && words != title)
        let isAllButLast = run.map { !titleLast.isEmpty && $0.rest == titleLast } ?? false
        candidate.note(.sameAsTitleAllButLast, if: isAllButLast)
        candidate.note(.sameAsGraph, if: words == graph)
        candidate.note(.sameAsGraphFirst, if: words == graphFirst && words != graph)
        candidate.note(.sameAsTwitter, if: words == twitter)
        let isStructured = structured.contains(words)
        candidate.note(.sameAsStructured, if: isStructured)
        candidate.note(.headingAndTitle, if: isHeading && words == title)
        candidate.note(
            .headingAndTitleFirst, if: isHeading && (words == titleFirst || isAllButLast))
        candidate.note(.headingAndGraph, if: isHeading && (words == graph || words == graphFirst))
        candidate.note(.headingAndStructured, if: isHeading && isStructured)
        candidate.note(.graphAndTitlePart, if: run != nil && words == graph)
        candidate.note(.inTitle, if: WordHashes.contains(title, words))
        candidate.note(.inGraph, if: WordHashes.contains(graph, words))
        candidate.note(.inHeading, if: headings.contains { WordHashes.contains($0, words) })
        let inTitle = share(words, in: titleSet)
        candidate.note(.mostlyInTitle, if: inTitle >= 0.7)
        candidate.note(.hardlyInTitle, if: inTitle < 0.35)
        candidate.note(
            .headingBeginsWithIt,
            if: headings.contains { $0.count > words.count && $0.starts(with: words) })
        candidate.note(
            .beginsWithHeading,
            if: headings.contains {
                !$0.isEmpty && $0.count < words.count && words.starts(with: $0)
            })
        guard !address.isEmpty else { return }
        candidate.note(.fillsAddress, if: share(address, in: Set(words)) >= 0.6)
        let covered = share(words, in: addressSet)
        candidate.note(.coveredByAddress, if: covered >= 0.7)
        candidate.note(.hardlyInAddress, if: covered < 0.25)
    }

    private func form(_ candidate: inout TitleCandidates.Candidate, _ words: [UInt64]) {
        let text = candidate.value
        candidate.note(.oneWord, if: words.count == 1)
        candidate.note(.twoWords, if: words.count == 2)
        candidate.note(.manyWords, if: words.count >= 10)
        candidate.note(.tooManyWords, if: words.count >= 20)
        candidate.note(.hasBar, if: text.utf8.contains(UInt8(ascii: "|")))
        let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
        candidate.note(.beginsLower, if: letters.first?.properties.isLowercase ?? false)
        candidate.note(
            .isCapitals,
            if: letters.count > 3 && letters.allSatisfy { $0.properties.isUppercase })
        candidate.note(.endsCut, if: text.hasSuffix("...") || text.hasSuffix("…"))
        candidate.note(
            .hasTypographicMark,
            if: text.unicodeScalars.contains { ("\u{2018}"..."\u{201F}").contains($0) })
    }

    private func siteName(_ candidate: inout TitleCandidates.Candidate, _ words: [UInt64]) {
        if !site.isEmpty {
            candidate.note(.isSite, if: words == site)
            let isLonger = words.count > site.count
            candidate.note(.endsWithSite, if: isLonger && words.suffix(site.count) == site[...])
            candidate.note(.beginsWithSite, if: isLonger && words.prefix(site.count) == site[...])
        }
        func isInHost(_ letters: [UInt8]) -> Bool {
            guard letters.count >= 3, letters.count <= host.count else { return false }
            return (0...host.count - letters.count).contains {
                host[$0..<$0 + letters.count].elementsEqual(letters)
            }
        }
        candidate.note(.isHost, if: isInHost(WordHashes.letters(candidate.value)))
        let parts = TitleParts(candidate.value)
        if parts.count > 1, let first = parts.texts.first, let last = parts.texts.last {
            candidate.note(.endsWithHost, if: isInHost(WordHashes.letters(last)))
            candidate.note(.beginsWithHost, if: isInHost(WordHashes.letters(first)))
        }
        guard let run = titleRuns.first(where: { $0.words == words }), !run.rest.isEmpty else {
            return
        }
        candidate.note(.restIsSite, if: run.rest == site)
        candidate.note(.restIsHost, if: isInHost(run.restLetters))
        candidate.note(.restIsLong, if: run.rest.count > words.count)
    }

    private func page(_ candidate: inout TitleCandidates.Candidate) {
        let isHeading = candidate.has(.sameAsHeading)
        let isTitle =
            candidate.has(.sameAsTitle) || candidate.has(.sameAsTitleFirst)
            || candidate.has(.sameAsTitleAllButLast)
        candidate.note(.articleHeading, if: sources.isArticle && isHeading)
        candidate.note(.articleTitle, if: sources.isArticle && isTitle)
        candidate.note(.articleGraph, if: sources.isArticle && candidate.has(.sameAsGraph))
        candidate.note(.productHeading, if: sources.isProduct && isHeading)
        candidate.note(.productTitle, if: sources.isProduct && isTitle)
        candidate.note(.noHeadingTitle, if: headings.isEmpty && isTitle)
        let isHome = sources.address.map { URLReference.path(of: $0).utf8.count <= 1 } ?? false
        candidate.note(.isHomePage, if: isHome && isTitle)
        candidate.note(.homePageHeading, if: isHome && isHeading)
    }
}
