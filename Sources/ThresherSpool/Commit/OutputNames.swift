// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// Names of output files: different for different inputs, and safe on any file system.
enum OutputNames {
    /// Paths beyond this would meet the kernel's limit of 4,096 bytes together with the root.
    private static let pathLimit = 3_000

    /// The path of an output below the output folder.
    ///
    /// - Parameters:
    ///   - path: The input's path below `incoming/`.
    ///   - record: The record's number in a container.
    ///   - fileExtension: The ending without the dot.
    ///   - entry: Set when the plain name is taken: its id makes the name unique.
    /// - Returns: The path, its parts escaped as ``BytePath/display`` does.
    static func name(
        path: BytePath, record: Int?, fileExtension: String, entry: EntryID? = nil
    ) -> BytePath {
        var parts = path.components.map { Array($0.display.utf8) }
        guard let last = parts.popLast() else { return BytePath(fileExtension) }
        var ending = record.map { "#\($0)" } ?? ""
        if let entry { ending += "~\(entry.text)" }
        ending += ".\(fileExtension)"
        let folders = parts.map { fitted($0, ending: []) }
        let name = fitted(last, ending: Array(ending.utf8))
        let whole = Array((folders + [name]).joined(separator: [BytePath.slash]))
        guard whole.count > pathLimit else { return BytePath(whole) }
        let short = last.prefix(100) + hash(path.bytes)
        return BytePath(fitted(Array(short), ending: Array(ending.utf8)))
    }

    /// The path with an entry's id at the part of it that turned out to be no folder.
    static func avoiding(_ blocked: BytePath, in name: BytePath, entry: EntryID) -> BytePath {
        let depth = blocked.components.count
        var parts = name.components.map(\.bytes)
        guard depth > 0, depth < parts.count else { return name }
        parts[depth - 1] = fitted(parts[depth - 1], ending: Array("~\(entry.text)".utf8))
        return BytePath(parts.joined(separator: [BytePath.slash]))
    }

    /// A part that is not too long: cut at a character, with a hash of the whole in the gap.
    private static func fitted(_ stem: [UInt8], ending: [UInt8]) -> [UInt8] {
        guard stem.count + ending.count > BytePath.longestName else { return stem + ending }
        let mark = hash(stem)
        var room = BytePath.longestName - ending.count - mark.count
        while room > 0, stem[room] & 0xC0 == 0x80 { room -= 1 }
        return stem[..<room] + mark + ending
    }

    private static func hash(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8(ascii: "~")] + Base32.encode(Digest(of: bytes).bytes, digits: 26).utf8
    }
}
