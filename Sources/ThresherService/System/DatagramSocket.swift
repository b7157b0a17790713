// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Sends messages to a Unix socket that somebody else has bound.
final class DatagramSocket: Sendable {
    private let number: Int32
    private let address: [UInt8]

    /// Creates a socket for messages to one address.
    ///
    /// - Parameter path: A path, or `@name` for a name in the abstract namespace.
    init?(path: String) {
        var name = Array(path.utf8)
        guard let first = name.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@"),
            name.count < 108, !name.contains(0)
        else { return nil }
        if first == UInt8(ascii: "@") { name[0] = 0 } else { name.append(0) }
        let family = UInt16(AF_UNIX)
        address = [UInt8(truncatingIfNeeded: family), UInt8(family >> 8)] + name
        number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { return nil }
    }

    deinit { if number >= 0 { close(number) } }

    /// Sends one message, without waiting for room at the other end.
    func send(_ message: [UInt8]) throws(SystemError) {
        while true {
            let count = unsafe message.withUnsafeBytes { message in
                unsafe address.withUnsafeBytes { address in
                    // The bytes of `address` are laid out as a `sockaddr_un` cut to its length,
                    // which is how the kernel wants an abstract name.
                    unsafe sendto(
                        number, message.baseAddress, message.count,
                        Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT),
                        address.assumingMemoryBound(to: sockaddr.self).baseAddress,
                        socklen_t(address.count))
                }
            }
            if count >= 0 { return }
            guard errno == EINTR else { throw .last }
        }
    }
}
