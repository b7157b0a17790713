// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

/// Names of files that are no text, or look like something else.
@Suite(.timeLimit(.minutes(1)))
struct HostileNameTests {
    /// Runs a shell line in the spool's folder; `$0` is the executable.
    private func shell(_ line: String, _ spool: SpoolFolder) throws -> CommandResult {
        try command(
            URL(fileURLWithPath: "/bin/sh"),
            [
                "-c", #"cd "$1" && \#(line)"#, Executable.thresher.path, spool.root.path,
            ])
    }

    @Test(arguments: [#"in\377.txt"#, #"\300\257.txt"#, #"a\364\217\277\277\377.txt"#])
    func `process and put take names that are no UTF-8`(octal: String) throws {
        let spool = try SpoolFolder()
        let name = #"name=$(printf '\#(octal)') && printf 'Words.' >"$name""#
        let processed = try shell(name + #" && "$0" process "$name""#, spool)
        #expect(processed.status == 0, Comment(rawValue: processed.errors))
        let shown = try JSONValue(parsing: Array(processed.output.utf8))["source"]?["name"]?.string
        let put = try shell(
            name + #" && "$0" put --spool . --into "$name" "$name" ./"$name""#, spool)
        #expect(put.status == 0, Comment(rawValue: put.errors))
        let escaped = try #require(shown)
        #expect(escaped.contains(#"\x"#))
        #expect(put.output.hasPrefix("incoming/\(escaped)/\(escaped)\n"))
        #expect(try spool.runOnce().status == 0)
        #expect(try shell(name + #" && "$0" show --spool . "$name/$name""#, spool).status == 0)
        #expect(spool.files("out").contains("\(escaped)/\(escaped).json"))
        let missing = try shell(#""$0" process "$(printf '\#(octal)')x""#, spool)
        #expect(missing.status == 1)
        #expect(missing.errors == "thresher: \(escaped)x: No such file or directory\n")
    }

    @Test func `any text is a name`() throws {
        let spool = try SpoolFolder()
        for name in ["a b.txt", "é\u{10FFFF}\u{10FF41}.txt", #"we\ird.txt"#, "-.txt"] {
            let result = try thresher("process", try spool.write(name, "Words."))
            #expect(result.status == 0, Comment(rawValue: name + result.errors))
            let document = try JSONValue(parsing: Array(result.output.utf8))
            #expect(document["source"]?["name"]?.string == name)
        }
    }

    @Test(arguments: [
        "run --once --spool", "run --once --pipelines", "run --once --output", "check",
        "tail --no-follow", "tail --config", "process --pipeline",
    ])
    func `what a configuration can say must be UTF-8`(arguments: String) throws {
        let spool = try SpoolFolder()
        let result = try shell(#""$0" \#(arguments) "$(printf 'a\377')""#, spool)
        #expect(result.status == 64)
        #expect(result.errors.contains(#"a\xff is no UTF-8"#), Comment(rawValue: result.errors))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: spool.root.path) == ["incoming"])
    }

    @Test(arguments: [
        (#"we\ird.txt"#, #"we\x5cird.txt.json"#), (#"a\x41.txt"#, #"a\x5cx41.txt.json"#),
        ("line\nfeed.txt", #"line\x0afeed.txt.json"#), ("a\\\nb.txt", #"a\x5c\x0ab.txt.json"#),
    ])
    func `the output's path is said as it is`(name: String, output: String) throws {
        let spool = try SpoolFolder()
        let daemon = try RunningDaemon(spool)
        let put = try spool.thresher("put", "--wait", try spool.write(name, "Words."))
        #expect(put.output.hasSuffix(": stored -> \(output)\n"))
        #expect(spool.files("out") == [output])
        let stored = try daemon.event("document.stored")
        #expect(stored["outputs"]?.array?.first?.string == output)
        let shown = try spool.thresher("show", name)
        #expect(shown.output.contains("outputs       \(output)\n"))
        #expect(daemon.stop() == 0)
    }
}
