// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// The events are an interface: scripts and dashboards depend on their names.
struct EventListTests {
    /// The names in each target's `<Target>Event.swift`.
    let sources: [String: [String]]
    /// The names in the table of ARCHITECTURE.md.
    let documented: [String]

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        var sources: [String: [String]] = [:]
        for path in paths where path.hasSuffix("Event.swift") {
            let text = try String(
                contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            let names = text.matches(of: /"([a-z_]+\.[a-z_]+)"/).map { String($0.1) }
            // The protocol's own file has none.
            if !names.isEmpty { sources[path] = Array(Set(names)).sorted() }
        }
        self.sources = sources
        let page = try String(
            contentsOf: root.appendingPathComponent("ARCHITECTURE.md"), encoding: .utf8)
        let table = page.components(separatedBy: "<!-- events")[1]
            .components(separatedBy: "<!-- end of events")[0]
        documented = table.matches(of: /\n\| `([a-z_.]+)`/).map { String($0.1) }
    }

    @Test func `no two targets share an event`() {
        let all = sources.values.flatMap(\.self)
        #expect(all.count == Set(all).count)
        #expect(sources.count >= 3)
    }

    @Test func `the table in ARCHITECTURE.md has every event and no other`() {
        #expect(documented == documented.sorted(), "the table is sorted by name")
        #expect(Set(documented) == Set(sources.values.flatMap(\.self)))
    }
}
