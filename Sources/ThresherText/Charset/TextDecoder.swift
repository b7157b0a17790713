// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Turns bytes of any character set into text.
package enum TextDecoder {
    /// A text and how it was read.
    package struct Result: Sendable, Equatable {
        /// The characters, without a byte order mark.
        package var text: String
        /// The character set.
        package var charset: Charset
        /// What decided it.
        package var origin: Origin
        /// How many U+FFFD stand for malformed sequences.
        package var replacements: Int
        /// How many characters were restored that had been read by the wrong set before.
        package var repaired = 0
    }

    /// What decided a character set.
    package enum Origin: String, Sendable {
        case bom
        case utf8 = "utf-8"
        case declared, meta, detected
        case fallback = "default"
    }

    /// Decodes bytes.
    ///
    /// In this order: a byte order mark; the zeros of UTF-16 and UTF-32; valid UTF-8, whatever was
    /// declared, because chance makes none of any length; a declaration that the bytes do not
    /// contradict; statistics; Windows-1252.
    ///
    /// - Parameters:
    ///   - bytes: The whole text.
    ///   - declared: The label that a transport gave.
    ///   - isMarkup: Whether the text may declare its own character set.
    ///   - repairs: Whether what an earlier misreading left in the text is restored.
    /// - Returns: Valid text, whatever the bytes are.
    package static func decode(
        _ bytes: [UInt8], declared: String? = nil, isMarkup: Bool, repairs: Bool = true
    ) -> Result {
        var result = read(bytes, declared: declared, isMarkup: isMarkup)
        guard repairs else { return result }
        let (text, repaired) = Mojibake.repair(result.text)
        if repaired > 0 {
            result.text = text
            result.repaired += repaired
        }
        return result
    }

    private static func read(_ bytes: [UInt8], declared: String?, isMarkup: Bool) -> Result {
        if let (charset, length) = byteOrderMark(bytes) {
            return read(bytes[length...], charset, .bom)
        }
        let bytes = bytes[...]
        let declared = declared.flatMap { Charset(label: $0) }
        if index(of: 0, in: bytes.prefix(4096)) != nil {
            if let declared, declared.isWide { return read(bytes, declared, .declared) }
            if let wide = CharsetDetection.wide(bytes) { return read(bytes, wide, .detected) }
        }
        if let text = String(validating: bytes, as: UTF8.self) {
            if text.utf8Span.isKnownASCII,
                let (charset, origin) = sevenBit(bytes, declared: declared, isMarkup: isMarkup)
            {
                return read(bytes, charset, origin)
            }
            return Result(text: text, charset: .utf8, origin: .utf8, replacements: 0)
        }
        return decodeLegacy(bytes, declared: declared, isMarkup: isMarkup)
    }

    /// Decodes bytes that are no valid UTF-8 and have no byte order mark.
    private static func decodeLegacy(
        _ bytes: ArraySlice<UInt8>, declared: Charset?, isMarkup: Bool
    ) -> Result {
        let evidence = UTF8Evidence(bytes)
        if evidence.isMostlyUTF8 {
            let mixed = MixedUTF8(bytes, table: Charset.windows1252.singleByteTable)
            return Result(
                text: mixed.text, charset: .utf8, origin: .utf8, replacements: mixed.replacements,
                repaired: mixed.repaired)
        }
        let meta = isMarkup ? MarkupDeclaration.charset(in: bytes) : nil
        var contradicted: Result?
        for (claim, origin) in [(declared, Origin.declared), (meta, Origin.meta)] {
            guard let claim, !claim.isWide, !claim.isSevenBit else { continue }
            if claim == .utf8 && !evidence.mayBeUTF8 { continue }
            if claim == .windows1252, origin == .meta,
                CharsetDetection.isNotLatin(bytes, isMarkup: isMarkup),
                let better = CharsetDetection.charset(of: bytes, isMarkup: isMarkup),
                better != claim
            {
                return read(bytes, better, .detected)
            }
            let result = read(bytes, claim, origin)
            // A false declaration of a multi-byte set shows in what it cannot read.
            guard claim.isMultiByte, result.replacements > 2,
                result.replacements > (evidence.wellFormed + evidence.malformed) / 20
            else { return result }
            contradicted = contradicted ?? result
        }
        if let charset = CharsetDetection.charset(of: bytes, isMarkup: isMarkup) {
            return read(bytes, charset, .detected)
        }
        return contradicted ?? read(bytes, .windows1252, .fallback)
    }

    private static func read(_ bytes: ArraySlice<UInt8>, _ charset: Charset, _ origin: Origin)
        -> Result
    {
        let (text, replacements) = charset.decode(bytes)
        return Result(text: text, charset: charset, origin: origin, replacements: replacements)
    }

    private static func byteOrderMark(_ bytes: [UInt8]) -> (Charset, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// The character set of ASCII bytes that are only the shell of another.
    private static func sevenBit(_ bytes: ArraySlice<UInt8>, declared: Charset?, isMarkup: Bool)
        -> (Charset, Origin)?
    {
        let escape = index(of: 0x1B, in: bytes)
        let tilde = escape == nil ? index(of: UInt8(ascii: "~"), in: bytes) : nil
        guard escape != nil || (tilde.map { bytes[$0...].starts(with: [0x7E, 0x7B]) } ?? false)
        else { return nil }
        if let declared, declared.isSevenBit { return (declared, .declared) }
        if isMarkup, let meta = MarkupDeclaration.charset(in: bytes), meta.isSevenBit {
            return (meta, .meta)
        }
        guard let escape else { return nil }
        let sequence = bytes[escape...].dropFirst()
        if sequence.starts(with: "$B".utf8) || sequence.starts(with: "$@".utf8) {
            return (.iso2022JP, .detected)
        }
        return sequence.starts(with: "$)C".utf8) ? (.iso2022KR, .detected) : nil
    }

    /// The index of the first such byte; the C library looks at many at once.
    private static func index(of byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress,
                let found = unsafe memchr(base, Int32(byte), buffer.count)
            else { return nil }
            return unsafe bytes.startIndex + (UnsafeRawPointer(found) - UnsafeRawPointer(base))
        }
    }
}
