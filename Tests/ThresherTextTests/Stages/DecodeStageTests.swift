// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherPlugin
import ThresherTesting
import ThresherText

private func decode(_ bytes: [UInt8], mediaType: String, charset: String? = nil) throws -> Document
{
    var document = Document(id: "d", source: Source(name: "d", path: "d"), bytes: bytes)
    document.source.mediaType = mediaType
    document.source.declaredCharset = charset
    let verdict = try DecodeStage(StageConfig(), StageContext()).process(document)
    guard case .forward(let after) = verdict else { throw StageError(.internal, "not forwarded") }
    return after
}

struct DecodeStageTests {
    @Test func `keeps the stage contract`() { checkStage(DecodeStage.self) }

    @Test func `says what it read and how it knew`() throws {
        let document = try decode(
            [0x63, 0x61, 0x66, 0xE9, 0x81], mediaType: "text/html", charset: " Latin1 ")
        #expect(document.content == "café\u{81}")
        #expect(document.source.charset == "windows-1252")
        #expect(document.source.charsetFrom == "declared")
        #expect(document.source.replacements == 0)
    }

    @Test func `says how much it restored`() throws {
        let document = try decode(Array("cafÃ© â€“ ok".utf8), mediaType: "text/plain")
        #expect(document.content == "café – ok")
        #expect(document.text == "café – ok")
        #expect(document.source.repaired == 2)
    }

    @Test(arguments: [
        "text/html", "application/xhtml+xml", "application/xml", "text/xml", "application/rss+xml",
    ])
    func `leaves markup to later stages`(mediaType: String) throws {
        let document = try decode(Array("<p>a\n\n<p>b".utf8), mediaType: mediaType)
        #expect(document.content == "<p>a\n\n<p>b")
        #expect(document.text.isEmpty)
        #expect(document.blocks.isEmpty)
    }

    @Test(arguments: [
        ("a\nb\n\nc", ["a\nb", "c"]), ("a\r\nb\r\n\r\nc", ["a\nb", "c"]),
        ("a\rb\r\rc", ["a\nb", "c"]), ("\n\n a\n \t\n\n\nb \n", [" a", "b "]), ("", []),
        ("\n \n", []), ("a\r\n", ["a"]), ("\r\na", ["a"]),
    ])
    func `parts plain text at blank lines`(text: String, expected: [String]) throws {
        for mediaType in ["text/plain", "text/markdown"] {
            let document = try decode(Array(text.utf8), mediaType: mediaType)
            #expect(document.blocks.map(\.text) == expected)
            #expect(document.blocks.allSatisfy { $0.kind == .paragraph })
            #expect(document.text == expected.joined(separator: "\n\n"))
            #expect(document.content == text)
        }
    }

    @Test func `more paragraphs than can be useful lose nothing`() throws {
        let text = String(repeating: "a\n\n", count: 260_000)
        let document = try decode(Array(text.utf8), mediaType: "text/plain")
        #expect(document.blocks.count == 250_000)
        #expect(document.text.utf8.count == text.utf8.count - 2)
    }
}
