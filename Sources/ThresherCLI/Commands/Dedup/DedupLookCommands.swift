// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherDedup
import ThresherPlugin
import ThresherSpool

/// Counts what an index remembers.
struct DedupStatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Count what an index remembers.",
        discussion: "Exact copies leave no record, so they are not counted.")

    @OptionGroup var options: DedupScopeOptions

    func run() throws {
        switch options.scope {
        case .document: try countDocuments()
        case .paragraph: try countParagraphs()
        }
    }

    private func countParagraphs() throws {
        try options.named.use(ParagraphDecider(), .paragraph) { index in
            let found = try index.decider.statistics()
            Console.print([
                ("pages", "\(found.pages)"), ("paragraphs", "\(found.paragraphs)"),
                ("on more pages", "\(found.repeated)"), ("forgotten", "\(found.forgotten)"),
                ("damaged", found.damaged > 0 ? "\(found.damaged)" : nil),
                ("log", "\(index.state.storage.byteCount) bytes"),
                (
                    "sealed",
                    "\(index.decider.sealedCount) records in \(index.decider.runCount) runs"
                ),
            ])
        }
    }

    private func countDocuments() throws {
        try options.named.use { index in
            let found = try index.decider.statistics()
            let statuses = found.statuses.sorted { $0.key < $1.key }
            Console.print([
                ("documents", "\(found.documents)"),
                ("of these", statuses.map { "\($0.value) \($0.key)" }.joined(separator: ", ")),
                ("stories", "\(found.stories)"), ("forgotten", "\(found.forgotten)"),
                ("damaged", found.damaged > 0 ? "\(found.damaged)" : nil),
                ("log", "\(found.logBytes) bytes"),
                (
                    "sealed",
                    "\(found.sealedRecords) records in \(found.runs) runs, \(found.runBytes) bytes"
                ),
            ])
        }
    }
}

/// Tells what an index knows of a document, and who else is in its story.
struct DedupShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tell what an index knows of a document, and its story's members.",
        discussion: "While a daemon runs, 'thresher show ID' lists a story from the ledger.")

    @OptionGroup var options: DedupOptions
    @Argument(help: ArgumentHelp("A document's or an entry's id.", valueName: "id"))
    var id: String

    func run() throws {
        try options.use { index in
            var found: [DedupEntry] = []
            try index.decider.forEachEntry { entry in
                if entry.owner.document == id || entry.owner.entry == id { found.append(entry) }
            }
            guard !found.isEmpty else {
                throw SpoolError(
                    .notFound,
                    "the index knows nothing of '\(id)'; of exact copies it knows the first only")
            }
            let stories = Set(found.map(\.duplicate.story))
            var members: [DedupEntry] = []
            try index.decider.forEachEntry { entry in
                if stories.contains(entry.duplicate.story) { members.append(entry) }
            }
            // What stands for a story since its first was forgotten has an older record as well.
            let live = Set((found + members).filter { !$0.isForgotten }.map(\.owner.document))
            found.removeAll { $0.isForgotten && live.contains($0.owner.document) }
            members.removeAll { $0.isForgotten && live.contains($0.owner.document) }
            for entry in found {
                Console.print([
                    ("document", entry.owner.document), ("entry", entry.owner.entry),
                    ("record", entry.owner.record > 0 ? "\(entry.owner.record)" : nil),
                    ("number", "\(entry.number)"), ("words", "\(entry.words)"),
                    ("is", DedupShowCommand.relation(entry)), ("story", entry.duplicate.story),
                    ("same story as", entry.mergedStory),
                    ("forgotten", entry.isForgotten ? "yes" : nil),
                ])
                Console.print("")
            }
            Console.print("story of \(members.count)")
            for entry in members {
                Console.print(
                    "  \(entry.owner.document)  \(DedupShowCommand.relation(entry))"
                        + (entry.mergedStory.map { ", the same story as \($0)" } ?? "")
                        + (entry.isForgotten ? ", forgotten" : ""))
            }
        }
    }

    private static func relation(_ entry: DedupEntry) -> String {
        let duplicate = entry.duplicate
        var text = duplicate.status.rawValue
        if let similarity = duplicate.similarity { text += " \(similarity)" }
        if let of = duplicate.of { text += " of \(of)" }
        return text
    }
}
