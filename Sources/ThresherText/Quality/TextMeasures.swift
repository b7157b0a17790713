// SPDX-License-Identifier: Apache-2.0

/// What the published quality rules count in a text.
///
/// A line ends at a line feed, a paragraph at an empty line. A token is what white space parts; a
/// word is a run of letters and digits, or one Chinese or Japanese character. Lengths are in
/// Unicode scalars; ratios are 0…1 and 0 for an empty text.
package struct TextMeasures: Sendable, Equatable {
    package var words = 0
    package var meanWordLength = 0.0
    /// Number signs and ellipses for each token.
    package var symbolRatio = 0.0
    /// Tokens that hold a letter.
    package var alphabeticRatio = 0.0
    package var lines = 0
    package var bulletLineRatio = 0.0
    package var ellipsisLineRatio = 0.0
    /// Lines that end as a sentence does.
    package var terminalLineRatio = 0.0
    /// Lines of at most 30 scalars.
    package var shortLineRatio = 0.0
    /// Line ends for each word.
    package var lineEndRatio = 0.0
    package var duplicateLineRatio = 0.0
    package var duplicateLineCharacterRatio = 0.0
    package var duplicateParagraphRatio = 0.0
    package var duplicateParagraphCharacterRatio = 0.0
    /// The share of the words' scalars that is in the most frequent 2-, 3- and 4-gram.
    package var topGramRatios: [Double] = []
    /// The share of the words' scalars that is in repeated 5- to 10-grams.
    package var duplicateGramRatios: [Double] = []
    /// Sentences in the lines that C4 would keep.
    package var sentences = 0
    /// Lines with a phrase of cookie notices, terms of use and the like.
    package var boilerplateLines = 0
    package var hasCurlyBracket = false
    package var hasLoremIpsum = false
    /// Which of the language's most frequent words occur; `nil` without a list for it.
    package var stopWords: Int?

    /// Measures a text, in time linear to its length.
    ///
    /// - Parameters:
    ///   - text: Paragraphs parted by empty lines.
    ///   - language: The primary subtag of its language.
    package init(of text: String, language: String? = nil) {
        var scan = TextScan(stopWords: StopWords.hashes(of: language))
        scan.read(text.utf8Span.span)
        self.init(scan)
    }

    private init(_ scan: TextScan) {
        func ratio(_ part: Int, _ whole: Int) -> Double {
            whole > 0 ? Double(part) / Double(whole) : 0
        }
        words = scan.words.count
        meanWordLength = ratio(scan.wordScalars, words)
        symbolRatio = ratio(scan.symbols, scan.tokens)
        alphabeticRatio = ratio(scan.alphabeticTokens, scan.tokens)
        lines = scan.lines.count
        bulletLineRatio = ratio(scan.bulletLines, lines)
        ellipsisLineRatio = ratio(scan.ellipsisLines, lines)
        terminalLineRatio = ratio(scan.terminalLines, lines)
        shortLineRatio = ratio(scan.shortLines, lines)
        lineEndRatio = ratio(max(0, lines - 1), words)
        duplicateLineRatio = ratio(scan.lines.repeated, lines)
        duplicateLineCharacterRatio = ratio(scan.lines.repeatedScalars, scan.scalars)
        duplicateParagraphRatio = ratio(scan.paragraphs.repeated, scan.paragraphs.count)
        duplicateParagraphCharacterRatio = ratio(scan.paragraphs.repeatedScalars, scan.scalars)
        (topGramRatios, duplicateGramRatios) = WordGrams(scan.words).ratios(of: scan.wordScalars)
        sentences = scan.sentences
        boilerplateLines = scan.boilerplateLines
        hasCurlyBracket = scan.hasCurlyBracket
        hasLoremIpsum = scan.hasLoremIpsum
        stopWords = scan.foundStopWords
    }
}
