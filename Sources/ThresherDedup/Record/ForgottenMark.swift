// SPDX-License-Identifier: Apache-2.0

/// A record, of any decider here, that says that another is to be forgotten.
enum ForgottenMark {
    /// In the place of a document's status.
    private static let code: UInt8 = 0xF

    /// The record that forgets the document of a number.
    static func bytes(_ number: Int) -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(UInt8(DedupRecord.format))
        writer.byte(code)
        writer.variable(UInt64(number))
        return writer.bytes
    }

    /// The number that a record forgets; `nil` for a record of another kind.
    static func number(in bytes: [UInt8]) -> Int? {
        var reader = ByteReader(bytes)
        guard reader.byte() == UInt8(DedupRecord.format), reader.byte() == code,
            let number = reader.variable(), number < 1 << 31, reader.isAtEnd
        else { return nil }
        return Int(number)
    }
}
