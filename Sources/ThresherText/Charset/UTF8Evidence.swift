// SPDX-License-Identifier: Apache-2.0

/// How far bytes that are no valid UTF-8 look like UTF-8 with a few breaks.
struct UTF8Evidence {
    /// Sequences of two to four bytes that are well formed; chance makes few of them.
    private(set) var wellFormed = 0
    /// Bytes or cut-off sequences that are not, save one that the end of the input cuts off.
    private(set) var malformed = 0

    /// Reads the bytes once.
    init(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        let end = bytes.endIndex
        while index < end {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let (length, isWellFormed) = Self.unit(bytes, at: index)
            index += length
            if isWellFormed {
                wellFormed += 1
            } else if index < end {
                malformed += 1
            }
        }
    }

    /// How many bytes the sequence at an index has, or the part of one that cannot go on.
    static func unit(_ bytes: ArraySlice<UInt8>, at start: Int) -> (Int, isWellFormed: Bool) {
        guard let rest = rest(of: bytes[start]) else { return (1, false) }
        var index = start + 1
        while index - start <= rest.count, index < bytes.endIndex,
            continues(bytes[index], index - start - 1, rest)
        {
            index += 1
        }
        return (index - start, index - start > rest.count)
    }

    /// Whether nothing but UTF-8 is likely, whatever was declared.
    var isMostlyUTF8: Bool { wellFormed > 0 && wellFormed >= 10 * malformed }

    /// Whether a declaration of UTF-8 can be believed.
    var mayBeUTF8: Bool { wellFormed > 0 && wellFormed >= malformed }

    private typealias Rest = (count: Int, second: ClosedRange<UInt8>)

    /// The number of bytes after a lead byte, and which the first of them may be.
    private static func rest(of lead: UInt8) -> Rest? {
        switch lead {
        case 0xC2...0xDF: (1, 0x80...0xBF)
        case 0xE0: (2, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE, 0xEF: (2, 0x80...0xBF)
        case 0xED: (2, 0x80...0x9F)
        case 0xF0: (3, 0x90...0xBF)
        case 0xF1...0xF3: (3, 0x80...0xBF)
        case 0xF4: (3, 0x80...0x8F)
        default: nil
        }
    }

    private static func continues(_ byte: UInt8, _ taken: Int, _ rest: Rest) -> Bool {
        taken == 0 ? rest.second.contains(byte) : byte & 0xC0 == 0x80
    }
}
