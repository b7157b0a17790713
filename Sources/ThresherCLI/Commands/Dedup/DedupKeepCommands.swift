// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherDedup
import ThresherPlugin
import ThresherSpool

/// Makes an index forget a document.
struct DedupForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Make an index forget a document.",
        discussion: """
            Later texts are not compared with it any more; its id still names its story. 'thresher \
            dedup compact' removes what was remembered of it from the disk. An index of paragraphs knows \
            documents by their own id alone; its paragraphs stand on one page less then.
            """)

    @OptionGroup var options: DedupScopeOptions
    @Argument(help: ArgumentHelp("A document's or an entry's id.", valueName: "id"))
    var id: String

    func run() throws {
        try options.use { state, decider in
            let records = try decider.records(of: id)
            guard !records.isEmpty else {
                throw SpoolError(.notFound, "the index knows nothing of '\(id)'")
            }
            let numbers = records.filter { !$0.isForgotten }.map(\.number)
            if !numbers.isEmpty { try state.add(decider.forgetting(numbers)) }
            Console.print("\(numbers.isEmpty ? "was forgotten before" : "forgotten"): \(id)")
        }
    }
}

/// Checks an index, and makes anew what is wrong.
struct DedupFsckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fsck", abstract: "Check an index against its log, and mend it.",
        discussion: """
            Every record of the log is read, and every sealed run made again and compared. Wrong runs \
            are replaced. Ends with 0 when all was right and with 1 when something was wrong.
            """)

    @OptionGroup var options: DedupScopeOptions
    @Flag(help: "Make all runs anew in any case.")
    var rebuild = false

    func run() throws {
        var isWrong = false
        try options.use { state, decider in
            let damaged = try decider.damagedCount()
            let wrong = try decider.wrongRuns(in: state.storage)
            isWrong = damaged > 0 || !wrong.isEmpty
            for name in wrong { Console.print("wrong: \(name)") }
            if damaged > 0 {
                Console.print("damaged: \(damaged) records, which are left out")
                Console.print("'thresher dedup compact' accepts that, if there is no backup")
            }
            if rebuild || !wrong.isEmpty { DedupCheck.removeSealed(in: state.storage) }
            Console.print("checked: \(state.recordCount) records")
        }
        if rebuild || isWrong { try options.reseal() }
        if isWrong { throw ExitCode(1) }
    }
}

/// Removes forgotten documents from the disk.
struct DedupCompactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact", abstract: "Remove forgotten documents from the disk.",
        discussion: """
            The log is written anew with nothing of them but their ids, which name stories; all runs \
            are made again. It needs as much free space as the log has.
            """)

    @OptionGroup var options: DedupScopeOptions

    func run() throws {
        try options.use { state, decider in
            let before = state.storage.byteCount
            try state.rewrite { record, number in decider.compacted(record, number) }
            DedupCheck.removeSealed(in: state.storage)
            Console.print("log: \(before) bytes before, \(state.storage.byteCount) now")
        }
        try options.reseal()
    }
}
