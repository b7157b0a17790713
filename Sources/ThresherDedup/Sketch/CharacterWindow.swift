// SPDX-License-Identifier: Apache-2.0

/// The last characters of scripts that do not part words.
struct CharacterWindow {
    private static let room = 16
    private var ring = [UInt64](repeating: 0, count: CharacterWindow.room)
    private var count = 0

    /// Adds a character.
    ///
    /// - Returns: The hash of the last `length` characters; `nil` when there are fewer.
    mutating func append(_ base: UInt32, _ keys: SketchKeys, length: Int) -> UInt64? {
        ring[count % CharacterWindow.room] = Mixing.product(
            UInt64(base) &+ keys.start, keys.fold)
        count += 1
        return count >= length ? hash(length, keys) : nil
    }

    /// The hash of all characters when they are too few for any shingle.
    func short(_ keys: SketchKeys) -> UInt64? {
        count > 0 && count < TextSketcher.ideographs ? hash(count, keys) : nil
    }

    private func hash(_ length: Int, _ keys: SketchKeys) -> UInt64 {
        var sum: UInt64 = 0
        for index in count - length..<count {
            sum = sum &* keys.first &+ ring[index % CharacterWindow.room]
        }
        return Mixing.spread(sum ^ keys.second)
    }
}
