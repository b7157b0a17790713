// SPDX-License-Identifier: Apache-2.0
import CThresherDigest

/// A SHA-256 digest.
package struct Digest: Sendable, Hashable {
    /// 32 bytes.
    package let bytes: [UInt8]

    /// Computes the digest of bytes that are in memory.
    package init(of data: [UInt8]) {
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            unsafe data.withUnsafeBytes {
                unsafe thresher_sha256($0.baseAddress, $0.count, buffer.baseAddress)
            }
            count = 32
        }
    }

    fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

    /// 64 hexadecimal digits.
    package var hex: String { Hex.text(bytes) }
}

/// A SHA-256 over bytes that come in pieces.
package struct RunningDigest {
    private var state = thresher_sha256_state()

    /// Starts over nothing.
    package init() { unsafe thresher_sha256_start(&state) }

    /// Adds the next piece.
    package mutating func add(_ data: [UInt8]) {
        unsafe data.withUnsafeBytes { unsafe thresher_sha256_add(&state, $0.baseAddress, $0.count) }
    }

    /// The digest of all pieces; the running digest starts over.
    package mutating func finish() -> Digest {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            unsafe thresher_sha256_finish(&state, buffer.baseAddress)
            count = 32
        }
        return Digest(bytes: bytes)
    }
}
