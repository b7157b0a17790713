// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing
import ThresherService

/// A bound Unix datagram socket.
final class TestSocket {
    private let number: Int32

    /// Binds a path, or `@name` in the abstract namespace.
    init(path: String) throws {
        number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        try #require(number >= 0)
        var name = Array(path.utf8)
        if name.first == UInt8(ascii: "@") { name[0] = 0 }
        let family = UInt16(AF_UNIX)
        let address = [UInt8(truncatingIfNeeded: family), UInt8(family >> 8)] + name
        let result = unsafe address.withUnsafeBytes {
            unsafe bind(
                number, $0.assumingMemoryBound(to: sockaddr.self).baseAddress,
                socklen_t(address.count))
        }
        try #require(result == 0)
    }

    deinit { close(number) }

    /// Waits for one message.
    func receive() throws -> [UInt8] {
        let message = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
            count = max(0, unsafe recv(number, buffer.baseAddress, buffer.count, 0))
        }
        try #require(!message.isEmpty)
        return message
    }
}
