// SPDX-License-Identifier: Apache-2.0
import ThresherText

/// Makes the sketch of a text in one pass over its UTF-8.
///
/// A word is a run of letters and digits, folded as ``FoldedLetter`` says. Shingles are three words
/// in a row; characters of scripts without spaces form a stream of their own, in which shingles
/// are ``ideographs`` or ``unspaced`` characters long.
struct TextSketcher {
    /// Characters in a shingle of Han, kana or Hangul: about three words.
    static let ideographs = 6
    /// Characters in a shingle of Thai, Lao, Khmer or Burmese: about three words.
    static let unspaced = 10

    private let keys: SketchKeys
    private var smallest = SmallestHashes(limit: TextSketch.size)
    private var headSmallest = SmallestHashes(limit: TextSketch.headSize)
    private var shingles = 0
    private var facts = FactSet()
    private var numbers: NumberCollector
    private var words = 0
    // The last two words, and the last characters of scripts without spaces.
    private var before: UInt64 = 0
    private var last: UInt64 = 0
    private var characters = CharacterWindow()

    /// The sketch of a text.
    static func sketch(of text: String, seed: UInt64) -> TextSketch {
        var sketcher = TextSketcher(SketchKeys(seed: seed))
        return sketcher.run(text)
    }

    private init(_ keys: SketchKeys) {
        self.keys = keys
        numbers = NumberCollector(keys)
    }

    private mutating func run(_ text: String) -> TextSketch {
        let bytes = text.utf8Span.span
        let table = FoldedLetter.table
        var word = WordHash(keys)
        var shape = WordShape()
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte &- 0x61 < 26 {
                word.append(byte)
                shape.hasLetter = true
                index += 1
                continue
            }
            var scalar = UInt32(byte)
            var length = 1
            if byte >= 0x80 { (scalar, length) = bytes.scalar(at: index) }
            index += length
            let letter =
                scalar < 0x3000
                ? FoldedLetter(code: table[Int(scalar)]) : FoldedLetter(scalar)
            switch letter.kind {
            case .letter:
                word.append(scalar: letter.base)
                shape.hasLetter = true
            case .capital:
                if word.isEmpty { shape.isCapital = true }
                word.append(scalar: letter.base)
                shape.hasLetter = true
            case .digit:
                word.append(scalar: letter.base)
                shape.hasDigit = true
            case .ignored: break
            case .gap:
                if !word.isEmpty { end(&word, &shape) }
                if TextSketcher.endsSentence(scalar) { shape.isFirst = true }
            case .ideograph, .unspaced:
                if !word.isEmpty { end(&word, &shape) }
                add(character: letter)
            }
        }
        if !word.isEmpty { end(&word, &shape) }
        finishShort()
        let isLong = shingles > TextSketch.headedShingles
        return TextSketch(
            words: words, hashes: cut(smallest.finish()),
            head: isLong ? cut(headSmallest.finish()) : [], facts: facts,
            numbers: numbers.finish())
    }

    private mutating func end(_ word: inout WordHash, _ shape: inout WordShape) {
        let hash = word.finish()
        words += 1
        if words >= 3 { offer(shingle(before, last, hash)) }
        before = last
        last = hash
        if shape.isFact { facts.insert(Mixing.product(hash, keys.fact)) }
        numbers.add(hash, !shape.isFact ? .plain : shape.hasDigit ? .number : .name)
        shape = WordShape()
        shape.isFirst = false
    }

    private mutating func add(character: FoldedLetter) {
        words += 1
        numbers.add(Mixing.product(UInt64(character.base) ^ keys.start, keys.second), .plain)
        let length =
            character.kind == .ideograph ? TextSketcher.ideographs : TextSketcher.unspaced
        if let hash = characters.append(character.base, keys, length: length) { offer(hash) }
    }

    /// The upper bits of hashes, without repetitions.
    private func cut(_ hashes: [UInt64]) -> [UInt64] {
        var result: [UInt64] = []
        result.reserveCapacity(hashes.count)
        for hash in hashes {
            let short = hash >> (64 - TextSketch.hashBits)
            if result.last != short { result.append(short) }
        }
        return result
    }

    @inline(__always)
    private mutating func offer(_ hash: UInt64) {
        smallest.offer(hash)
        if shingles < TextSketch.headShingles { headSmallest.offer(hash) }
        shingles += 1
    }

    private func shingle(_ one: UInt64, _ two: UInt64, _ three: UInt64) -> UInt64 {
        Mixing.spread(one &* keys.first &+ two &* keys.second &+ three)
    }

    /// A text too short for one shingle is one.
    private mutating func finishShort() {
        if words > 0, words < 3 { offer(shingle(0, before, last)) }
        if let hash = characters.short(keys) { offer(hash) }
    }

    static func endsSentence(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x0A, 0x21, 0x22, 0x2E, 0x3A, 0x3F, 0xAB, 0x2018, 0x201C, 0x201D, 0x201E, 0x2022:
            true
        default: false
        }
    }
}

/// What a word looks like, to tell names and numbers.
private struct WordShape {
    var hasLetter = false
    var hasDigit = false
    var isCapital = false
    /// Whether a sentence may begin with it: there a capital says nothing.
    var isFirst = true

    /// What mixes letters and digits is more often misread than meant.
    var isFact: Bool { hasDigit ? !hasLetter : isCapital && !isFirst }
}

/// The hash of one word, eight bytes a step.
private struct WordHash {
    private let keys: SketchKeys
    private var state: UInt64
    private var chunk: UInt64 = 0
    private var count = 0

    init(_ keys: SketchKeys) {
        self.keys = keys
        state = keys.start
    }

    var isEmpty: Bool { count == 0 }

    /// Adds a letter.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        chunk = chunk << 8 | UInt64(byte)
        count &+= 1
        if count & 7 == 0 {
            state = Mixing.product(state ^ chunk, keys.fold)
            chunk = 0
        }
    }

    /// Adds a letter of any script.
    @inline(__always)
    mutating func append(scalar: UInt32) {
        append(UInt8(truncatingIfNeeded: scalar))
        if scalar > 0xFF { append(UInt8(truncatingIfNeeded: scalar >> 8)) }
        if scalar > 0xFFFF { append(UInt8(truncatingIfNeeded: scalar >> 16)) }
    }

    /// The hash; the next word begins.
    @inline(__always)
    mutating func finish() -> UInt64 {
        let hash = Mixing.product(state ^ chunk, keys.fold ^ UInt64(count))
        state = keys.start
        chunk = 0
        count = 0
        return hash
    }
}

/// The last characters of scripts that do not part words.
private struct CharacterWindow {
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
