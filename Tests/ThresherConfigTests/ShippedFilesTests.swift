// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherConfig
import ThresherEngine
import ThresherPlugin

/// A file of the repository as text.
func shipped(_ path: String) throws -> String {
    try String(contentsOfFile: "\(repository)/\(path)", encoding: .utf8)
}

struct ShippedFilesTests {
    @Test func `config/thresher.yaml has every key with its default and a comment`() throws {
        let text = try shipped("config/thresher.yaml")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var section = ""
        var seen: [String] = []
        var commented: Set<String> = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let indent = line.prefix { $0 == " " }.count
            let content = line.dropFirst(indent)
            guard let colon = content.firstIndex(of: ":"), !content.hasPrefix("#") else { continue }
            let name = String(content[..<colon])
            if indent == 0 { section = content.hasSuffix(":") ? name : "" }
            guard !content.hasSuffix(":") else { continue }
            let path = section.isEmpty ? name : "\(section).\(name)"
            seen.append(path)
            let above = index > 0 ? lines[index - 1].drop { $0 == " " } : ""
            if above.hasPrefix("#") { commented.insert(path) }
        }
        let keys = DaemonKeys.sections.flatMap { section in
            section.keys.map { section.path(of: $0) }
        }
        #expect(seen == keys)
        #expect(commented == Set(keys))

        let report = CheckReport.check(
            [ConfigurationText(name: "config/thresher.yaml", text)], as: .daemon,
            catalogue: TestCatalogue.all)
        #expect(report.diagnostics.isEmpty)
        #expect(report.effectiveText == DaemonConfig(spool: "/var/lib/thresher").effectiveText)
    }
}

struct BuiltInPipelinesTests {
    @Test func `the texts built in are those of pipelines/`() throws {
        var files: [String: String] = [:]
        for name in try ConfigurationFiles.pipelineNames(in: "\(repository)/pipelines") {
            files[String(name.dropLast(".yaml".count))] = try shipped("pipelines/\(name)")
        }
        if ProcessInfo.processInfo.environment["UPDATE_GENERATED"] != nil {
            try source(files).write(
                toFile: "\(repository)/Sources/ThresherConfig/Pipelines/BuiltInPipelines.swift",
                atomically: true, encoding: .utf8)
        }
        #expect(
            BuiltInPipelines.texts == files,
            "run: UPDATE_GENERATED=1 swift test --filter BuiltInPipelinesTests, and once more")
    }

    private func source(_ files: [String: String]) -> String {
        var text = """
            // SPDX-License-Identifier: Apache-2.0

            /// The texts of the files in `pipelines/`, so that a build works without any file.
            ///
            /// Generated: `UPDATE_GENERATED=1 swift test --filter BuiltInPipelinesTests` writes it anew.
            package enum BuiltInPipelines {
                /// The text of a pipeline by its name.
                package static let texts: [String: String] = [

            """
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            text += "        \"\(name)\": #\"\"\"\n"
            for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
                text += line.isEmpty ? "\n" : "        \(line)\n"
            }
            text += "        \"\"\"#,\n"
        }
        return text + "    ]\n}\n"
    }

    @Test func `the shipped pipelines are good, together and alone`() throws {
        let (together, warnings) = try Configuration.loadPipelines(
            "\(repository)/pipelines", environment: [:], catalogue: shippedCatalogue)
        #expect(together.map(\.name) == ["news", "strip", "default"])
        #expect(warnings.isEmpty)
        for pipeline in together {
            let (alone, _) = try Configuration.loadPipelines(
                "\(repository)/pipelines/\(pipeline.name).yaml", environment: [:],
                catalogue: shippedCatalogue)
            #expect(alone.map(\.steps) == [pipeline.steps])
            #expect(alone[0].match.paths.isEmpty)
            #expect(alone[0].fingerprint == pipeline.fingerprint)
        }
    }
}

struct StageReferenceTests {
    @Test func `pipelines/STAGES.md is what the stages' specs say`() throws {
        let page = StageCatalogueText(shippedCatalogue).markdown
        #expect(try shipped("pipelines/STAGES.md") == page, "run: make docs")
    }

    /// A page that a person reads must not be a mess on a terminal either.
    @Test func `every stage's page holds together`() throws {
        let text = StageCatalogueText(shippedCatalogue)
        for stage in shippedCatalogue.stages {
            let page = try text.page(of: stage.spec.name)
            #expect(page.hasPrefix("\(stage.spec.name) ("))
            #expect(!page.contains("\n\n\n"))
        }
    }

    @Test func `every example's options are good`() {
        for stage in shippedCatalogue.stages {
            for example in stage.spec.examples {
                let options = example.config.split(separator: "\n").map { "      \($0)\n" }.joined()
                let text = "stages:\n  - \(stage.spec.name):\n\(options)"
                let found = CheckReport.check(
                    [ConfigurationText(name: "x.yaml", text)], as: .pipelines,
                    catalogue: shippedCatalogue)
                #expect(found.exitCode == 0, "\(stage.spec.name), \(example.title): \(found.text)")
            }
        }
    }
}
