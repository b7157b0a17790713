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
        let lastBlock = bytes.count - ASCIIBlock.size
        var word = WordHash(keys)
        var shape = WordShape()
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if word.isEmpty, byte < 0x80, index <= lastBlock {
                var block = bytes.block(at: index)
                shape.isCapital = block.isCapital
                while true {
                    word.append(block)
                    shape.add(block)
                    index &+= block.length
                    if block.length < ASCIIBlock.size || index > lastBlock { break }
                    block = bytes.block(at: index)
                }
                // A letter of another script, or a mark, goes on with the word.
                guard let next = block.next, next < 0x80 else { continue }
                if !word.isEmpty { end(&word, &shape) }
                if TextSketcher.endsSentence(next) { shape.isFirst = true }
                index &+= 1
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

    @inline(__always)
    private mutating func end(_ word: inout WordHash, _ shape: inout WordShape) {
        let hash = word.finish()
        words &+= 1
        if words >= 3 { offer(shingle(before, last, hash)) }
        before = last
        last = hash
        if shape.isFact { facts.insert(Mixing.product(hash, keys.fact)) }
        numbers.add(hash, !shape.isFact ? .plain : shape.hasDigit ? .number : .name)
        shape = WordShape()
        shape.isFirst = false
    }

    private mutating func add(character: FoldedLetter) {
        words &+= 1
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
        shingles &+= 1
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
        case 0..<0x80: endsSentence(UInt8(scalar))
        case 0xAB, 0x2018, 0x201C, 0x201D, 0x201E, 0x2022: true
        default: false
        }
    }

    @inline(__always)
    private static func endsSentence(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A, 0x21, 0x22, 0x2E, 0x3A, 0x3F: true
        default: false
        }
    }
}

extension Span<UInt8> {
    /// The block at an index that eight bytes follow.
    @inline(__always)
    fileprivate func block(at index: Int) -> ASCIIBlock {
        // Any eight bytes are a number.
        ASCIIBlock(
            UInt64(
                littleEndian: unsafe bytes.unsafeLoadUnaligned(
                    fromByteOffset: index, as: UInt64.self)))
    }
}
