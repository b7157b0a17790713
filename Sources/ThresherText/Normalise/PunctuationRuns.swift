// SPDX-License-Identifier: Apache-2.0

/// Shortens runs of one punctuation mark, as in `!!!!!!` or a line of dashes.
enum PunctuationRuns {
    /// The text with each run of one ASCII mark cut to a length; quotation marks and brackets are
    /// no part of it, because each of them has a partner.
    static func shorten(_ text: String, to most: Int, _ changes: inout TextChanges) -> String {
        let bytes = text.utf8Span.span
        guard hasRun(bytes, longerThan: most) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var run = 0
        var last: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            run = byte == last ? run + 1 : 1
            last = byte
            if run > most && isMark(byte) {
                if run == most + 1 { changes[.punctuation] += 1 }
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func hasRun(_ bytes: Span<UInt8>, longerThan most: Int) -> Bool {
        var run = 0
        var last: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == last {
                run += 1
                if run > most, isMark(byte) { return true }
            } else {
                run = 1
                last = byte
            }
        }
        return false
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23, 0x2A...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x5F, 0x7E: true
        default: false
        }
    }
}
