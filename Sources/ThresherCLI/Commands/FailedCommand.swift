// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig
import ThresherEngine
import ThresherPlugin
import ThresherSpool

/// Lists what is quarantined.
struct FailedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failed", abstract: "List what could not be processed, and why.",
        discussion: "The original bytes are in failed/ENTRY/; 'thresher retry' puts them back.")

    @OptionGroup var settings: SettingsOptions
    @Flag(help: "One JSON object a line: what reason.json says.")
    var json = false

    func run() throws {
        let config = try settings.loadDaemon()
        do throws(SpoolError) {
            for item in try Quarantine(spool: BytePath(config.spool)).list() {
                Console.print(json ? jsonLine(item) : line(item))
            }
        } catch {
            Console.complain("\(error)")
            throw ExitCode(error.exitCode)
        }
    }

    private func jsonLine(_ item: Quarantine.Item) -> String {
        let isKnown = item.reason["entry"] != nil
        let value: JSONValue =
            isKnown
            ? item.reason
            : ["entry": .string(item.entry.text), "path": .string(item.path.display)]
        return String(decoding: value.utf8, as: UTF8.self)
    }

    private func line(_ item: Quarantine.Item) -> String {
        let reason = item.reason["reason"]?.string ?? "unknown (no readable reason.json)"
        let stage = item.reason["stage"]?.string.map { " in \($0)" } ?? ""
        let detail = item.reason["detail"]?.string.map { ": \($0)" } ?? ""
        return "\(item.entry)  \(item.path.display)  \(reason)\(stage)\(detail)"
    }
}
