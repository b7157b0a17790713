// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A growing run of bytes that a scan writes into.
///
/// It owns raw memory because appending short slices to an `[UInt8]` costs more than the scan that
/// finds them. Every access is bounds-checked here, so that callers need no `unsafe`.
@safe struct ByteBuffer: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        unsafe memory = .allocate(capacity: self.capacity)
    }

    deinit { unsafe memory.deallocate() }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let wanted = max(capacity * 2, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        unsafe moved.update(from: memory, count: count)
        unsafe memory.deallocate()
        unsafe memory = moved
        capacity = wanted
    }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        // Within the capacity that `reserve` has just made sure of.
        unsafe memory[count] = byte
        count += 1
    }

    mutating func append(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        reserve(length)
        unsafe (memory + count).update(from: text.utf8Start, count: length)
        count += length
    }

    /// Appends the bytes of `input` from `start` up to `end`; ranges outside of it are cut.
    mutating func append(_ input: Span<UInt8>, _ start: Int, _ end: Int) {
        let start = max(start, 0)
        let end = min(end, input.count)
        guard start < end else { return }
        reserve(end - start)
        unsafe input.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            // Both ranges were checked above, and the two memories never overlap.
            unsafe (memory + count).update(from: base + start, count: end - start)
        }
        count += end - start
    }

    /// Appends a scalar value as UTF-8.
    mutating func append(_ scalar: Unicode.Scalar) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
    }

    /// Takes back everything after the first `count` bytes.
    mutating func truncate(to count: Int) {
        if count >= 0 && count < self.count { self.count = count }
    }

    mutating func append(_ bytes: Span<UInt8>) { append(bytes, 0, bytes.count) }

    subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count)
        return unsafe memory[index]
    }

    /// The bytes as text.
    var text: String { text(from: 0) }

    /// The bytes from `start` on as text.
    func text(from start: Int) -> String {
        precondition(start >= 0 && start <= count)
        let bytes = unsafe UnsafeBufferPointer(start: memory + start, count: count - start)
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    /// Lends the bytes out.
    borrowing func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe body(UnsafeBufferPointer(start: memory, count: count))
    }
}

extension Span<UInt8> {
    /// The bytes as text; what is no UTF-8 is replaced.
    var text: String {
        unsafe withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// A copy of the bytes.
    var array: [UInt8] { unsafe withUnsafeBufferPointer { unsafe Array($0) } }

    /// Whether the bytes from `start` on hold others.
    func holds(_ bytes: [UInt8], from start: Int) -> Bool {
        guard let head = bytes.first else { return true }
        var place = firstIndex(of: head, from: start)
        while let index = place, index + bytes.count <= count {
            if bytes.indices.allSatisfy({ self[index + $0] == bytes[$0] }) { return true }
            place = firstIndex(of: head, from: index + 1)
        }
        return false
    }

    /// The index of the first such byte at or after `start`.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard start >= 0 && start < count else { return nil }
        return unsafe withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress,
                // `start` is inside, so the length is positive and the pointer valid.
                let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
    }

    /// Whether the bytes at `index` are `text`, ASCII letter case ignored; `text` is lower case.
    func hasPrefix(_ text: StaticString, at index: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index >= 0 && index + length <= count else { return false }
        for offset in 0..<length where ASCII.lower(self[index + offset]) != text.byte(offset) {
            return false
        }
        return true
    }
}

extension StaticString {
    /// The byte at an offset, which must be inside.
    func byte(_ offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < utf8CodeUnitCount)
        return unsafe utf8Start[offset]
    }
}
