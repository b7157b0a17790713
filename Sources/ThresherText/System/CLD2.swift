// SPDX-License-Identifier: Apache-2.0
import CThresherLanguage

/// The one call into CLD2.
enum CLD2 {
    /// A language found in a text.
    struct Guess: Equatable {
        /// CLD2's own code; `un` when unknown.
        var code: String
        /// The share of the letters that are in it, 0…1.
        var share: Double
    }

    /// The most frequent language of a text, and whether it stands out from the next.
    ///
    /// - Parameters:
    ///   - text: Without markup. It costs 45 ns a byte, so a sample is given.
    ///   - hint: The primary subtag of a declared language.
    /// - Returns: CLD2's first answer.
    static func detect(_ text: String, hint: String?) -> (guess: Guess, isReliable: Bool) {
        var text = text
        var found = (thresher_language(), thresher_language(), thresher_language())
        var letters = 0
        let isReliable = unsafe withUnsafeMutablePointer(to: &found) { tuple in
            unsafe tuple.withMemoryRebound(to: thresher_language.self, capacity: 3) { languages in
                // A native string's UTF-8 ends with a zero, which CLD2 may look at.
                text.withUTF8 { bytes in
                    unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                        unsafe thresher_detect_language(
                            characters.baseAddress, characters.count, hint, languages, &letters)
                    }
                }
            }
        }
        let code = unsafe withUnsafeBytes(of: found.0.code) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return (Guess(code: code, share: Double(found.0.percent) / 100), isReliable != 0)
    }
}
