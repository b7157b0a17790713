// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig
import ThresherEngine
import ThresherSpool

/// Tells what the ledger knows.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Tell what became of a file or document.",
        discussion: "Of a document with copies it also lists its story: all that have one origin."
    )

    @OptionGroup var settings: SettingsOptions
    @Argument(
        help: ArgumentHelp(
            "An entry's id, a path below incoming/, or a document's id.",
            valueName: "entry|path|id"))
    var subject: PathArgument

    func run() throws {
        let config = try settings.loadDaemon()
        do throws(SpoolError) {
            let reader = try LedgerReader(state: BytePath(config.state))
            var count = 0
            var stories: [String] = []
            for query in queries {
                guard count == 0 else { break }
                try reader.read(query) { line in
                    if count > 0 { Console.print("") }
                    for fact in LedgerText.facts(line) { Console.print(fact) }
                    count += 1
                    if let story = line.story, !stories.contains(story) { stories.append(story) }
                    return true
                }
            }
            guard count > 0 else {
                throw SpoolError(.notFound, "the ledger knows nothing of '\(subject.text)'")
            }
            for story in stories { try showMembers(of: story, reader) }
        } catch {
            Console.complain("\(error)")
            throw ExitCode(error.exitCode)
        }
    }

    private func showMembers(of story: String, _ reader: LedgerReader) throws(SpoolError) {
        var members: [String] = []
        var count = 0
        try reader.read(.story(story)) { line in
            count += 1
            if count <= ShowCommand.memberLimit {
                let relation = line.duplicateOf.map { "of \($0)" } ?? "first"
                members.append("  \(line.document)  \(line.path.display)  \(relation)")
            }
            return true
        }
        guard count > 1 else { return }
        Console.print("")
        Console.print("story of \(count): \(story)")
        for member in members { Console.print(member) }
        if count > members.count { Console.print("  and \(count - members.count) more") }
    }

    private static let memberLimit = 1_000

    /// An id of 26 digits may be an entry's or a document's; anything may be a path.
    private var queries: [LedgerReader.Query] {
        var queries: [LedgerReader.Query] = []
        let text = subject.text
        if let entry = EntryID(text) { queries += [.entry(entry), .document(text)] }
        let prefix = "incoming/".utf8
        let bytes = subject.path.bytes
        let path = BytePath(bytes.dropFirst(bytes.starts(with: prefix) ? prefix.count : 0))
        // As it is, or escaped as the ledger and the log have it.
        return queries + [.path(path), .path(BytePath(display: path.printable))]
    }
}
