// SPDX-License-Identifier: Apache-2.0

/// The cues of one language, or of all together.
///
/// ``CueFile`` says how they are written. Of the options `!dots_ordinals` says that the language
/// writes a dot behind ordinal numbers, `!no_case` that its letters have no case, `!noun_case` that
/// all nouns begin with upper case, `!verb_first` that the subject often follows its verb,
/// `!no_article` that it has no articles, `!decimal_comma` that a comma parts decimals, `!ago_first`
/// and `!ago_both` where its word for `ago` stands, `!adverbs_ly` that adverbs end in `-ly`.
final class Lexicon: Sendable {
    private struct Entry: Sendable {
        var cues: CueSet = []
        var values: [(cue: Cue, value: String)] = []
    }

    /// Longest phrase, in tokens.
    private static let longest = 8

    private let entries: [Entry]
    private let table: CueTable
    private let hasStems: Bool
    private let verbEndings: [[UInt8]]
    private let futureEndings: [[UInt8]]
    /// Whether ordinal numbers are written with a dot.
    let dotsOrdinals: Bool
    /// Whether names are told by upper case.
    let hasCase: Bool
    /// Whether all nouns begin with upper case.
    let hasNounCase: Bool
    /// Whether the verb often stands before its subject.
    let hasVerbFirst: Bool
    /// Whether nouns stand without articles.
    let hasNoArticle: Bool
    /// Whether a comma parts decimals and a dot thousands.
    let hasDecimalComma: Bool
    /// Whether the word for `ago` stands before the time: `vor drei Jahren`.
    let hasAgoFirst: Bool
    /// Whether it may also stand behind.
    let hasBothAgo: Bool
    /// Whether adverbs end in `-ly`.
    let hasAdverbsLy: Bool

    /// Takes cue files; later ones add to earlier ones.
    init(_ files: [CueFile]) {
        var builder = Builder()
        for file in files { builder.add(file) }
        entries = builder.entries
        table = builder.table
        hasStems = builder.hasStems
        verbEndings = builder.verbEndings
        futureEndings = builder.futureEndings
        dotsOrdinals = builder.options.contains("!dots_ordinals")
        hasCase = !builder.options.contains("!no_case")
        hasNounCase = builder.options.contains("!noun_case")
        hasVerbFirst = builder.options.contains("!verb_first")
        hasDecimalComma = builder.options.contains("!decimal_comma")
        hasAgoFirst = builder.options.contains("!ago_first")
        hasBothAgo = builder.options.contains("!ago_both")
        hasNoArticle = builder.options.contains("!no_article")
        hasAdverbsLy = builder.options.contains("!adverbs_ly")
    }

    /// All of them, read when the first text comes, and each file once.
    private static let known = {
        let names = CueFile("names")
        let files = languages.map { CueFile($0) }
        let each = zip(languages, files).map { ($0, Lexicon([$1, names])) }
        return (each: Dictionary(uniqueKeysWithValues: each), all: Lexicon(files + [names]))
    }()

    /// Reads all cues and places ahead of the first document.
    static func prepare() { _ = (known, Gazetteer.shared) }

    /// The languages that have cues.
    static let languages = ["en", "de", "fr", "es", "it", "pt", "ru", "ar"]

    /// All languages' cues together, for texts whose language nobody has told yet.
    static var all: Lexicon { known.all }

    /// No cues at all.
    static let none = Lexicon([])

    /// Whether a word by its hash is one of grammar.
    func isGrammar(_ hash: UInt64) -> Bool {
        let entry = table[hash].word
        guard entry >= 0 else { return false }
        let cues = entries[Int(entry)].cues
        return cues.has(.function) || cues.has(.preposition) || cues.has(.article)
            || cues.has(.conjunction)
    }

    /// The cues of a language by its BCP 47 tag.
    static func of(_ tag: String) -> Lexicon? {
        known.each[String(tag.prefix { $0 != "-" })]
    }

    /// The entry of a word by its hash, and what it stands for.
    func known(_ hash: UInt64) -> (entry: Int32, cues: CueSet)? {
        let entry = table[hash].word
        return entry >= 0 ? (entry, entries[Int(entry)].cues) : nil
    }

    /// Whether a word ends as only verbs do.
    func hasVerbEnding(_ word: ArraySlice<UInt8>) -> Bool { Self.ends(word, in: verbEndings) }

    /// Whether a word ends as only verbs in the future do.
    func hasFutureEnding(_ word: ArraySlice<UInt8>) -> Bool { Self.ends(word, in: futureEndings) }

    private static func ends(_ word: ArraySlice<UInt8>, in endings: [[UInt8]]) -> Bool {
        endings.contains { word.count > $0.count + 2 && word.suffix($0.count).elementsEqual($0) }
    }

    /// What the file says beside an entry.
    func value(_ entry: Int32, _ cue: Cue) -> String? {
        guard entry >= 0 else { return nil }
        return entries[Int(entry)].values.first { $0.cue == cue }?.value
    }

    /// Whether a word that is also grammar can stand inside of a person's name.
    func allowsParticle(_ token: Token) -> Bool {
        token.cues.has(.particle) && !token.cues.has(.conjunction) && !token.cues.has(.article)
    }

    /// Looks all tokens up.
    func annotate(_ tokens: inout [Token], _ bytes: [UInt8]) {
        for index in tokens.indices {
            let found = table[Self.key(tokens[index])]
            if tokens[index].kind == .word {
                let entry = found.word >= 0 ? found.word : stem(tokens[index], bytes)
                if entry >= 0 {
                    tokens[index].entry = entry
                    tokens[index].cues = entries[Int(entry)].cues
                } else {
                    annotateParts(&tokens[index], bytes)
                }
            }
            if found.opensPhrase { annotatePhrase(&tokens, index) }
        }
    }

    /// Looks for the longest phrase that begins at a token.
    private func annotatePhrase(_ tokens: inout [Token], _ index: Int) {
        var hash = Self.key(tokens[index])
        var next = index + 1
        while next < tokens.count, next - index < Self.longest,
            tokens[next].paragraph == tokens[index].paragraph
        {
            hash = WordHash.joined(hash, Self.key(tokens[next]))
            next += 1
            let found = table[hash]
            if found.phrase >= 0 {
                tokens[index].phraseEntry = found.phrase
                tokens[index].phraseLength = Int32(next - index)
                tokens[index].phraseCues = entries[Int(found.phrase)].cues
            }
            guard found.opensPhrase else { break }
        }
    }

    /// Letters of a stem that the table tells to go on from.
    static let opening = 3
    /// Longest stem, in letters.
    private static let longestStem = 24

    /// The entry of the longest beginning of a word, of three letters or more, that stands for all
    /// such words; -1 when there is none.
    private func stem(_ token: Token, _ bytes: [UInt8]) -> Int32 {
        guard hasStems, token.scalarEnd - token.scalarStart >= Self.opening else { return -1 }
        var hash = WordHash()
        var found: Int32 = -1
        var count = 0
        var position = Int(token.start)
        while position < Int(token.end), count < Self.longestStem {
            let (value, length) = Tokenizer.scalar(bytes, position)
            position += length
            if Folding.isIgnored(value) { continue }
            hash.add(Folding.lower(value))
            count += 1
            guard count >= Self.opening else { continue }
            let slot = table[hash.value]
            if count == Self.opening, !slot.opensStem { return -1 }
            if slot.stem >= 0 { found = slot.stem }
        }
        return found
    }

    /// What a token is in a phrase: its word, or its mark with all apostrophes and hyphens alike.
    static func key(_ token: Token) -> UInt64 {
        guard token.kind == .mark else { return token.kind == .word ? token.hash : 1 }
        if Marks.isApostrophe(token.mark) { return 0x27 }
        return UInt64(Marks.isHyphen(token.mark) ? 0x2D : token.mark)
    }

    /// Puts the entries of cue files together.
    private struct Builder {
        var entries: [Entry] = []
        var table = CueTable()
        var hasStems = false
        var options: Set<String> = []
        var verbEndings: [[UInt8]] = []
        var futureEndings: [[UInt8]] = []

        mutating func add(_ file: CueFile) {
            options.formUnion(file.options)
            verbEndings += file.verbEndings
            futureEndings += file.futureEndings
            for item in file.items {
                switch item.kind {
                case .word: put(item, \.word)
                case .stem:
                    hasStems = true
                    for hash in item.openings { table.change(hash) { $0.opensStem = true } }
                    put(item, \.stem)
                case .phrase:
                    for hash in item.openings { table.change(hash) { $0.opensPhrase = true } }
                    put(item, \.phrase)
                }
            }
        }

        private mutating func put(
            _ item: CueFile.Item, _ kind: WritableKeyPath<CueTable.Slot, Int32>
        ) {
            var index = table[item.hash][keyPath: kind]
            if index < 0 {
                index = Int32(entries.count)
                entries.append(Entry())
                table.change(item.hash) { $0[keyPath: kind] = index }
            }
            let cue = item.cue
            entries[Int(index)].cues.insert(CueSet(cue))
            guard let value = item.value,
                !entries[Int(index)].values.contains(where: { $0.cue == cue })
            else { return }
            entries[Int(index)].values.append((cue, value))
        }
    }
}
