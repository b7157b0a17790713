// SPDX-License-Identifier: Apache-2.0

/// Which language's cues fit a text best, for texts whose language nobody has told.
enum LanguageGuess {
    /// The lexicon whose grammar words are most frequent among the first words; `nil` when few are.
    static func lexicon(of bytes: [UInt8]) -> Lexicon? {
        var tokenizer = Tokenizer(Array(bytes.prefix(3000)))
        let tokens = tokenizer.run().filter { $0.kind == .word }
        var best: (lexicon: Lexicon, count: Int)?
        for language in Lexicon.languages {
            guard let lexicon = Lexicon.of(language) else { continue }
            let count = tokens.count { lexicon.isGrammar($0.hash) }
            if count > best?.count ?? 0 { best = (lexicon, count) }
        }
        guard let best, best.count * 12 >= tokens.count else { return nil }
        return best.lexicon
    }
}
