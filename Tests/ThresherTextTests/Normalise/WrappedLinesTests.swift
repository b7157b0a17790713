// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import ThresherPlugin
import ThresherText

private let prose = """
    The wind took the roof of the old fish market on Monday night, and by the morning the whole \
    quay was under water. Nobody was hurt, the harbour master said, but boats that had been moored \
    outside the breakwater were found in the fields behind the church, where the farmers are now \
    asking who will pay for the fences.
    """

/// What a program does that puts as many words on a line as fit.
private func wrap(_ text: String, _ width: Int) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
        let last = lines[lines.count - 1]
        if last.isEmpty {
            lines[lines.count - 1] = String(word)
        } else if last.count + 1 + word.count <= width {
            lines[lines.count - 1] = last + " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines.joined(separator: "\n")
}

private func normalize(
    _ text: String, _ config: [String: JSONValue] = [:], mediaType: String = "text/plain"
) throws -> Document {
    var document = Document(id: "d", source: Source(name: "d", path: "d"), bytes: Array(text.utf8))
    document.source.mediaType = mediaType
    guard
        case .forward(let decoded) = try DecodeStage(StageConfig(), StageContext()).process(
            document),
        case .forward(let after) = try NormalizeStage(StageConfig(config), StageContext())
            .process(decoded)
    else { throw StageError(.internal, "not forwarded") }
    return after
}

struct WrappedLinesTests {
    @Test(arguments: [60, 65, 72, 76, 80, 100])
    func `lines of any width become paragraphs again`(width: Int) throws {
        let text = wrap(prose, width) + "\n\n" + wrap(prose, width)
        let document = try normalize(text)
        #expect(document.text == prose + "\n\n" + prose)
        #expect((document.quality.changes["joined_lines"] ?? 0) > 4)
        #expect(try normalize(text, ["join_lines": false]).text == text)
    }

    @Test(arguments: [
        // A poem of ours.
        """
        The sea came in, the sea went out,
        it took the nets, it took the boat,
        and nobody was there to shout
        when it had risen to the throat
        of all the houses by the quay,
        and nobody was there to see.
        """,
        "Harbour Office\nQuay Street 12\n1234 Seaport\nPhone 555 0100\nOpen from nine to five",
        "- nets and planks that were found in the fields behind the church on Monday\n"
            + "- boats that had been moored outside the breakwater and were not insured\n"
            + "- fences of the farmers, for whom nobody has found the money until today\n"
            + "- a piano whose owner nobody knows, in fair condition but out of tune now",
        prose + "\n" + prose + "\n" + prose + "\n" + prose,
        "One line.\nAnother.", "a\nb\nc\nd\ne\nf",
    ])
    func `other lines stay`(text: String) throws {
        #expect(try normalize(text).text == text)
    }

    @Test func `markup has no wrapped lines to join`() throws {
        var document = Document(id: "d", text: "")
        document.source.mediaType = "text/html"
        document.blocks = [Block(.paragraph, text: wrap(prose, 72))]
        guard
            case .forward(let after) = try NormalizeStage(StageConfig(), StageContext())
                .process(document)
        else { return }
        #expect(after.text == wrap(prose, 72))
    }

    @Test func `a list among wrapped paragraphs keeps its lines`() throws {
        let list = "- nets and planks\n- boats\n- fences"
        let text = wrap(prose, 70) + "\n\n" + list + "\n\n" + wrap(prose, 70)
        #expect(try normalize(text).text == prose + "\n\n" + list + "\n\n" + prose)
    }

    @Test func `Japanese lines are joined without spaces`() throws {
        let sentence =
            "すべての人間は生まれながらにして自由でありかつ尊厳と権利とについて平等である。人間は理性と良心とを授けられており互いに同胞の精神をもって行動しなければならない。"
        let text = String(repeating: sentence, count: 4)
        let lines = stride(from: 0, to: text.count, by: 44).map {
            String(text.dropFirst($0).prefix(44))
        }
        #expect(try normalize(lines.joined(separator: "\n")).text == text)
    }

    /// Three wrapped lines, the second of which ends in the hyphen.
    private func parted(_ end: String, _ start: String, more: String) -> String {
        let head = "The wind took the roof of the old fish market on Monday night, after\n"
        let line = String(
            "by the morning the whole quay was under water and nobody was hurt in".prefix(
                67 - end.count))
        return head + line + " " + end + "\n" + start
            + " was what the harbour master said about it when the farmers from\nbehind the church "
            + "asked him who will pay for all the fences. " + more
    }

    @Test(arguments: [
        ("break-", "water", "The breakwater held.", "breakwater was"),
        ("break-", "water", "It held.", "break-water was"),
        ("well-", "known", "It is well-known.", "well-known was"),
        ("Nord-", "und", "Die Nordund.", "Nord- und was"),
        ("Jean-", "Paul", "Jeanpaul.", "Jean-Paul was"), ("co-", "19", "co19", "co-19 was"),
        ("so -", "water", "water", "so - water was"),
    ])
    func `a hyphen goes only where the text has the whole word`(
        end: String, start: String, more: String, expected: String
    ) throws {
        let document = try normalize(parted(end, start, more: more))
        #expect(document.text.contains(expected), "\(document.text)")
        #expect(!document.text.contains("\n"))
        #expect((document.quality.changes["hyphens"] == 1) == (expected == "breakwater was"))
    }

    @Test func `hyphens can be left`() throws {
        let text = parted("break-", "water", more: "The breakwater held.")
        #expect(try normalize(text, ["hyphenation": false]).text.contains("break-water was"))
    }

    @Test func `joining twice is joining once`() throws {
        var random = SeededRandom(seed: 41)
        let words =
            prose.split(separator: " ").map(String.init) + ["-", "well-", "1.", "- x", "\n"]
        for _ in 0..<150 {
            let width = Int.random(in: 30...130, using: &random)
            let paragraphs = (0..<4).map { _ in
                let text = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                    words.randomElement(using: &random) ?? ""
                }
                return wrap(text.joined(separator: " "), width)
            }
            let once = try normalize(paragraphs.joined(separator: "\n\n")).text
            #expect(try normalize(once).text == once)
        }
    }
}
