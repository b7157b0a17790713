// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig
import ThresherEngine
import ThresherSpool

/// Puts quarantined entries back.
struct RetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Put what failed back into the intake folder.",
        discussion: """
            It starts anew, as a new entry with a fresh count of attempts. What cannot be put back \
            is named, and the others are still done.
            """)

    @OptionGroup var settings: SettingsOptions
    @Flag(help: "All of it.")
    var all = false
    @Argument(
        help: ArgumentHelp("Entries, by id, as 'thresher failed' lists them.", valueName: "entry"))
    var entries: [String] = []

    func validate() throws {
        guard all != !entries.isEmpty else {
            throw ValidationError("Name entries, or give --all.")
        }
    }

    func run() throws {
        let config = try settings.loadDaemon()
        var status = ExitCode.success
        func complain(_ error: SpoolError) {
            Console.complain("\(error)")
            if status == .success { status = ExitCode(error.exitCode) }
        }
        do throws(SpoolError) {
            let quarantine = try Quarantine(spool: BytePath(config.spool))
            let items = try quarantine.list()
            for item in items where all || entries.contains(item.entry.text) {
                do throws(SpoolError) {
                    let path = try quarantine.retry(item)
                    Console.print("\(item.entry)  incoming/\(path.display)")
                } catch {
                    complain(error)
                }
            }
            let found = Set(items.map(\.entry.text))
            for missing in entries where !found.contains(missing) {
                complain(SpoolError(.notFound, "no entry '\(missing)' is in failed/"))
            }
        } catch {
            complain(error)
        }
        throw status
    }
}
