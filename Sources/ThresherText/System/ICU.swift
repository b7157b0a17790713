// SPDX-License-Identifier: Apache-2.0
import CThresherText

/// The calls into ICU; nothing else in this target holds a pointer of C.
enum ICU {
    /// Decodes bytes with a converter; `nil` when ICU lacks it or memory ran out.
    static func decode(_ bytes: ArraySlice<UInt8>, converter: String, quirks: ConverterQuirks)
        -> (text: String, replacements: Int)?
    {
        var result = unsafe thresher_text()
        let status = unsafe bytes.withUnsafeBufferPointer {
            unsafe thresher_decode(converter, quirks.rawValue, $0.baseAddress, $0.count, &result)
        }
        guard status == 0 else { return nil }
        let replacements = unsafe Int(result.replacements)
        return unsafe (take(&result), replacements)
    }

    /// The characters of the bytes 80 to FF of a single-byte converter; `nil` when ICU lacks it.
    static func singleByteTable(_ converter: String) -> [UInt16]? {
        var table = [UInt16](repeating: 0xFFFD, count: 128)
        let status = unsafe table.withUnsafeMutableBufferPointer {
            unsafe thresher_single_byte_table(converter, $0.baseAddress)
        }
        return status == 0 ? table : nil
    }

    /// The character sets that bytes may be in, the most likely first; confidence 0 to 100.
    static func detect(_ bytes: [UInt8]) -> [(name: String, confidence: Int)] {
        var guesses = [thresher_guess](repeating: thresher_guess(), count: 8)
        let count = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe guesses.withUnsafeMutableBufferPointer {
                unsafe thresher_detect(input.baseAddress, input.count, $0.baseAddress, $0.count)
            }
        }
        return guesses.prefix(count).map { guess in
            let name = unsafe withUnsafeBytes(of: guess.name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            return (name, Int(guess.confidence))
        }
    }

    /// The normalisation form C of a text, or KC; `nil` when memory ran out.
    static func compose(_ text: String, compatible: Bool = false) -> String? {
        var text = text
        var result = unsafe thresher_text()
        let status = text.withUTF8 {
            unsafe thresher_compose($0.baseAddress, $0.count, compatible ? 1 : 0, &result)
        }
        return unsafe status == 0 ? take(&result) : nil
    }

    /// The index of the first byte at or after `start` that is not ASCII; the end when all are.
    static func firstNonASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
        let rest = bytes.extracting(min(start, bytes.count)...)
        let length = unsafe rest.withUnsafeBufferPointer {
            unsafe thresher_ascii_prefix($0.baseAddress, $0.count)
        }
        return start + length
    }

    /// Whether a text is ASCII that no normalisation changes; see the header.
    static func isPlain(_ text: String, lines: Bool) -> Bool {
        var text = text
        return text.withUTF8 { unsafe thresher_is_plain($0.baseAddress, $0.count, lines ? 1 : 0) }
            != 0
    }

    /// The folded words of a text and their number; `nil` when memory ran out.
    static func foldedWords(_ text: String) -> (words: [UInt8], count: Int)? {
        var text = text
        var result = unsafe thresher_text()
        var count = 0
        let status = text.withUTF8 {
            unsafe thresher_fold_words($0.baseAddress, $0.count, &result, &count)
        }
        guard status == 0 else { return nil }
        defer { unsafe thresher_text_free(&result) }
        return unsafe (
            Array(UnsafeBufferPointer(start: result.bytes, count: result.count)), count
        )
    }

    /// Copies what C made into a string, and gives it back to C.
    private static func take(_ result: inout thresher_text) -> String {
        defer { unsafe thresher_text_free(&result) }
        return unsafe String(
            decoding: UnsafeBufferPointer(start: result.bytes, count: result.count), as: UTF8.self)
    }
}

/// What a converter does otherwise than the Encoding Standard asks.
struct ConverterQuirks: OptionSet, Sendable {
    let rawValue: UInt32
    /// It has three control characters in IBM's places.
    static let ibmControls = ConverterQuirks(
        rawValue: UInt32(THRESHER_QUIRK_IBM_CONTROLS))
    /// It gives private characters for bytes that mean nothing.
    static let privateHoles = ConverterQuirks(
        rawValue: UInt32(THRESHER_QUIRK_PRIVATE_HOLES))
    /// It does not know that the byte 80 is the euro sign.
    static let euro80 = ConverterQuirks(rawValue: UInt32(THRESHER_QUIRK_EURO_80))
}
