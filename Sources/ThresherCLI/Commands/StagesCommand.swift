// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import ThresherConfig

/// Says what the stages do and take.
struct StagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stages", abstract: "Say what the stages do and take.",
        discussion: "Without a name all stages in a line each, with one everything about it.")

    @Flag(help: "Print Markdown: the reference page of all stages, or the part about one.")
    var markdown = false
    @Argument(help: "A stage.")
    var name: String?

    func run() throws {
        let text = StageCatalogueText(Build.catalogue)
        guard let name else {
            return Console.write(Array((markdown ? text.markdown : text.list).utf8))
        }
        do throws(ConfigurationError) {
            Console.write(Array(try text.page(of: name, asMarkdown: markdown).utf8))
        } catch {
            Console.write(error.diagnostics)
            throw ExitCode.usage
        }
    }
}
