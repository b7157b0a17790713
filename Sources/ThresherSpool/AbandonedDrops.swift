// SPDX-License-Identifier: Apache-2.0

/// Files in `incoming/` that a drop was writing when it was killed.
struct AbandonedDrops {
    let incoming: Descriptor
    let fileSystem: any FileSystem

    /// How their names begin.
    static let prefix = ".put-"
    private static let ageMilliseconds: Int64 = 3_600_000
    /// Chunks of the folder's listing, of some hundred names each: a drop must not take long
    /// because many files wait.
    private static let chunks = 100

    /// Removes those that are older than an hour and that nobody writes to any more.
    func remove(now: UInt64) {
        let limit = Int64(clamping: now) - AbandonedDrops.ageMilliseconds
        for name in (try? names()) ?? [] {
            guard let status = try? fileSystem.status(name, in: incoming), status.kind == .file,
                status.modified / 1_000_000 < limit,
                let file = try? fileSystem.openFile(name, in: incoming)
            else { continue }
            defer { fileSystem.close(file) }
            if (try? fileSystem.lock(file)) != nil { try? fileSystem.remove(name, in: incoming) }
        }
    }

    private func names() throws(FileError) -> [BytePath] {
        let listing = try fileSystem.openFolder("", in: incoming)
        defer { fileSystem.close(listing) }
        var names: [BytePath] = []
        for _ in 0..<AbandonedDrops.chunks {
            let hasMore = try fileSystem.readEntries(of: listing) { name, _ in
                guard name.count > 0, name[0] == UInt8(ascii: ".") else { return }
                var bytes: [UInt8] = []
                for index in name.indices { bytes.append(name[index]) }
                if bytes.starts(with: AbandonedDrops.prefix.utf8) { names.append(BytePath(bytes)) }
            }
            guard hasMore else { break }
        }
        return names
    }
}
