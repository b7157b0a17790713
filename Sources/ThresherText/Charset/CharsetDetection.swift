// SPDX-License-Identifier: Apache-2.0

/// Guesses the character set of bytes that nobody declared.
enum CharsetDetection {
    /// How far the input is searched for text worth judging.
    private static let searched = 262_144
    /// How much text is judged; statistics stop to improve before.
    private static let sampled = 16_384

    /// Confidence from which a guess is taken.
    ///
    /// ICU reports no more than 20 to 60 for right answers
    /// in Latin scripts, and 10 for what it merely cannot rule out.
    private static let leastConfidence = 20

    /// The likely character set; `nil` when none is likely enough.
    ///
    /// - Parameters:
    ///   - bytes: Bytes that are no valid UTF-8.
    ///   - isMarkup: Whether tags are to be left out of the sample.
    /// - Returns: A set that reads the sample with next to no malformed sequence.
    static func charset(of bytes: ArraySlice<UInt8>, isMarkup: Bool) -> Charset? {
        let sample = sample(of: bytes.prefix(searched), isMarkup: isMarkup)
        guard !sample.isEmpty else { return nil }
        if let charset = LegacyEvidence.charset(of: sample) { return charset }
        for guess in ICU.detect(sample) {
            guard guess.confidence >= leastConfidence else { return nil }
            guard let charset = Charset(label: guess.name), charset != .utf8, !charset.isWide,
                !charset.isSevenBit
            else { continue }
            // One break is allowed, because the sample's own end may cut a character in two.
            if charset.decode(sample[...]).replacements <= 1 + sample.count / 200 {
                return LegacyEvidence.variant(of: charset, sample)
            }
        }
        return nil
    }

    /// Whether bytes beyond ASCII are so many among the letters that no Latin script writes them.
    static func isNotLatin(_ bytes: ArraySlice<UInt8>, isMarkup: Bool) -> Bool {
        let sample = sample(of: bytes.prefix(searched), isMarkup: isMarkup)
        let (high, ascii) = LegacyEvidence.letters(sample)
        return high >= 40 && high > ascii
    }

    /// Runs of text that hold bytes beyond ASCII, so that a page's own script and markup do not
    /// outvote its language.
    ///
    /// Runs end at `<`, `>` and line ends, which no multi-byte set uses inside a character.
    private static func sample(of bytes: ArraySlice<UInt8>, isMarkup: Bool) -> [UInt8] {
        var sample: [UInt8] = []
        sample.reserveCapacity(sampled)
        var start = bytes.startIndex
        var hasHigh = false
        var isInTag = false
        func take(_ end: Int) {
            guard hasHigh else { return }
            sample += bytes[start..<end].prefix(sampled - sample.count)
            if sample.count < sampled { sample.append(0x20) }
        }
        for index in bytes.indices {
            let byte = bytes[index]
            if byte >= 0x80 {
                hasHigh = !isInTag
            } else if byte == 0x0A || (isMarkup && (byte == 0x3C || byte == 0x3E)) {
                if !isInTag { take(index) }
                if isMarkup && byte != 0x0A { isInTag = byte == 0x3C }
                start = index + 1
                hasHigh = false
                if sample.count >= sampled { return sample }
            }
        }
        if !isInTag { take(bytes.endIndex) }
        return sample
    }

    /// The set of two- or four-byte units whose ASCII characters leave this pattern of zeros.
    ///
    /// Text of other scripts has spaces and line ends, so zeros prevail at one place of the unit
    /// in any text of some length.
    static func wide(_ bytes: ArraySlice<UInt8>) -> Charset? {
        let sample = bytes.prefix(4096)
        guard sample.count >= 4 else { return nil }
        var zeros = [0, 0, 0, 0]
        for (offset, byte) in sample.enumerated() where byte == 0 { zeros[offset & 3] += 1 }
        let units = sample.count / 4
        if zeros[3] == units && zeros[2] * 4 >= units * 3 { return .utf32LittleEndian }
        if zeros[0] >= units && zeros[1] * 4 >= units * 3 { return .utf32BigEndian }
        let even = zeros[0] + zeros[2]
        let odd = zeros[1] + zeros[3]
        let some = max(1, sample.count / 2 / 16)
        if odd >= some && even * 8 < odd { return .utf16LittleEndian }
        if even >= some && odd * 8 < even { return .utf16BigEndian }
        return nil
    }
}
