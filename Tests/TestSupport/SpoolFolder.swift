// SPDX-License-Identifier: Apache-2.0
package import Foundation
package import ThresherPlugin

/// A temporary spool with its output and state, removed at the end.
package final class SpoolFolder: Sendable {
    package let root: URL
    private var manager: FileManager { .default }

    package init() throws {
        let manager = FileManager.default
        root = manager.temporaryDirectory.appendingPathComponent(
            "thresher-test-\(UUID().uuidString)")
        try manager.createDirectory(
            at: root.appendingPathComponent("incoming"), withIntermediateDirectories: true)
    }

    deinit { try? manager.removeItem(at: root) }

    package var incoming: URL { root.appendingPathComponent("incoming") }
    package var output: URL { root.appendingPathComponent("out") }

    /// Writes a file into the intake folder, whole before it has its name.
    package func drop(_ path: String, _ content: String) throws {
        try drop(path, Data(content.utf8))
    }

    package func drop(_ path: String, _ content: Data) throws {
        let target = incoming.appendingPathComponent(path)
        try manager.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        let hidden = target.deletingLastPathComponent().appendingPathComponent(
            ".\(UUID().uuidString)")
        try content.write(to: hidden)
        try manager.moveItem(at: hidden, to: target)
    }

    /// The paths of all plain files below a folder of the spool, sorted, without private folders.
    package func files(_ folder: String) -> [String] {
        let base = root.appendingPathComponent(folder)
        let paths = (try? manager.subpathsOfDirectory(atPath: base.path)) ?? []
        return paths.filter { path in
            let url = base.appendingPathComponent(path)
            let isFile = (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile
            return isFile == true && !path.hasPrefix(".thresher/")
        }.sorted()
    }

    /// A document of the output folder.
    package func document(_ path: String) throws -> JSONValue {
        try JSONValue(
            parsing: Array(try Data(contentsOf: output.appendingPathComponent(path))))
    }

    /// The ledger's lines that tell of documents.
    package func ledger() throws -> [JSONValue] {
        let folder = root.appendingPathComponent("state/ledger")
        var lines: [JSONValue] = []
        let names = try manager.contentsOfDirectory(atPath: folder.path).sorted()
        for name in names {
            let content = try Data(contentsOf: folder.appendingPathComponent(name))
            for line in content.split(separator: 0x0A) {
                let value = try JSONValue(parsing: Array(line))
                if value["outcome"] != nil { lines.append(value) }
            }
        }
        return lines
    }

    /// Runs the daemon over what is in the intake folder until it has nothing left to do.
    package func runOnce(
        _ executable: URL = Executable.thresher, _ arguments: [String] = []
    ) throws -> CommandResult {
        try command(
            executable,
            ["run", "--spool", root.path, "--settle", "10ms", "--once"] + arguments)
    }
}
