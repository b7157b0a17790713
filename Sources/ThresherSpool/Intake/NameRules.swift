// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Which names in `incoming/` are left alone.
struct NameRules: Sendable {
    private let globs: [Glob]
    private static let endings: [[UInt8]] = [".part", ".tmp", "~"].map { Array($0.utf8) }

    init(ignored: [String]) { globs = ignored.map { Glob($0) } }

    /// Whether a file or folder name says that it is not to be taken: `.x`, `x.part`, `x.tmp`, `x~`.
    func ignores(name: borrowing Span<UInt8>) -> Bool {
        let count = name.count
        if count == 0 || name[0] == UInt8(ascii: ".") { return true }
        for ending in NameRules.endings where count >= ending.count {
            var index = 0
            while index < ending.count, name[count - ending.count + index] == ending[index] {
                index += 1
            }
            if index == ending.count { return true }
        }
        return false
    }

    /// Whether any part of a path is such a name, or a configured pattern matches.
    func ignores(_ path: BytePath) -> Bool {
        path.components.contains { ignores(name: $0.bytes.span) } || matches(path)
    }

    /// Whether there are patterns at all; without them no path need be made to ask.
    var hasPatterns: Bool { !globs.isEmpty }

    /// Whether a configured pattern matches the path or the name.
    func matches(_ path: BytePath) -> Bool {
        if globs.isEmpty { return false }
        let text = path.display
        let name = path.name.display
        return globs.contains { $0.matches(text) || $0.matches(name) }
    }
}
