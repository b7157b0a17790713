// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherDedup
import ThresherPlugin
import ThresherSpool

/// What an index compares.
enum DedupScope: String, CaseIterable, ExpressibleByArgument {
    case document, paragraph
}

/// Which index, of documents or of paragraphs.
struct DedupScopeOptions: ParsableArguments {
    @OptionGroup var named: DedupOptions
    @Option(
        help: ArgumentHelp(
            "What it compares: what a pipeline gives as 'dedup: {scope: SCOPE}'.",
            valueName: "scope"))
    var scope = DedupScope.document

    /// Opens the index, locks it, and hands it to a body; ends with the right status on an error.
    ///
    /// - Parameter body: What to do.
    /// - Throws: The status to end with.
    func use(_ body: (OpenState, any KeptDecider) throws -> Void) throws {
        switch scope {
        case .document:
            try named.use(DedupDecider(), scope) { try body($0.state, $0.decider) }
        case .paragraph:
            try named.use(ParagraphDecider(), scope) { try body($0.state, $0.decider) }
        }
    }

    /// Opens the index once more, makes the runs that are missing, and says how much they hold.
    func reseal() throws {
        try use { state, decider in
            decider.seal { state.storage.wait() }
            Console.print("sealed: \(decider.sealedCount) of \(state.recordCount) records")
        }
    }
}
