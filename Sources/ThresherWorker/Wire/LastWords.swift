// SPDX-License-Identifier: Apache-2.0

/// The end of what a process wrote to its standard error, in bounded memory.
package struct LastWords {
    /// The most bytes kept.
    package static let limit = 4_096
    private var kept: [UInt8] = []

    package init() {}

    /// Adds what was written next.
    package mutating func append(_ bytes: ArraySlice<UInt8>) {
        kept.append(contentsOf: bytes.suffix(LastWords.limit))
        if kept.count > 2 * LastWords.limit { kept.removeFirst(kept.count - LastWords.limit) }
    }

    mutating func clear() {
        if !kept.isEmpty { kept.removeAll(keepingCapacity: true) }
    }

    /// The words as printable text of one or more lines.
    package var text: String {
        LastWords.escaped(Array(kept.suffix(LastWords.limit)), keepingLines: true)
    }

    /// Bytes as printable text: what is no UTF-8, and control characters, as `\xNN`.
    static func escaped(_ bytes: [UInt8], keepingLines: Bool = false) -> String {
        var text = ""
        var rest = bytes[...]
        while !rest.isEmpty {
            var decoder = UTF8()
            var iterator = rest.makeIterator()
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                let length = UTF8.width(scalar)
                if isPrintable(scalar) || (keepingLines && (scalar == "\n" || scalar == "\t")) {
                    text.unicodeScalars.append(scalar)
                } else {
                    for byte in rest.prefix(length) { text += hexadecimal(byte) }
                }
                rest = rest.dropFirst(length)
            case .error, .emptyInput:
                text += hexadecimal(rest[rest.startIndex])
                rest = rest.dropFirst()
            }
        }
        return text
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
            .surrogate:
            false
        default: true
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return byte < 16 ? "\\x0\(digits)" : "\\x\(digits)"
    }
}
