// SPDX-License-Identifier: Apache-2.0

extension Charset {
    /// The characters of bytes, each malformed sequence as U+FFFD.
    ///
    /// - Parameter bytes: Without a byte order mark.
    /// - Returns: The text and how many U+FFFD were put in; U+FFFD that the bytes themselves spell
    ///   are not counted.
    func decode(_ bytes: ArraySlice<UInt8>) -> (text: String, replacements: Int) {
        switch method {
        case .utf8:
            return Self.repairUTF8(bytes)
        case .singleByte(let converter, let patches):
            return Self.decode(bytes, table: Self.table(converter, patches))
        case .userDefined:
            return Self.decode(bytes, table: (0..<128).map { 0xF780 + UInt16($0) })
        case .converter(let converter, let quirks):
            // A converter that is not there is a broken installation of ICU: nothing is lost, but
            // much is replaced, and the count says so.
            return ICU.decode(bytes, converter: converter, quirks: quirks) ?? Self.repairUTF8(bytes)
        }
    }

    /// The characters of the bytes 80 to FF; all U+FFFD for a set that is not single-byte.
    var singleByteTable: [UInt16] {
        guard case .singleByte(let converter, let patches) = method else {
            return [UInt16](repeating: 0xFFFD, count: 128)
        }
        return Self.table(converter, patches)
    }

    private static func repairUTF8(
        _ bytes: ArraySlice<UInt8>
    ) -> (text: String, replacements: Int) {
        if let text = String(validating: bytes, as: UTF8.self) { return (text, 0) }
        let text = String(decoding: bytes, as: UTF8.self)
        // The lead byte EF is never inside a sequence, so U+FFFD that was there stays as it was.
        return (text, countReplacements(Array(text.utf8)) - countReplacements(Array(bytes)))
    }

    private static func countReplacements(_ bytes: [UInt8]) -> Int {
        var count = 0
        var index = 0
        while index + 2 < bytes.count {
            if bytes[index] == 0xEF && bytes[index + 1] == 0xBF && bytes[index + 2] == 0xBD {
                count += 1
                index += 3
            } else {
                index += 1
            }
        }
        return count
    }

    /// ICU's table with this set's patches, and what the standard says of bytes without a
    /// character: those below A0 are the control characters of that number.
    private static func table(_ converter: String, _ patches: [UInt8: UInt16]) -> [UInt16] {
        var table = ICU.singleByteTable(converter) ?? [UInt16](repeating: 0xFFFD, count: 128)
        for index in 0..<32 where table[index] == 0xFFFD { table[index] = UInt16(index + 128) }
        for (byte, unit) in patches where byte >= 0x80 { table[Int(byte) - 0x80] = unit }
        return table
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, table: [UInt16])
        -> (text: String, replacements: Int)
    {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 4)
        var replacements = 0
        for byte in bytes {
            guard byte >= 0x80 else {
                output.append(byte)
                continue
            }
            let unit = table[Int(byte) - 0x80]
            if unit == 0xFFFD { replacements += 1 }
            if unit < 0x800 {
                output.append(UInt8(truncatingIfNeeded: 0xC0 | unit >> 6))
            } else {
                output.append(UInt8(truncatingIfNeeded: 0xE0 | unit >> 12))
                output.append(UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3F))
            }
            output.append(UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F))
        }
        return (String(decoding: output, as: UTF8.self), replacements)
    }
}
