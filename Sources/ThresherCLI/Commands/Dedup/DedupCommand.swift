// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig
import ThresherDedup
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// Looks into what `dedup` remembers, and keeps it in order.
struct DedupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedup", abstract: "Look into what the stage 'dedup' remembers.",
        discussion: """
            All but 'compare' need the index for themselves: they end with status 75 while a daemon \
            runs on its state folder.
            """,
        subcommands: [
            DedupStatsCommand.self, DedupShowCommand.self, DedupCompareCommand.self,
            DedupForgetCommand.self, DedupExportCommand.self, DedupImportCommand.self,
            DedupCompactCommand.self, DedupFsckCommand.self,
        ])
}

/// Which index.
struct DedupOptions: ParsableArguments {
    @OptionGroup var settings: SettingsOptions
    @Option(
        help: ArgumentHelp(
            "The index: what a pipeline gives as 'dedup: {index: NAME}'.", valueName: "name"))
    var index = "default"

    /// An index that no daemon uses, with what it remembers.
    struct Open {
        let state: OpenState
        let decider: DedupDecider
    }

    /// Opens the index, locks it, and hands it to a body; ends with the right status on an error.
    ///
    /// - Parameters:
    ///   - seed: The seed of an index that is made; `nil` when it must be there.
    ///   - body: What to do.
    /// - Throws: The status to end with.
    func use(making seed: UInt64? = nil, _ body: (Open) throws -> Void) throws {
        let config = try settings.loadDaemon()
        do {
            try body(try open(BytePath(config.state), seed))
        } catch let error as SpoolError {
            Console.complain("\(error)")
            throw ExitCode(error.exitCode)
        } catch let error as StageError {
            Console.complain(error.message)
            throw error.code == .invalidConfig ? ExitCode.usage : ExitCode.inputOutput
        }
    }

    /// Opens the index once more, makes the runs that are missing, and says how much they hold.
    func reseal() throws {
        try use { index in
            index.decider.seal { index.state.storage.wait() }
            Console.print(
                "sealed: \(index.decider.sealedCount) of \(index.state.recordCount) records")
        }
    }

    private func open(_ folder: BytePath, _ seed: UInt64?) throws -> Open {
        let config = StageConfig(["index": .string(index)])
        // Refuses a name that is none.
        _ = try DedupStage(config, StageContext())
        let decider = DedupDecider()
        let state = try OpenState(
            state: folder, name: DedupStage.stateName(config),
            recordVersion: decider.recordVersion, isMade: seed != nil,
            attach: { decider.attach($0) }, random: { seed ?? 0 },
            events: { Console.complain("\($0.message): \(DedupOptions.text($0.fields))") })
        var failure: StageError?
        try state.restore { record, number in
            decider.skip(to: number)
            do throws(StageError) { try decider.restore(record) } catch { failure = error }
        }
        if let failure { throw failure }
        return Open(state: state, decider: decider)
    }

    private static func text(_ fields: [JSONValue.Member]) -> String {
        fields.map { field in
            "\(field.key) "
                + (field.value.string ?? String(decoding: field.value.utf8, as: UTF8.self))
        }.joined(separator: ", ")
    }
}

extension Console {
    /// Prints facts, one a line.
    static func print(_ facts: [(String, String?)]) {
        for (name, value) in facts {
            guard let value, !value.isEmpty else { continue }
            print(name + String(repeating: " ", count: max(1, 16 - name.count)) + value)
        }
    }
}
