// SPDX-License-Identifier: Apache-2.0
public import ThresherPlugin

/// Documents to try stages on.
public enum SampleDocument {
    /// A document whose bytes, content and text are the same, as an early stage would leave it.
    ///
    /// - Parameters:
    ///   - text: Markup, for a media type of markup.
    ///   - mediaType: The media type.
    /// - Returns: A document with one paragraph, the text.
    public static func make(_ text: String, mediaType: String = "text/plain") -> Document {
        var document = Document(id: "00000000000000000000000000", text: text)
        document.bytes = Array(text.utf8)
        document.content = text
        document.blocks = text.isEmpty ? [] : [Block(.paragraph, text: text)]
        document.source.mediaType = mediaType
        document.source.byteCount = document.bytes.count
        return document
    }

    /// Documents that have broken stages before, with what they are.
    ///
    /// - Parameter mediaTypes: What the stage works on; empty for all.
    /// - Returns: Titles for messages, and documents.
    static func hostile(mediaTypes: [String]) -> [(String, Document)] {
        let types = mediaTypes.isEmpty ? ["text/plain", "text/html"] : mediaTypes.map(concrete)
        var documents: [(String, Document)] = []
        for type in types {
            for (title, text) in texts {
                documents.append(("\(title) as \(type)", make(text, mediaType: type)))
            }
            var bare = Document(id: "bare", source: Source(name: "bare", path: "bare"))
            bare.source.mediaType = type
            documents.append(("nothing but an id as \(type)", bare))
            var broken = bare
            broken.bytes = [0xFF, 0xFE, 0x00, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0x81]
            broken.content = "\u{FFFD}"
            documents.append(("broken bytes as \(type)", broken))
            documents.append(("every fact as \(type)", full(mediaType: type)))
        }
        return documents
    }

    private static func concrete(_ mediaType: String) -> String {
        mediaType.hasSuffix("/*") ? mediaType.dropLast() + "plain" : mediaType
    }

    private static let texts: [(String, String)] = [
        ("an empty text", ""),
        ("white space", " \t\r\n\u{A0}\u{3000}\u{2028} "),
        ("control characters", "a\u{0}b\u{1B}c\u{7F}d\u{85}e\u{FEFF}f\u{FFFE}g"),
        ("direction marks", "\u{202E}abc\u{2066}שלום\u{2069}\u{200F}"),
        ("one letter with a thousand marks", "e" + String(repeating: "\u{301}", count: 1000)),
        ("emoji", "👩‍👩‍👧‍👦🏳️‍🌈🏴󠁧󠁢󠁥󠁮󠁧󠁿👍🏽"),
        ("many scripts", "Ünïcödé 中文 日本語 한국어 ไทย हिन्दी العربية Ελληνικά ﬁ ① Å"),
        ("markup", "<p>a<b>b</p><!-- <script>x</script> --><div hidden>&amp;&#0;&bogus;"),
        ("open markup", String(repeating: "<div><p>", count: 2000) + "<a href='"),
        ("brackets", String(repeating: "[{(<", count: 20_000)),
        ("a huge text", String(repeating: "The quick brown fox — jumps over. ", count: 29_000)),
        ("a huge word", String(repeating: "x", count: 1_000_000)),
        ("a million line ends", String(repeating: "\n", count: 1_000_000)),
    ]

    private static func full(mediaType: String) -> Document {
        var document = make("Title\n\nSome text  with\u{AD} facts.", mediaType: mediaType)
        document.blocks = Block.Kind.allCases.map {
            Block($0, level: 3, text: "A \u{2009}\($0.rawValue)\n with\tparts")
        }
        document.blocks.append(Block(.paragraph, text: "hidden", isHidden: true))
        document.text = Document.text(of: document.blocks)
        document.title = " Title\n\u{0}"
        document.description = ""
        document.authors = ["", "A. Writer"]
        document.published = "not a date"
        document.url = "http://[bad"
        document.tags = ["\u{200B}"]
        document.section = " \u{AD}"
        document.links = [Link(url: "", text: "\n")]
        document.language = Language(tag: "und")
        document.source.declaredCharset = "no-such-charset"
        return document
    }
}
