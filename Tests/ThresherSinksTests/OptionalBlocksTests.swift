// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherPlugin
import ThresherSinks

struct OptionalBlocksTests {
    /// A document of headings, paragraphs, lists, quotes and a table, with facts in them.
    private func document(_ optional: [Int] = []) -> Document {
        var document = Document(id: "d", text: "")
        document.title = "A title"
        document.blocks = [
            Block(.heading, level: 1, text: "Ein „Kopf“ \u{1F600}"),
            Block(.paragraph, text: "Advertisement \"one\" with 5 words."),
            Block(.paragraph, text: "hidden", isHidden: true),
            Block(.listItem, level: 1, text: "First item of 7"),
            Block(.listItem, level: 1, text: "Second\titem"),
            Block(.listItem, level: 2, number: 3, text: "Third item"),
            Block(.paragraph, text: "Ana said 12 things.\nAnd more."),
            Block(.quote, text: "Quoted once."),
            Block(.quote, text: "Quoted twice."),
            Block(.tableRow, number: 1, text: "a\tb"),
            Block(.tableRow, number: 2, text: "c\td"),
            Block(.paragraph, text: "Ana, 40, subscribes to 9 papers."),
        ]
        document.text = Document.text(of: document.blocks)
        document.dropped = [DroppedBlock(text: "Home", reason: "navigation", score: 0.5)]
        document.quality.words = 40
        let text = Array(document.text.unicodeScalars)
        func spans(_ word: String) -> [TextSpan] {
            let word = Array(word.unicodeScalars)
            return (0...(text.count - word.count)).filter {
                Array(text[$0..<$0 + word.count]) == word
            }
            .map { start in
                var view = String.UnicodeScalarView()
                view.append(contentsOf: word)
                return TextSpan(text: String(view), start: start, end: start + word.count)
            }
        }
        for number in ["5", "7", "12", "40", "9"] {
            document.figures += spans(number).map { Figure(span: $0, value: 1) }
        }
        document.entities = [
            Entity(kind: .person, name: "Ana", mentions: spans("Ana")),
            Entity(kind: .place, name: "one", mentions: spans("one")),
        ]
        var quote = Quote(span: spans("Quoted once")[0])
        quote.attribution = spans("Ana")[0]
        document.quotes = [quote]
        if !optional.isEmpty {
            document.attachments[OptionalBlocks.self] = OptionalBlocks(
                places: optional, reason: "boilerplate")
        }
        return document
    }

    private let all = [0, 1, 2, 3, 4, 5, 6, 7, 10]
    private let sinks: [any Sink] = [JSONSink(), TextSink(), MarkdownSink()]

    private func json(leavingOut places: Set<Int>) throws -> JSONValue {
        let rendering = JSONSink().render(document(all), pipeline: testPipeline)
        return try JSONValue(parsing: rendering.file(leavingOut: places))
    }

    @Test func `with nothing left out it is the file that it would have been`() {
        for sink in sinks {
            let rendering = sink.render(document(all), pipeline: testPipeline)
            let plain = sink.render(document(), pipeline: testPipeline).file()
            #expect(rendering.choices != nil)
            #expect(
                String(decoding: rendering.file(), as: UTF8.self)
                    == String(decoding: plain, as: UTF8.self))
        }
    }

    @Test(arguments: [
        [0], [1], [2], [3, 4], [2, 3, 4], [5], [6], [6, 7], [10], [0, 1, 2, 10],
        [0, 1, 2, 3, 4, 5, 6, 7, 10],
    ])
    func `what is left out is gone, and all places are right`(places: [Int]) throws {
        let leftOut = Set(places)
        var expected = document()
        let visible = expected.visibleBlocks
        let kept = visible.indices.filter { !leftOut.contains($0) }.map { visible[$0] }
        expected.blocks = kept
        let text = Document.text(of: kept)

        let result = try json(leavingOut: leftOut)
        #expect(result["text"]?.string == text)
        #expect(result["blocks"]?.array?.compactMap { $0["text"]?.string } == kept.map(\.text))
        let dropped = result["dropped"]?.array ?? []
        #expect(
            dropped.compactMap { $0["text"]?.string } == ["Home"] + places.map { visible[$0].text })
        #expect(dropped.last?["reason"]?.string == "boilerplate")
        let scalars = Array(text.unicodeScalars)
        let entities = result["entities"]?.array ?? []
        let spans =
            (result["figures"]?.array ?? []) + (result["quotes"]?.array ?? [])
            + entities.flatMap { $0["mentions"]?.array ?? [] }
            + (result["quotes"]?.array ?? []).compactMap { $0["attribution"] }
        for span in spans {
            let start = try #require(span["start"]?.int)
            let end = try #require(span["end"]?.int)
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[start..<end])
            #expect(String(view) == span["text"]?.string)
        }
        let whole = ["5": 1, "7": 2, "12": 5, "40": 10, "9": 10]
        let left = whole.filter { !leftOut.contains($0.value) }.map(\.key).sorted()
        #expect((result["figures"]?.array ?? []).compactMap { $0["text"]?.string }.sorted() == left)
        #expect(
            entities.contains { $0["name"]?.string == "Ana" } == !leftOut.isSuperset(of: [5, 10]))

        let file = TextSink().render(document(all), pipeline: testPipeline).file(
            leavingOut: leftOut)
        #expect(String(decoding: file, as: UTF8.self) == text + "\n")
    }

    @Test func `Markdown keeps lists, quotes and tables apart`() {
        func body(_ places: Set<Int>) -> String {
            let file = MarkdownSink().render(document(all), pipeline: testPipeline)
                .file(leavingOut: places)
            let text = String(decoding: file, as: UTF8.self)
            return text.range(of: "---\n\n").map { String(text[$0.upperBound...]) } ?? text
        }
        #expect(!body([1]).contains("Advertisement"))
        #expect(body([1]).contains("\u{1F600}\n\n- First item of 7\n- Second"))
        #expect(body([2]).contains("words.\n\n- Second\titem\n"))
        #expect(body([2, 3, 4]).contains("words.\n\nAna said"))
        #expect(body([6]).contains("And more.\n\n> Quoted twice.\n\n|"))
        #expect(!body([0, 1, 2, 3, 4, 5, 6, 7, 10]).contains("item"))
    }

    @Test func `a text of which nothing is left is an empty file`() {
        var document = Document(id: "d", text: "Words.")
        document.blocks = [Block(.paragraph, text: "Words.")]
        document.attachments[OptionalBlocks.self] = OptionalBlocks(places: [0], reason: "x")
        let rendering = TextSink().render(document, pipeline: testPipeline)
        #expect(rendering.file() == Array("Words.\n".utf8))
        #expect(rendering.file(leavingOut: [0]) == [])
    }
}

extension String {
    fileprivate func range(of text: String) -> Range<String.Index>? {
        let whole = Array(utf8)
        let part = Array(text.utf8)
        guard whole.count >= part.count else { return nil }
        for start in 0...(whole.count - part.count)
        where Array(whole[start..<start + part.count]) == part {
            return utf8.index(
                startIndex, offsetBy: start)..<utf8.index(startIndex, offsetBy: start + part.count)
        }
        return nil
    }
}
