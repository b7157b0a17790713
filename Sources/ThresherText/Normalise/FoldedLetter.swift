// SPDX-License-Identifier: Apache-2.0
import CThresherText

/// What a scalar is in a word that is compared without regard to how it is written.
package struct FoldedLetter: Sendable, Equatable {
    /// The kind in the upper 8 bits, the base letter in the lower 24.
    package let code: UInt32

    /// A kind of scalar.
    package enum Kind: UInt8, Sendable {
        /// No part of a word.
        case gap
        case letter
        /// A letter in upper or title case.
        case capital
        case digit
        /// Invisible, or a mark that only colours the letter before it.
        case ignored
        /// Han, kana, Hangul and the like: a word by itself.
        case ideograph
        /// A letter of a script without spaces: Thai, Lao, Khmer, Burmese.
        case unspaced
    }

    /// The kind.
    @inlinable package var kind: Kind { Kind(rawValue: UInt8(code >> 24)) ?? .gap }
    /// The scalar in lower case, without accents; digits as ASCII.
    @inlinable package var base: UInt32 { code & 0xFF_FFFF }

    @inlinable package init(code: UInt32) { self.code = code }

    /// Looks a scalar up in ICU.
    package init(_ scalar: UInt32) { code = thresher_letter(scalar) }

    /// The codes of the scalars below U+3000, where all scripts with letters in common use are.
    package static let table: [UInt32] = (0..<0x3000).map { thresher_letter($0) }
}
