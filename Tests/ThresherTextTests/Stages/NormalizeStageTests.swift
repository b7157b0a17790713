// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherPlugin
import ThresherTesting
import ThresherText

private func normalize(_ document: Document, _ config: [String: JSONValue] = [:]) throws -> Document
{
    let stage = NormalizeStage(StageConfig(config), StageContext())
    guard case .forward(let after) = try stage.process(document) else {
        throw StageError(.internal, "not forwarded")
    }
    return after
}

struct NormalizeStageTests {
    @Test func `keeps the stage contract`() { checkStage(NormalizeStage.self) }

    @Test func `text and blocks agree afterwards`() throws {
        var document = Document(id: "d", text: "something else")
        document.blocks = [
            Block(.heading, level: 1, text: " A\n title "), Block(.paragraph, text: "\u{AD}"),
            Block(.listItem, level: 1, text: "one "), Block(.listItem, level: 1, text: "two\n"),
            Block(.tableRow, text: "a \t b"), Block(.code, text: "  x  =  1\n"),
            Block(.paragraph, text: "se\u{AD}cret", isHidden: true),
            Block(.paragraph, text: "end\u{A0}."),
        ]
        let after = try normalize(document)
        #expect(
            after.blocks.map(\.text) == [
                "A title", "one", "two", "a\tb", "  x  =  1", "secret", "end .",
            ])
        #expect(after.text == "A title\n\none\ntwo\n\na\tb\n\n  x  =  1\n\nend .")
        #expect(after.text == Document.text(of: after.blocks))
        #expect(after.quality.words == 9)
        #expect(after.quality.emptyReason == nil)
    }

    @Test func `cleans the facts and drops those that were only space`() throws {
        var document = Document(id: "d", text: "x")
        document.title = " The\u{A0}\n title "
        document.description = "\u{200B} "
        document.authors = ["A.\u{A0}B.", " "]
        document.site = "S\u{0}ite"
        document.tags = ["\n", "t"]
        document.links = [Link(url: "u", text: " a\nb ")]
        let after = try normalize(document)
        #expect(after.title == "The title")
        #expect(after.description == nil)
        #expect(after.authors == ["A. B."])
        #expect(after.site == "Site")
        #expect(after.tags == ["t"])
        #expect(after.links == [Link(url: "u", text: "a b")])
    }

    @Test func `says why a text is empty unless someone said it before`() throws {
        let empty = try normalize(Document(id: "d", text: " \u{200B} "))
        #expect(empty.quality.emptyReason == "no_text")
        #expect(empty.quality.words == 0)
        var known = Document(id: "d", text: "")
        known.quality.emptyReason = "no_main_content"
        #expect(try normalize(known).quality.emptyReason == "no_main_content")
    }

    @Test func `options reach the text`() throws {
        let document = Document(id: "d", text: "a  b\n\n\nc\u{AD}d")
        let config: [String: JSONValue] = [
            "collapse_space": false, "max_blank_lines": 0, "soft_hyphens": false,
        ]
        #expect(try normalize(document, config).text == "a  b\nc\u{AD}d")
    }

    @Test func `running it twice is running it once`() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<500 {
            var document = Document(id: "d", text: "")
            document.blocks = (0..<4).map { _ in
                Block(
                    Block.Kind.allCases.randomElement(using: &random) ?? .paragraph,
                    text: .random(length: 12, using: &random))
            }
            document.title = .random(length: 8, using: &random)
            let once = try normalize(document)
            let twice = try normalize(once)
            #expect(once.blocks == twice.blocks)
            #expect(once.text.utf8.elementsEqual(twice.text.utf8))
            #expect(once.title == twice.title)
        }
    }
}
