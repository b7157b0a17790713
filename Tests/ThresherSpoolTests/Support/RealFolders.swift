// SPDX-License-Identifier: Apache-2.0
import Foundation
import ThresherSpool

/// A temporary spool on the real file system, removed at the end.
final class RealFolders {
    let root: String
    let folders: SpoolFolders
    let fileSystem = PosixFileSystem()

    init() throws {
        let path = FileManager.default.temporaryDirectory.path + "/spool-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path + "/spool/incoming", withIntermediateDirectories: true)
        root = path
        folders = SpoolFolders(
            spool: BytePath(path + "/spool"), output: BytePath(path + "/out"),
            state: BytePath(path + "/state"))
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Writes a file below the root and the folders above it.
    func write(_ path: String, _ text: String) throws {
        let full = root + "/" + path
        try FileManager.default.createDirectory(
            atPath: (full as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    }

    /// Drops a file into `incoming/`.
    func drop(_ path: String, _ text: String) throws { try write("spool/incoming/" + path, text) }

    func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: root + "/" + path).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// All files below a folder, with their texts; names that start with a dot are left out.
    func files(_ folder: String) -> [String: String] {
        let base = root + "/" + folder
        var found: [String: String] = [:]
        for path in (try? FileManager.default.subpathsOfDirectory(atPath: base)) ?? [] {
            if path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
            if let text = read(folder + "/" + path) { found[path] = text }
        }
        return found
    }

    func lines() throws -> [LedgerLine] {
        try LedgerReader(state: folders.state).lines(.all)
    }
}

extension SpoolOptions {
    /// Options that wait for nothing.
    static var immediate: SpoolOptions {
        var options = SpoolOptions()
        options.settle = .zero
        options.minFreeBytes = 0
        options.minFreeInodes = 0
        return options
    }
}
