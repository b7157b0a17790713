// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not JSON.
public struct JSONError: Error, Equatable, Sendable {
    /// Where, in bytes from the start.
    public let offset: Int
    /// What is wrong, lower case, without full stop.
    public let message: String
}

extension JSONValue {
    /// Reads one JSON value (RFC 8259), white space around it allowed.
    ///
    /// Numbers are taken as pages write them, `01`, `.5` and `1.` among them. Nesting is limited to
    /// 128; a whole number outside of `Int` becomes a `double`; a lone
    /// surrogate becomes U+FFFD. Of members with the same name all are kept.
    ///
    /// - Parameter bytes: UTF-8; invalid sequences inside strings become U+FFFD.
    /// - Throws: The place and kind of the first mistake.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var index = 0
    var depth = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func failure(_ message: String) -> JSONError { JSONError(offset: index, message: message) }

    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func skipWhiteSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            index += 1
        }
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value()
        skipWhiteSpace()
        guard index == bytes.count else { throw failure("unexpected bytes after the value") }
        return value
    }

    mutating func value() throws(JSONError) -> JSONValue {
        skipWhiteSpace()
        guard let byte = current else { throw failure("unexpected end") }
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for expected in word.description.utf8 {
            guard current == expected else { throw failure("unknown word") }
            index += 1
        }
        return value
    }

    mutating func enter() throws(JSONError) {
        index += 1
        depth += 1
        guard depth <= 128 else { throw failure("nested deeper than 128") }
        skipWhiteSpace()
    }

    mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        var members: [JSONValue.Member] = []
        if current == UInt8(ascii: "}") {
            index += 1
            depth -= 1
            return .object(members)
        }
        while true {
            skipWhiteSpace()
            guard current == UInt8(ascii: "\"") else { throw failure("expected a member's name") }
            let key = try string()
            skipWhiteSpace()
            guard current == UInt8(ascii: ":") else { throw failure("expected ':'") }
            index += 1
            members.append(.init(key, try value()))
            if try close(with: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        if current == UInt8(ascii: "]") {
            index += 1
            depth -= 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            if try close(with: UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    mutating func close(with end: UInt8) throws(JSONError) -> Bool {
        skipWhiteSpace()
        guard let byte = current else { throw failure("unexpected end") }
        index += 1
        if byte == end {
            depth -= 1
            return true
        }
        guard byte == UInt8(ascii: ",") else {
            index -= 1
            throw failure("expected ',' or the end")
        }
        return false
    }

    mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        var isWhole = true
        while let byte = current {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
            case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                isWhole = false
            default:
                return try finishNumber(start, isWhole)
            }
            index += 1
        }
        return try finishNumber(start, isWhole)
    }

    func finishNumber(_ start: Int, _ isWhole: Bool) throws(JSONError) -> JSONValue {
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let value = Int(text) { return .int(value) }
        guard let first = text.utf8.first, first != UInt8(ascii: "+"),
            let value = Double(text), value.isFinite
        else {
            throw JSONError(offset: start, message: "expected a value")
        }
        return .double(value)
    }

    mutating func string() throws(JSONError) -> String {
        index += 1
        var buffer: [UInt8] = []
        var start = index
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                let end = index
                index += 1
                if buffer.isEmpty { return String(decoding: bytes[start..<end], as: UTF8.self) }
                buffer.append(contentsOf: bytes[start..<end])
                return String(decoding: buffer, as: UTF8.self)
            case UInt8(ascii: "\\"):
                buffer.append(contentsOf: bytes[start..<index])
                index += 1
                try escape(into: &buffer)
                start = index
            case 0..<0x20: throw failure("control character in a string")
            default: index += 1
            }
        }
        throw failure("unterminated string")
    }

    mutating func escape(into buffer: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw failure("unterminated string") }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
        case UInt8(ascii: "u"): try unicode(into: &buffer)
        default: throw failure("unknown escape")
        }
    }

    mutating func unicode(into buffer: inout [UInt8]) throws(JSONError) {
        var value = try hex()
        if (0xD800..<0xDC00).contains(value), index + 1 < bytes.count,
            bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
        {
            let back = index
            index += 2
            let low = try hex()
            if (0xDC00..<0xE000).contains(low) {
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            } else {
                index = back
            }
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        buffer.append(contentsOf: String(scalar).utf8)
    }

    mutating func hex() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw failure("expected four hexadecimal digits") }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("expected four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
