// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherPlugin
import ThresherSinks

/// The Markdown of blocks, without the front matter.
private func markdown(_ blocks: [Block]) -> String {
    var document = Document(id: "d", text: Document.text(of: blocks))
    document.blocks = blocks
    let file = MarkdownSink().render(document, pipeline: testPipeline).file()
    let text = String(decoding: file, as: UTF8.self)
    let parts = text.split(separator: "---\n\n", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 ? String(parts[1]) : ""
}

private func paragraph(_ text: String) -> String {
    let written = markdown([Block(.paragraph, text: text)])
    return written.hasSuffix("\n") ? String(written.dropLast()) : "no line end: \(written)"
}

struct MarkdownSinkTests {
    @Test func `writes the facts as front matter`() {
        let rendering = MarkdownSink().render(fullDocument(), pipeline: testPipeline)
        let duplicate = Duplicate(status: .exact, of: "X", similarity: 1, story: "S")
        let decision = MarkdownSink.render(duplicate, isLink: false)
        let expected = """
            ---
            id: "ID"
            source:
              path: "in/a.html"
              sha256: "ab12"
              media_type: "text/html"
              charset: "windows-1252"
              url: "https://example.org/a"
              record: 0
            pipeline:
              name: "news"
              fingerprint: "0123456789abcdef"
              version: 3
            duplicate:
              status: "exact"
              of: "X"
              similarity: 1.0
              story: "S"
            title: "A \\"title\\""
            description: "About\\tit"
            authors:
              - "A. B."
              - "C"
            published: "2026-03-02T09:14:07Z"
            modified: "2026-03"
            site: "Site"
            language: "en"
            url: "https://example.org/canonical"
            image: "https://example.org/i.png"
            tags:
              - "one"
            page_type: "article"
            words: 2
            ---

            # Head

            Body

            """
        #expect(String(decoding: rendering.file(decision: decision), as: UTF8.self) == expected)
    }

    @Test func `a link is front matter alone`() {
        let rendering = MarkdownSink().render(fullDocument(), pipeline: testPipeline)
        let duplicate = Duplicate(status: .exact, of: "X", story: "X")
        let decision = MarkdownSink.render(duplicate, isLink: true)
        let file = String(decoding: rendering.file(decision: decision, isLink: true), as: UTF8.self)
        #expect(file.hasPrefix("---\nid: \"ID\"\n"))
        #expect(
            file.hasSuffix(
                "duplicate:\n  status: \"exact\"\n  of: \"X\"\n  story: \"X\"\n---\n"))
        #expect(!file.contains("title:"))
    }

    @Test func `no text in the front matter can be YAML`() {
        var document = Document(id: "d", text: "x")
        document.title = "\"}: #x\\ \u{85}\u{2028}\u{FEFF}\u{1B}\n- no"
        document.authors = ["*a", "no"]
        let file = MarkdownSink().render(document, pipeline: testPipeline).file()
        let lines = String(decoding: file, as: UTF8.self)
        #expect(lines.contains(#"title: "\"}: #x\\ \u0085\u2028\ufeff\u001b\n- no""#))
        #expect(lines.contains("  - \"*a\"\n  - \"no\"\n"))
    }

    @Test func `keeps the structure of blocks`() {
        let written = markdown([
            Block(.heading, level: 2, text: "Head #"), Block(.paragraph, text: "One\nline"),
            Block(.listItem, level: 1, text: "a"), Block(.listItem, level: 3, text: "b\nc"),
            Block(.listItem, level: 1, text: "d"), Block(.quote, text: "q1"),
            Block(.quote, text: "q2\n\nq3"), Block(.code, text: "x ```\n  *y*"),
            Block(.caption, text: "A *cap*\ntion"), Block(.comment, text: "c"),
        ])
        let expected = """
            ## Head \\#

            One\\
            line

            - a
              - b\\
                c
            - d

            > q1
            >
            > q2
            >
            > q3

            ````
            x ```
              *y*
            ````

            *A \\*cap\\* tion*

            c

            """
        #expect(written == expected)
    }

    @Test func `rows make a table under their header cells`() {
        let written = markdown([
            Block(.tableRow, number: 1, isHeader: true, text: "Name\tCount"),
            Block(.tableRow, number: 2, text: "a|b"), Block(.tableRow, number: 3, text: "\t2\t3"),
            Block(.paragraph, text: "after"),
        ])
        let expected = """
            | Name | Count |  |
            | --- | --- | --- |
            | a\\|b |
            |  | 2 | 3 |

            after

            """
        #expect(written == expected)
    }

    @Test func `tables that follow one another stay apart, without header cells too`() {
        let written = markdown([
            Block(.tableRow, number: 1, text: "a\tb"), Block(.tableRow, number: 2, text: "c\td"),
            Block(.tableRow, number: 1, text: "e\t`f`"),
        ])
        let expected = """
            |  |  |
            | --- | --- |
            | a | b |
            | c | d |

            |  |  |
            | --- | --- |
            | e | \\`f\\` |

            """
        #expect(written == expected)
    }

    @Test func `lists keep numbers, and what goes on in an item`() {
        let written = markdown([
            Block(.listItem, level: 1, number: 9, text: "nine"),
            Block(.paragraph, level: 1, text: "more of nine"),
            Block(.listItem, level: 1, number: 10, text: "ten"),
            Block(.listItem, level: 2, text: "a"), Block(.code, level: 2, text: "x\n\n  `y`"),
            Block(.quote, level: 1, text: "said"), Block(.paragraph, text: "after"),
            Block(.paragraph, level: 2, text: "no item open"),
        ])
        let expected = """
            9. nine

               more of nine

            10. ten
                - a

                  ```
                  x

                    `y`
                  ```

                > said

            after

            no item open

            """
        #expect(written == expected)
    }

    @Test(arguments: [
        ("*a* _b_ `c` [d](e) <f> \\g", #"\*a\* \_b\_ \`c\` \[d\](e) \<f> \\g"#),
        ("snake_case https://x.org/a_b", "snake_case https://x.org/a_b"),
        ("# no", "\\# no"), ("> no", #"\> no"#), ("- no", #"\- no"#), ("+ no", #"\+ no"#),
        ("---", #"\---"#), ("===", #"\==="#), ("1. no", #"1\. no"#), ("12) no", #"12\) no"#),
        ("1.5 yes", "1.5 yes"), ("2026 yes", "2026 yes"), ("1234567890. yes", "1234567890. yes"),
        ("~~~", #"\~\~\~"#), ("https://x.org/~me", "https://x.org/~me"), ("| a", #"\| a"#),
        ("&amp; &#65; R&D; A & B", #"\&amp; \&#65; R\&D; A & B"#), ("    no code", "no code"),
        ("a\n- b\n    c", "a\\\n\\- b\\\nc"), ("a \n\n\n b", "a\n\n\nb"),
        ("héllo — 世界", "héllo — 世界"), (":---|---", #"\:---|---"#),
    ])
    func `text means itself`(text: String, expected: String) {
        #expect(paragraph(text) == expected)
    }

    @Test func `a document without blocks is its text`() {
        let document = Document(id: "d", text: "One.\n\n# Two")
        let file = MarkdownSink().render(document, pipeline: testPipeline).file()
        #expect(String(decoding: file, as: UTF8.self).hasSuffix("---\n\nOne.\n\n\\# Two\n"))
        let empty = MarkdownSink().render(Document(id: "d", text: ""), pipeline: testPipeline)
        #expect(String(decoding: empty.file(), as: UTF8.self).hasSuffix("\n---\n"))
    }
}
