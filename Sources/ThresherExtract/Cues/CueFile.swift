// SPDX-License-Identifier: Apache-2.0

/// What a cue file says, entry by entry.
///
/// It is UTF-8 text: `#` begins a comment, `!` an option, `[name]` a section of the cue of that
/// name, and in it entries stand one a line or parted by commas. An entry is a word or phrase in any
/// case, with `=value` behind it where the cue carries one; `word*` stands for all words that begin
/// so.
struct CueFile {
    /// One entry.
    struct Item {
        enum Kind {
            case word, stem, phrase
        }

        var kind: Kind
        var hash: UInt64
        var cue: Cue
        var value: String?
        /// The hashes that it begins with: of a stem its first letters, of a phrase all shorter ones.
        var openings: [UInt64] = []
    }

    private(set) var items: [Item] = []
    private(set) var options: Set<String> = []
    private(set) var verbEndings: [[UInt8]] = []
    /// Endings of verbs in the future: `ará=future`.
    private(set) var futureEndings: [[UInt8]] = []

    private static let cues = Dictionary(
        uniqueKeysWithValues: Cue.allCases.map { (String(describing: $0), $0) })

    /// Reads one of the files that are part of the program.
    init(_ name: String) {
        var cue: Cue?
        for line in EmbeddedFile.bytes(name).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            switch line.first {
            case UInt8(ascii: "#"): continue
            case UInt8(ascii: "!"): options.insert(String(decoding: line, as: UTF8.self))
            case UInt8(ascii: "["):
                let name = line.dropFirst().prefix { $0 != UInt8(ascii: "]") }
                cue = Self.cues[String(decoding: name, as: UTF8.self)]
            default:
                guard let cue else { continue }
                for entry in line.split(separator: UInt8(ascii: ",")) {
                    if cue == .verb_ending {
                        addEnding(Self.trimmed(entry))
                    } else {
                        add(entry, cue)
                    }
                }
            }
        }
    }

    private mutating func addEnding(_ text: ArraySlice<UInt8>) {
        let ending = text.prefix { $0 != UInt8(ascii: "=") }
        if ending.count == text.count {
            verbEndings.append(Array(ending))
        } else {
            futureEndings.append(Array(ending))
        }
    }

    private mutating func add(_ text: ArraySlice<UInt8>, _ cue: Cue) {
        let sign = text.firstIndex(of: UInt8(ascii: "="))
        var word = text[..<(sign ?? text.endIndex)]
        let value = sign.map {
            String(decoding: Self.trimmed(text[($0 + 1)...]), as: UTF8.self)
        }
        let isStem = word.last == UInt8(ascii: "*")
        if isStem { word.removeLast() }
        let bytes = Array(word)
        var tokenizer = Tokenizer(bytes)
        let tokens = tokenizer.run()
        guard let first = tokens.first else { return }
        if tokens.count == 1, first.kind == .word {
            var item = Item(
                kind: isStem ? .stem : .word, hash: first.hash, cue: cue, value: value)
            if isStem { item.openings = [Self.opening(of: bytes)] }
            return items.append(item)
        }
        var item = Item(kind: .phrase, hash: Lexicon.key(first), cue: cue, value: value)
        for token in tokens.dropFirst() {
            item.openings.append(item.hash)
            item.hash = WordHash.joined(item.hash, Lexicon.key(token))
        }
        items.append(item)
    }

    /// The hash of a stem's first letters.
    private static func opening(of bytes: [UInt8]) -> UInt64 {
        var hash = WordHash()
        var count = 0
        var position = 0
        while position < bytes.count, count < Lexicon.opening {
            let (value, length) = Tokenizer.scalar(bytes, position)
            position += length
            guard Folding.isLetter(value) else { continue }
            hash.add(Folding.lower(value))
            count += 1
        }
        return hash.value
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop { $0 == 0x20 }
        while text.last == 0x20 { text.removeLast() }
        return text
    }
}
