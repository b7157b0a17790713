// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Finds the paragraphs that stand on so many pages of a site that they are its boilerplate.
///
/// What a document adds is remembered as documents are for their copies (``DedupMemory``): a record in
/// the log, postings in a table and later in sealed runs. A paragraph has at most one posting more
/// than pages may have it, so neither memory nor a look grows with how often it comes.
package final class ParagraphDecider: RememberingDecider {
    /// A page that comes again and again with paragraphs of its own counts in this many versions.
    static let mostVersions = 64

    var memory: DedupMemory<ParagraphRecord>

    /// Creates one that remembers nothing.
    ///
    /// - Parameter sealLimit: How many documents are kept in memory before they are sealed.
    package init(sealLimit: Int = Sealing.limit) { memory = DedupMemory(limit: sealLimit) }

    package func decide(
        _ evidence: [UInt8], owner: DocumentOwner, config: StageConfig
    ) throws(StageError) -> Decision {
        guard let evidence = ParagraphEvidence(bytes: evidence) else {
            throw StageError(
                .internal, "evidence of paragraphs of \(evidence.count) bytes makes no sense")
        }
        memory.upkeep()
        let most = config[DedupStage.maxPages]
        let tags = Set(evidence.paragraphs.map(\.tag)).sorted()
        let versions = versions(of: evidence.pages)
        var counts = [Int](repeating: 0, count: tags.count)
        var isCounted = [Bool](repeating: false, count: tags.count)
        memory.index.find(tags) { place, posting in
            counts[place] += 1
            if versions.contains(posting.document) { isCounted[place] = true }
        }

        var boilerplate: Set<UInt32> = []
        var added: [UInt32] = []
        for (place, tag) in tags.enumerated() {
            if counts[place] + (isCounted[place] ? 0 : 1) > most { boilerplate.insert(tag) }
            if !isCounted[place], counts[place] <= most { added.append(tag) }
        }
        let leftOut = evidence.paragraphs.filter { boilerplate.contains($0.tag) }.map(\.place)
        var record: [UInt8]?
        if !added.isEmpty, versions.count < ParagraphDecider.mostVersions {
            let parsed = ParagraphRecord(
                document: owner.document, pages: evidence.pages, paragraphs: added)
            record = parsed.bytes
            if let record { memory.remember(parsed, record) }
        }
        // A text that would lose all it has is a copy, of which no part is the boilerplate.
        return Decision(
            .annotate, record: record, leftOut: leftOut.count == evidence.blocks ? [] : leftOut)
    }

    /// The documents that are the same page.
    private func versions(of pages: [UInt32]) -> Set<Int> {
        var versions: Set<Int> = []
        memory.index.find(pages.map { PostingIndex.tag(ParagraphRecord.key(page: $0)) }) {
            versions.insert($1.document)
        }
        return versions
    }
}
