// SPDX-License-Identifier: Apache-2.0

/// A file that grows, and may be moved away or cut short while it is read.
package final class FollowedFile {
    /// What there is to read.
    package enum News: Sendable, Equatable {
        /// Some bytes that were added.
        case bytes([UInt8])
        /// Another file has taken its name, and is read from its start.
        case replaced
        /// It became shorter, and is read from its start.
        case cut
    }

    private let path: String
    private var file: Descriptor
    private var offset = 0

    /// Opens a file, to be read from its start.
    package init(path: String) throws(SystemError) {
        self.path = path
        file = try .reading(path)
    }

    /// Moves to where the last so many lines begin.
    package func skip(toLast count: Int) throws(SystemError) {
        let size = file.identity?.size ?? 0
        var wanted = count
        var start = size
        offset = count > 0 ? 0 : size
        while start > 0, wanted > 0 {
            let block = try file.read(limit: min(65_536, start), at: max(0, start - 65_536))
            start = max(0, start - 65_536)
            // A line feed at the very end belongs to the last line.
            for index in block.indices.reversed()
            where block[index] == 0x0A && start + index < size - 1 {
                wanted -= 1
                if wanted == 0 {
                    offset = start + index + 1
                    break
                }
            }
        }
    }

    /// Hands over what has been added since, in pieces, and looks where the path leads then.
    package func poll(_ take: (News) -> Void) throws(SystemError) {
        try readToEnd(take)
        if let size = file.identity?.size, size < offset {
            take(.cut)
            offset = 0
            try readToEnd(take)
        }
        guard let current = FileIdentity(path: path), let own = file.identity,
            !current.isSameFile(as: own),
            // A writer may go on with the old file until it notices: the new one has no line yet.
            current.size > 0
        else { return }
        let next = try Descriptor.reading(path)
        try readToEnd(take)
        file = next
        offset = 0
        take(.replaced)
        try readToEnd(take)
    }

    private func readToEnd(_ take: (News) -> Void) throws(SystemError) {
        while true {
            let bytes = try file.read(limit: 65_536, at: offset)
            if bytes.isEmpty { return }
            offset += bytes.count
            take(.bytes(bytes))
        }
    }
}
