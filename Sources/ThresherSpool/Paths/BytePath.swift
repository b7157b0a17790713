// SPDX-License-Identifier: Apache-2.0

/// A path as the file system has it: bytes, parts parted by `/`, no encoding implied.
package struct BytePath: Sendable, Hashable, Comparable, ExpressibleByStringLiteral {
    /// The bytes, without a NUL.
    package var bytes: [UInt8]

    /// Takes bytes as they are.
    package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// Takes an array without copying it.
    init(adopting bytes: [UInt8]) { self.bytes = bytes }

    /// Takes a text's UTF-8.
    package init(_ text: String) { bytes = Array(text.utf8) }

    package init(stringLiteral value: String) { bytes = Array(value.utf8) }

    /// Whether it names nothing.
    package var isEmpty: Bool { bytes.isEmpty }

    /// What follows the last `/`, or everything.
    package var name: BytePath {
        guard let slash = bytes.lastIndex(of: BytePath.slash) else { return self }
        return BytePath(bytes[(slash + 1)...])
    }

    /// What precedes the last `/`; empty when there is none.
    package var parent: BytePath {
        guard let slash = bytes.lastIndex(of: BytePath.slash) else { return BytePath([]) }
        return BytePath(bytes[..<slash])
    }

    /// The parts between slashes.
    package var components: [BytePath] {
        bytes.split(separator: BytePath.slash).map { BytePath($0) }
    }

    /// This path, a `/`, and another; just the other when this is empty.
    package func appending(_ other: BytePath) -> BytePath {
        if bytes.isEmpty { return other }
        var joined = bytes
        joined.reserveCapacity(bytes.count + other.bytes.count + 1)
        if joined.last != BytePath.slash { joined.append(BytePath.slash) }
        joined.append(contentsOf: other.bytes)
        return BytePath(adopting: joined)
    }

    /// Whether this is a folder's path above the other, or the same.
    package func contains(_ other: BytePath) -> Bool {
        if isEmpty { return true }
        guard other.bytes.starts(with: bytes) else { return false }
        return other.bytes.count == bytes.count || other.bytes[bytes.count] == BytePath.slash
    }

    package static func < (left: BytePath, right: BytePath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    static let slash = UInt8(ascii: "/")
}
