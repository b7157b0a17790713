// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherText

struct TextMeasuresTests {
    @Test func `counts words and their length in every script`() {
        let latin = TextMeasures(of: "The tide came in at 5, didn't it?")
        #expect(latin.words == 9)
        #expect(latin.meanWordLength == 23.0 / 9)
        #expect(TextMeasures(of: "人人生而自由").words == 6)
        #expect(TextMeasures(of: "PDF文書 2つ").words == 5)
        #expect(TextMeasures(of: "सभी मनुष्यों को").words == 3)
        #expect(TextMeasures(of: "") == TextMeasures(of: " \n\n "))
    }

    @Test(arguments: [
        ("#a #b c d", 0.5), ("wait... what", 0.5), ("wait… what", 0.5), ("plain words", 0),
    ])
    func `counts symbols for each token`(text: String, ratio: Double) {
        #expect(TextMeasures(of: text).symbolRatio == ratio)
    }

    @Test func `tells what lines are`() {
        let text = "• one\n- two\nthree...\nfour…\nFive is a line of more than thirty letters."
        let measures = TextMeasures(of: text)
        #expect(measures.lines == 5)
        #expect(measures.bulletLineRatio == 0.4)
        #expect(measures.ellipsisLineRatio == 0.4)
        #expect(measures.shortLineRatio == 0.8)
        #expect(measures.terminalLineRatio == 0.6)
    }

    @Test(arguments: [
        "It is so.", "Is it?", "It is!", "“It is so.”", "(It is so.)", "«C'est ainsi.»", "是的。",
        "是的。」", "هل هذا؟", "यह है।", "እንዲህ ነው።",
    ])
    func `knows the ends of sentences`(line: String) {
        #expect(TextMeasures(of: line).terminalLineRatio == 1)
    }

    @Test(arguments: ["It is so", "“It is so”", "Home | News", "3", ":"])
    func `knows what ends no sentence`(line: String) {
        #expect(TextMeasures(of: line).terminalLineRatio == 0)
    }

    @Test func `counts repeated lines and paragraphs after their first time`() {
        let text = "one line\nother line\n\none line\nother line\n\nthird thing"
        let measures = TextMeasures(of: text)
        #expect(measures.duplicateLineRatio == 0.4)
        #expect(measures.duplicateParagraphRatio == 1.0 / 3)
        #expect(measures.duplicateParagraphCharacterRatio == 16.0 / 42)
    }

    @Test func `finds the most frequent runs of words`() {
        let measures = TextMeasures(of: "ab cd xx ab cd yy ab cd zz")
        #expect(measures.topGramRatios == [12.0 / 18, 0, 0])
        let three = TextMeasures(of: "a b c 1 a b c 2 a b c 3")
        #expect(three.topGramRatios == [6.0 / 12, 9.0 / 12, 0])
        #expect(TextMeasures(of: "all of these words are different").topGramRatios == [0, 0, 0])
    }

    @Test func `finds repeated runs of five to ten words`() {
        let sentence = "the quick brown fox jumps over the lazy dog today"
        let twice = TextMeasures(of: sentence + " and " + sentence)
        let length = 40.0
        for ratio in twice.duplicateGramRatios {
            #expect(abs(ratio - length / (2 * length + 3)) < 1e-9)
        }
        #expect(TextMeasures(of: sentence).duplicateGramRatios == [0, 0, 0, 0, 0, 0])
    }

    /// A plain count over all runs, to compare with.
    private func reference(_ words: [String], _ size: Int) -> Int {
        var seen: Set<[String]> = []
        var covered = Set<Int>()
        for start in 0..<max(0, words.count - size + 1) {
            let gram = Array(words[start..<start + size])
            if !seen.insert(gram).inserted { covered.formUnion(start..<start + size) }
        }
        return covered.reduce(0) { $0 + words[$1].count }
    }

    @Test func `agrees with a plain count on random texts`() {
        var random = SeededRandom(seed: 31)
        for _ in 0..<200 {
            let words = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                String(repeating: "abc".randomElement(using: &random) ?? "a", count: 2)
            }
            let all = words.reduce(0) { $0 + $1.count }
            let measures = TextMeasures(of: words.joined(separator: " "))
            for size in 5...10 {
                let expected = all > 0 ? Double(reference(words, size)) / Double(all) : 0
                #expect(abs(measures.duplicateGramRatios[size - 5] - expected) < 1e-9)
            }
        }
    }

    @Test func `sees boilerplate, filling text and brackets`() {
        let text = """
            This site uses cookies to be nice to you. Accept them.
            Wir verwenden Cookies auf dieser Seite, damit alles geht.
            Please enable JavaScript to read this page as it was meant.
            Lorem ipsum dolor sit amet, consetetur sadipscing elitr.
            The boats went out at noon. They came back full of fish.
            function() { }
            """
        let measures = TextMeasures(of: text)
        #expect(measures.boilerplateLines == 2)
        #expect(measures.hasLoremIpsum)
        #expect(measures.hasCurlyBracket)
        #expect(measures.sentences == 3)
    }

    @Test(arguments: [
        ("en", "The boats that went out", 2), ("de", "Die Boote und der Hafen", 3),
        ("ru", "Лодки и люди на берегу", 2), ("el", "η ζωή και το φως", 3),
        ("nb", "det er en båt", 3),
    ])
    func `counts the frequent words of the language`(language: String, text: String, count: Int) {
        #expect(TextMeasures(of: text, language: language).stopWords == count)
        #expect(TextMeasures(of: text, language: "tlh").stopWords == nil)
    }
}
