// SPDX-License-Identifier: Apache-2.0

/// What a word looks like, to tell names and numbers.
struct WordShape {
    var hasLetter = false
    var hasDigit = false
    var isCapital = false
    /// Whether a sentence may begin with it: there a capital says nothing.
    var isFirst = true

    /// What mixes letters and digits is more often misread than meant.
    @inline(__always) var isFact: Bool { hasDigit ? !hasLetter : isCapital && !isFirst }

    /// Adds the letters and digits that a block begins with.
    @inline(__always)
    mutating func add(_ block: ASCIIBlock) {
        hasLetter = hasLetter || block.hasLetter
        hasDigit = hasDigit || block.hasDigit
    }
}
