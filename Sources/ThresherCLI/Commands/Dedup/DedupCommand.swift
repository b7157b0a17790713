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
    struct Open<Decider> {
        let state: OpenState
        let decider: Decider
    }

    /// Opens the index, locks it, and hands it to a body; ends with the right status on an error.
    ///
    /// - Parameters:
    ///   - decider: What remembers; new.
    ///   - scope: What it compares.
    ///   - seed: The seed of an index that is made; `nil` when it must be there.
    ///   - body: What to do.
    /// - Throws: The status to end with.
    func use<Decider: KeptDecider>(
        _ decider: Decider, _ scope: DedupScope, making seed: UInt64? = nil,
        _ body: (Open<Decider>) throws -> Void
    ) throws {
        let config = try settings.loadDaemon()
        do {
            let state = try open(BytePath(config.state), decider, scope, seed)
            try body(Open(state: state, decider: decider))
        } catch let error as SpoolError {
            Console.complain("\(error)")
            throw ExitCode(error.exitCode)
        } catch let error as StageError {
            Console.complain(error.message)
            throw error.code == .invalidConfig ? ExitCode.usage : ExitCode.inputOutput
        }
    }

    /// Opens the index of documents, as above.
    func use(making seed: UInt64? = nil, _ body: (Open<DedupDecider>) throws -> Void) throws {
        try use(DedupDecider(), .document, making: seed, body)
    }

    private func open(
        _ folder: BytePath, _ decider: some KeptDecider, _ scope: DedupScope, _ seed: UInt64?
    ) throws -> OpenState {
        let config = StageConfig([
            "index": .string(index), "scope": .string(scope.rawValue),
        ])
        // Refuses a name that is none.
        _ = try DedupStage(config, StageContext())
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
        return state
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
