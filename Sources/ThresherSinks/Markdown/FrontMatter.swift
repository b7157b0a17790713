// SPDX-License-Identifier: Apache-2.0

/// Appends YAML members, every text double-quoted, so that none is read as a number, a date or a
/// piece of YAML.
struct FrontMatter {
    private(set) var bytes: [UInt8] = []

    /// Appends a line as it is.
    mutating func line(_ text: String) {
        bytes += text.utf8
        bytes.append(0x0A)
    }

    /// Appends a member, or nothing without a value.
    mutating func member(_ name: String, _ value: String?, depth: Int = 0) {
        guard let value, !value.isEmpty else { return }
        key(name, depth)
        quote(value)
        bytes.append(0x0A)
    }

    /// Appends a member, or nothing without a value.
    mutating func member(_ name: String, _ value: Int?, depth: Int = 0) {
        guard let value else { return }
        key(name, depth)
        line(String(value))
    }

    /// Appends a member, or nothing without a value.
    mutating func member(_ name: String, _ value: Double?, depth: Int = 0) {
        guard let value, value.isFinite else { return }
        key(name, depth)
        line(value.description)
    }

    /// Appends a list, or nothing when it is empty.
    mutating func list(_ name: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        line(name + ":")
        for value in values {
            bytes += "  - ".utf8
            quote(value)
            bytes.append(0x0A)
        }
    }

    private mutating func key(_ name: String, _ depth: Int) {
        bytes += String(repeating: "  ", count: depth).utf8
        bytes += name.utf8
        bytes += ": ".utf8
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C:
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(UInt8(scalar.value))
            case 0x0A: bytes += "\\n".utf8
            case 0x09: bytes += "\\t".utf8
            // What YAML calls unprintable, and what older readers take for a line end.
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
                let digits = String(scalar.value, radix: 16)
                bytes += "\\u".utf8
                bytes += String(repeating: "0", count: 4 - digits.utf8.count).utf8
                bytes += digits.utf8
            default: bytes += UTF8.encode(scalar).map(Array.init) ?? []
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
