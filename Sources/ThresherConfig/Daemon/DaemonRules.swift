// SPDX-License-Identifier: Apache-2.0
import Glibc
import ThresherPlugin

/// What daemon keys must be together.
struct DaemonRules {
    let config: DaemonConfig
    /// Says an error about keys' values, at the first of them that was given.
    let error: (_ paths: [String], _ message: String) -> Void
    /// The spool without symbolic links.
    private let spool: String

    init(config: DaemonConfig, error: @escaping (_ paths: [String], _ message: String) -> Void) {
        self.config = config
        self.error = error
        spool = Paths.resolved(config.spool)
    }

    func check() {
        let recycle = config.workers.recycleMemoryBytes
        if recycle > config.limits.memoryBytes {
            error(
                ["workers.recycle_memory", "limits.memory"],
                "'recycle_memory' (\(Units.text(bytes: recycle))) must not be more than"
                    + " 'limits.memory' (\(Units.text(bytes: config.limits.memoryBytes)))")
        }
        if config.limits.inputBytes > config.limits.memoryBytes / 2 {
            error(
                ["limits.input_bytes", "limits.memory"],
                "'input_bytes' (\(Units.text(bytes: config.limits.inputBytes))) must not be more than"
                    + " half of 'memory' (\(Units.text(bytes: config.limits.memoryBytes)))")
        }
        let output = Paths.resolved(config.output)
        let state = Paths.resolved(config.state)
        var areGood = [("output", output), ("state", state)].map(checkFolder)
        if let file = config.log.file {
            areGood.append(checkFile("log.file", Paths.resolved(file)))
        }
        guard areGood.allSatisfy({ $0 }) else { return }
        if Paths.isInside(output, state) || Paths.isInside(state, output) {
            error(["state", "output"], "'state' and 'output' must not lie in one another")
        }
    }

    /// Output and state may lie in the spool, but not where files are taken from.
    private func checkFolder(_ path: String, _ folder: String) -> Bool {
        if Paths.isInside(spool, folder) {
            error(
                [path, "spool"], "'\(path)' must not hold the spool (\(Visible.text(config.spool)))"
            )
            return false
        }
        return checkFile(path, folder)
    }

    /// Nothing that the daemon writes may lie in the spool's own folders.
    private func checkFile(_ path: String, _ folder: String) -> Bool {
        for name in ["incoming", "work", "done", "failed"]
        where Paths.isInside(folder, Paths.resolved("\(spool)/\(name)")) {
            error([path], "'\(path)' must not lie in the spool's folder '\(name)'")
            return false
        }
        return true
    }
}

/// Paths as text.
enum Paths {
    /// An absolute path without `.`, `..`, doubled or trailing slashes.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - folder: What a relative path is relative to; absolute.
    /// - Returns: The path, beginning with a slash.
    static func absolute(_ path: String, in folder: String) -> String {
        let whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            if part == ".." {
                _ = parts.popLast()
            } else {
                parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// A path without symbolic links, as far as it exists; what does not exist stays as it is.
    static func resolved(_ path: String) -> String {
        if let real = unsafe realpath(path, nil) {
            defer { unsafe free(real) }
            return unsafe String(cString: real)
        }
        let above = parent(path)
        guard path.hasPrefix("/"), above != path else { return path }
        return absolute(baseName(path), in: resolved(above))
    }

    /// Whether a path is a folder or lies in it; both absolute.
    static func isInside(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder == "/" ? "/" : "\(folder)/")
    }

    /// The folder that a path lies in.
    static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The part after the last slash.
    static func baseName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
