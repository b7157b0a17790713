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
            dedup compact' removes what was remembered of it from the disk.
            """)

    @OptionGroup var options: DedupOptions
    @Argument(help: ArgumentHelp("A document's or an entry's id.", valueName: "id"))
    var id: String

    func run() throws {
        try options.use { index in
            var numbers: [Int] = []
            var known = false
            try index.decider.forEachEntry { entry in
                guard entry.owner.document == id || entry.owner.entry == id else { return }
                known = true
                if !entry.isForgotten { numbers.append(entry.number) }
            }
            guard known else {
                throw SpoolError(.notFound, "the index knows nothing of '\(id)'")
            }
            if !numbers.isEmpty { try index.state.add(index.decider.forgetting(numbers)) }
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

    @OptionGroup var options: DedupOptions
    @Flag(help: "Make all runs anew in any case.")
    var rebuild = false

    func run() throws {
        var isWrong = false
        try options.use { index in
            let damaged = try index.decider.forEachEntry { _ in }
            let wrong = try index.decider.wrongRuns(in: index.state.storage)
            isWrong = damaged > 0 || !wrong.isEmpty
            for name in wrong { Console.print("wrong: \(name)") }
            if damaged > 0 {
                Console.print("damaged: \(damaged) records, which are left out")
                Console.print("'thresher dedup compact' accepts that, if there is no backup")
            }
            if rebuild || !wrong.isEmpty { DedupCheck.removeSealed(in: index.state.storage) }
            Console.print("checked: \(index.state.recordCount) records")
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

    @OptionGroup var options: DedupOptions

    func run() throws {
        try options.use { index in
            let before = index.state.storage.byteCount
            let decider = index.decider
            try index.state.rewrite { record, number in decider.compacted(record, number) }
            DedupCheck.removeSealed(in: index.state.storage)
            Console.print("log: \(before) bytes before, \(index.state.storage.byteCount) now")
        }
        try options.reseal()
    }
}
