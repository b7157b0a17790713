// SPDX-License-Identifier: Apache-2.0

/// Puts files into `incoming/` so that no crash and no reader sees half of one: written under a
/// name that is ignored, synced, renamed, and the folder synced.
package final class Drop {
    private let fileSystem: any FileSystem
    private let incoming: Descriptor
    private let random: () -> UInt64

    /// Opens a spool's intake folder; makes it when there is none.
    ///
    /// - Parameters:
    ///   - spool: The spool's folder.
    ///   - fileSystem: Where it is.
    ///   - random: 64 random bits a call.
    /// - Throws: When it can neither be opened nor made.
    package init(
        spool: BytePath, fileSystem: any FileSystem = PosixFileSystem(),
        random: @escaping () -> UInt64 = { UInt64.random(in: 0 ... .max) }
    ) throws(SpoolError) {
        self.fileSystem = fileSystem
        self.random = random
        do {
            let path = spool.appending("incoming")
            do { incoming = try fileSystem.openRoot(path) } catch let error where error.isMissing {
                try? fileSystem.makeRoot(spool)
                try fileSystem.makeRoot(path)
                incoming = try fileSystem.openRoot(path)
            }
        } catch {
            throw SpoolError("there is no intake folder in '\(spool.display)'", error)
        }
    }

    deinit { fileSystem.close(incoming) }

    /// Drops one file.
    ///
    /// - Parameters:
    ///   - name: The wanted name; a number goes before its ending when it is taken.
    ///   - next: Gives the next bytes, none at the end.
    /// - Returns: The name it has in `incoming/`.
    /// - Throws: ``SpoolError/Code/configuration`` for a name that would never be taken; otherwise
    ///   what `next` threw or a call failed with, and nothing is left behind.
    package func put<Failure: Error>(
        name: BytePath, _ next: () throws(Failure) -> [UInt8]
    ) throws -> BytePath {
        guard !NameRules(ignored: []).ignores(name) else {
            throw SpoolError(
                .configuration,
                "'\(name.display)' is a name that the daemon leaves alone; rename the file")
        }
        let hidden = BytePath(".put-\(String(random(), radix: 36))")
        do {
            try write(hidden, next)
            let given = try publish(hidden, as: name)
            try fileSystem.syncFolder(incoming)
            return given
        } catch {
            try? fileSystem.remove(hidden, in: incoming)
            guard let failed = error as? FileError else { throw error }
            throw SpoolError("cannot drop '\(name.display)'", failed)
        }
    }

    private func write<Failure: Error>(
        _ hidden: BytePath, _ next: () throws(Failure) -> [UInt8]
    ) throws {
        let file = try fileSystem.createFile(hidden, in: incoming)
        defer { fileSystem.close(file) }
        while true {
            let bytes = try next()
            if bytes.isEmpty { break }
            try fileSystem.write(bytes, to: file)
        }
        try fileSystem.syncFile(file)
    }

    private func publish(_ hidden: BytePath, as name: BytePath) throws(FileError) -> BytePath {
        var number = 1
        while true {
            let candidate = number == 1 ? name : Drop.numbered(name, number)
            do {
                try fileSystem.rename(
                    hidden, in: incoming, to: candidate, in: incoming, replacing: false)
                return candidate
            } catch let error where error.isTaken && number < 10_000 {
                number += 1
            }
        }
    }

    private static func numbered(_ name: BytePath, _ number: Int) -> BytePath {
        let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")) ?? name.bytes.count
        let ending = Array("-\(number)".utf8) + name.bytes[dot...].prefix(100)
        return BytePath(name.bytes[..<dot].prefix(255 - ending.count) + ending)
    }
}
