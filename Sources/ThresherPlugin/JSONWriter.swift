// SPDX-License-Identifier: Apache-2.0

/// Appends JSON to a byte buffer, without white space and without building values first.
///
/// The caller opens and closes objects and arrays; the writer puts the commas.
public struct JSONWriter: Sendable {
    /// What has been written so far: UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Creates an empty writer.
    public init(reservingCapacity capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Creates a writer that goes on inside an object or array that other bytes have opened.
    ///
    /// - Parameter hasMembers: Whether those bytes already hold a member or element.
    public init(continuingAfterMembers hasMembers: Bool) { needsComma = hasMembers }

    /// Forgets what was written and keeps the buffer.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Opens an object, as an element or after a key.
    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// Closes an object.
    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// Opens an array, as an element or after a key.
    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    /// Closes an array.
    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes the name of the member whose value follows.
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    public mutating func value(_ value: String) {
        separate()
        quote(value)
    }

    /// Writes a whole number.
    public mutating func value(_ value: Int) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Writes a number, the shortest digits that read back the same; NaN and infinities as null.
    public mutating func value(_ value: Double) {
        separate()
        bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    }

    /// Writes a truth value.
    public mutating func value(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes null.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a line feed and starts a new value, for one value a line.
    public mutating func newLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Writes any value.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): self.value(value)
        case .int(let value): self.value(value)
        case .double(let value): self.value(value)
        case .string(let value): self.value(value)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let members):
            beginObject()
            for member in members { self.member(member.key, member.value) }
            endObject()
        }
    }

    /// Writes a member.
    public mutating func member(_ name: String, _ value: JSONValue) {
        key(name)
        self.value(value)
    }

    /// Writes a member, or nothing when there is no value.
    public mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        self.value(value)
    }

    /// Writes a member, or nothing when there is no value.
    public mutating func member(_ name: String, _ value: Int?) {
        guard let value else { return }
        key(name)
        self.value(value)
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let utf8 = text.utf8Span.span
        var start = 0
        while true {
            let end = Self.endOfPlain(utf8, from: start)
            unsafe utf8.extracting(start..<end).withUnsafeBufferPointer {
                unsafe bytes.append(contentsOf: $0)
            }
            guard end < utf8.count else { break }
            escape(utf8[end])
            start = end + 1
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The index of the first byte from `start` on that cannot stand in a string as it is.
    private static func endOfPlain(_ utf8: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index + 8 <= utf8.count {
            // Within the text, by the condition above.
            let eight = unsafe utf8.bytes.unsafeLoadUnaligned(
                fromByteOffset: index, as: UInt64.self)
            guard !mayNeedEscape(eight) else { break }
            index += 8
        }
        while index < utf8.count, isPlain(utf8[index]) { index += 1 }
        return index
    }

    /// Whether one of eight bytes cannot stand as it is; sometimes `true` when all can.
    ///
    /// Source: S. E. Anderson, Bit Twiddling Hacks, "Determine if a word has a byte less than n".
    private static func mayNeedEscape(_ eight: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        func below(_ limit: UInt64, _ bytes: UInt64) -> UInt64 { (bytes &- ones &* limit) & ~bytes }
        let found =
            below(0x20, eight) | below(1, eight ^ ones &* 0x22) | below(1, eight ^ ones &* 0x5C)
            | below(1, eight ^ ones &* 0x7F)
        return found & (ones &* 0x80) != 0
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22: bytes.append(0x22)
        case 0x5C: bytes.append(0x5C)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(Self.digit(byte >> 4))
            bytes.append(Self.digit(byte & 15))
        }
    }
}

extension JSONWriter {
    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension JSONValue {
    /// The value as one line of JSON, UTF-8, without a line feed.
    public var utf8: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}
