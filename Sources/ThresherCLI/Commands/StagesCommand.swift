// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig

/// Says what the stages do and take.
struct StagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stages", abstract: "Say what the stages do and take.",
        discussion: "Without a name all stages in a line each, with one everything about it.")

    @Flag(help: "Print the reference page of all stages, in Markdown.")
    var markdown = false
    @Argument(help: "A stage.")
    var name: String?

    func validate() throws {
        if markdown, name != nil { throw ValidationError("--markdown is the page of all stages.") }
    }

    func run() throws {
        let text = StageCatalogueText(Build.catalogue)
        if markdown { return Console.write(Array(text.markdown.utf8)) }
        guard let name else { return Console.write(Array(text.list.utf8)) }
        do throws(ConfigurationError) {
            Console.write(Array(try text.page(of: name).utf8))
        } catch {
            Console.write(error.diagnostics)
            throw ExitCode.usage
        }
    }
}
