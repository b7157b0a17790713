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
