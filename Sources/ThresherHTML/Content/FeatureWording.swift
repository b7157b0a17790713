// SPDX-License-Identifier: Apache-2.0

/// Numbers and names in words for a person.
enum Wording {
    /// How much something weighed: `+1.2` for, `−0.5` against.
    static func points(_ value: Double) -> String {
        (value > 0 ? "+" : "−") + number(abs(value))
    }

    /// A number with at most two decimals.
    static func number(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e9
            ? "\(Int(rounded))" : "\(rounded)"
    }

    /// `linkDensity` as "link density", `previous1` as "previous 1".
    static func spaced(_ name: String) -> String {
        var words: [UInt8] = []
        var wasDigit = false
        for byte in name.utf8 {
            let isUpper = byte >= 0x41 && byte <= 0x5A
            if isUpper || (ASCII.isDigit(byte) && !wasDigit) { words.append(0x20) }
            words.append(ASCII.lower(byte))
            wasDigit = ASCII.isDigit(byte)
        }
        return String(decoding: words, as: UTF8.self)
    }
}

/// Features with their values as short sentences: `container1.linkDensity` of 0.8 is "the element
/// around its own: 80 % of it are links".
enum FeatureWording {
    /// What a group of columns speaks of.
    private static let subjects = [
        "text": "it", "place": "it", "container0": "its element",
        "container1": "the element around its own", "container2": "the second element around",
        "container3": "the third element around", "container4": "the fourth element around",
        "item": "its list item", "outerItem": "the outer list item",
        "build": "blocks built like it", "densest": "the densest part of the page",
        "third": "the part with 30 % of the words", "half": "the part with half of the words",
        "most": "the part with 80 % of the words", "names": "the class names around it",
        "Phrases": "its words", "headingPhrases": "the words of its heading",
        "containerFirstPhrases": "the first words of its element",
        "outerFirstPhrases": "the first words of the element around",
        "widerFirstPhrases": "the first words of a wider element",
        "previousPhrases": "the words before it", "nextPhrases": "the words after it",
        "page": "the page",
    ]

    /// What is said of it: `#` stands for the value, `%` for the value as a share.
    private static let predicates = [
        "words": "# words", "scalars": "# characters", "wordLength": "words of # letters",
        "linkDensity": "% of it are links", "twinLinkDensity": "% of its like are links",
        "boldShare": "% of it are bold", "codeShare": "% of it are code", "links": "# links",
        "punctuationShare": "% of it are marks of sentences", "punctuation": "# marks of sentences",
        "digitShare": "% of it are digits", "capitalShare": "% of it are capitals",
        "prices": "# prices", "dates": "# dates", "separators": "# bars and dots between words",
        "longestWord": "a longest word of # letters", "differentWords": "# different words",
        "copies": "stands # times on the page", "earlierCopies": "stood # times before",
        "titleShare": "% of it stand in the title", "titleCoverage": "has % of the title's words",
        "descriptionShare": "% of it stand in the description",
        "share": "% of the page's words", "shareOfText": "after % of the text",
        "shareOfPlainText": "after % of the text without links", "index": "block # of the page",
        "fromEnd": "# blocks before the end", "depth": "# elements deep",
        "blocksAfterTitle": "# blocks after the title",
        "wordsAfterTitle": "# words after the title",
        "blocksAfterTitleMatch": "# blocks after what says the title",
        "blocksAfterHeading": "# blocks after a heading",
        "wordsAfterHeading": "# words after a heading",
        "blocksToHeading": "# blocks before a heading",
        "plainWordsNext10": "# words without links in the next 10 blocks",
        "plainWordsNext30": "# words without links in the next 30 blocks",
        "plainWordsLast10": "# words without links in the last 10 blocks",
        "plainWordsLast30": "# words without links in the last 30 blocks",
        "blocksAfterProse": "# blocks after running text",
        "blocksToProse": "# blocks before running text", "blocks": "# blocks",
        "meanWords": "# words a block", "twins": "one of # of its like",
        "twinIndex": "number # of its like", "twinWords": "# words in its like",
        "twinSpread": "its like differ by # words", "groupShare": "its like hold % of the words",
        "proseShare": "% of it are running text", "paragraphs": "# paragraphs",
        "pictures": "# pictures", "controls": "# buttons and fields",
        "blocksAway": "# blocks away", "levelsUp": "# elements further out",
        "hiddenShare": "% of its words are hidden",
    ]

    static func sentence(_ column: Int, _ value: Double) -> String {
        let parts = FeatureLayout.columns[column].split(separator: ".").map(String.init)
        guard parts.count == 2 else { return parts.joined() }
        if parts[0] == "inside" {
            return "it is \(value > 0 ? "" : "not ")inside of a \(Wording.spaced(parts[1]))"
        }
        let subject = subjects[parts[0]] ?? Wording.spaced(parts[0])
        guard let predicate = predicates[parts[1]] else {
            return "\(subject): \(Wording.spaced(parts[1])) \(Wording.number(value))"
        }
        let share = "\(Wording.number((value * 100).rounded())) %"
        let said = predicate.replacing("%", with: share)
            .replacing("#", with: Wording.number(value))
        return "\(subject): \(said)"
    }
}
