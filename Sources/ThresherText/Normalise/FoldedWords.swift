// SPDX-License-Identifier: Apache-2.0

/// The words of a text, freed of how they are written.
///
/// Texts that differ in case, punctuation, white space, ligatures, width or invisible characters
/// alone have the same folded words. Accents and vowel signs are kept: they make other words.
package struct FoldedWords: Sendable, Equatable {
    /// UTF-8, one space between words.
    package let bytes: [UInt8]
    /// The number of words: runs of letters, marks and digits, in any script.
    package let count: Int

    /// Folds a text; `nil` when memory ran out.
    package init?(of text: String) {
        guard let folded = ICU.foldedWords(text) else { return nil }
        bytes = folded.words
        count = folded.count
    }
}
