// SPDX-License-Identifier: Apache-2.0

/// The words in the values of `class`, `id`, `role` and the like.
enum NameTokens {
    /// Hands out the hash of each word: letters of ASCII, folded to lower case, parted by anything
    /// else and before a capital that follows a small letter (`navBar`), 2 to 20 of them.
    static func forEach(
        in bytes: [UInt8], _ range: Range<Int>, _ body: (UInt64) -> Void
    ) {
        var hash = FNV.start
        var length = 0
        var wasLower = false
        for index in range {
            let byte = bytes[index]
            let isLetter = ASCII.isLetter(byte)
            let isUpper = isLetter && byte & 0x20 == 0
            if !isLetter || isUpper && wasLower {
                if length >= 2 && length <= 20 { body(hash) }
                hash = FNV.start
                length = 0
            }
            if isLetter {
                FNV.add(byte | 0x20, to: &hash)
                length += 1
            }
            wasLower = isLetter && !isUpper
        }
        if length >= 2 && length <= 20 { body(hash) }
    }
}

/// What the learned table says about the names of an element and of those around it.
///
/// Values are log-odds: how much likelier content is under elements of such a name.
struct NameValues {
    /// Over the element's own names that the table knows; 0 when there is none.
    var mean: Float = 0
    var highest: Float = 0
    var lowest: Float = 0
    /// Over all elements from the root down to it.
    var lowestAround: Float = 0
    var highestAround: Float = 0
    var sumAround: Float = 0
    var nearest: Float = 0
    var negativeSum: Float = 0
    var positiveSum: Float = 0

    struct Own {
        var sum: Float = 0
        var highest = -Float.infinity
        var lowest = Float.infinity
        var count = 0

        mutating func add(_ value: Float?) {
            guard let value else { return }
            sum += value
            highest = max(highest, value)
            lowest = min(lowest, value)
            count += 1
        }
    }

    init() {}

    /// The values of an element without names inside one with these.
    init(inside outer: NameValues) {
        self = outer
        (mean, highest, lowest) = (0, 0, 0)
    }

    mutating func take(_ own: Own) {
        guard own.count > 0 else { return }
        mean = own.sum / Float(own.count)
        (highest, lowest) = (own.highest, own.lowest)
        lowestAround = min(lowestAround, lowest)
        highestAround = max(highestAround, highest)
        sumAround += mean
        nearest = mean
        if mean < 0 { negativeSum += mean } else { positiveSum += mean }
    }
}
