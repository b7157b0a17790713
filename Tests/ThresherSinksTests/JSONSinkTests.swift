// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherPlugin
import ThresherSinks

/// The pipeline that all sink tests render for.
let testPipeline = PipelineIdentity(name: "news", fingerprint: "0123456789abcdef", version: 3)

/// A document with every fact.
func fullDocument() -> Document {
    var source = Source(name: "a.html", path: "in/a.html")
    source.byteCount = 1234
    source.sha256 = "ab12"
    source.mediaType = "text/html"
    source.charset = "windows-1252"
    source.charsetFrom = "meta"
    source.replacements = 2
    source.repaired = 3
    source.url = "https://example.org/a"
    source.record = 0
    var document = Document(id: "ID", source: source, bytes: [1, 2, 3])
    document.content = "<p>never written"
    document.title = "A \"title\""
    document.description = "About\tit"
    document.authors = ["A. B.", "C"]
    document.published = "2026-03-02T09:14:07Z"
    document.modified = "2026-03"
    document.site = "Site"
    document.language = Language(tag: "en", confidence: 0.875)
    document.language?.declared = "de"
    document.url = "https://example.org/canonical"
    document.image = "https://example.org/i.png"
    document.tags = ["one"]
    document.pageType = PageType(type: "article", confidence: 1)
    document.metadataFrom = ["title": "og", "authors": "json-ld"]
    document.text = "Head\n\nBody"
    document.blocks = [
        Block(.heading, level: 1, text: "Head"), Block(.paragraph, text: "Body"),
        Block(.paragraph, text: "secret", isHidden: true), Block(.paragraph, text: ""),
    ]
    document.dropped = [
        DroppedBlock(text: "Home", reason: "navigation", score: 0.25),
        DroppedBlock(text: "x", reason: "hidden"),
    ]
    document.links = [Link(url: "https://example.org/b", text: "b")]
    document.dateline = Dateline(text: "PARIS, May 2", place: "PARIS", country: "FR", date: "May 2")
    document.agencies = ["Reuters"]
    document.credits = [Credit(text: "A. Lens", caption: "The Head")]
    let head = TextSpan(text: "Head", start: 0, end: 4)
    document.entities = [Entity(kind: .place, name: "Head", mentions: [head])]
    document.entities[0].latitude = 1.5
    document.quotes = [Quote(span: head)]
    document.quotes[0].speaker = "Body"
    document.quotes[0].cue = "said"
    document.quotes[0].attribution = TextSpan(text: "Body", start: 6, end: 10)
    document.figures = [Figure(span: head, value: 60), Figure(span: head, value: 0.5)]
    document.figures[0].upper = 70
    document.figures[0].qualifier = "more than"
    document.figures[0].of = "soldiers"
    document.figures[0].claimant = "Body"
    document.figures[1].unit = "percent"
    document.dates = [DateMention(span: head, precision: .day)]
    document.dates[0].value = "2026-05-02"
    document.dates[0].until = "2026-05-03"
    document.identifiers = [Identifier(kind: "email", value: "a@b.example", span: head)]
    document.extra = ["zeta": 1, "mood": "PARIS", "text": "not again"]
    document.quality.words = 2
    document.quality.emptyReason = "no_text"
    document.quality.truncated = ["depth"]
    document.quality.changes = ["spaces": 2, "controls": 1]
    document.quality.rules = ["b_rule": true, "a_rule": 0.5]
    return document
}

struct JSONSinkTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `writes every fact in a fixed order`() {
        let file = JSONSink().render(fullDocument(), pipeline: testPipeline).file()
        let expected = """
            {"id":"ID","schema":"thresher.document/1",\
            "source":{"name":"a.html","path":"in/a.html","bytes":1234,"sha256":"ab12",\
            "media_type":"text/html","charset":"windows-1252","charset_from":"meta",\
            "replacements":2,"repaired":3,"url":"https://example.org/a","record":0},\
            "title":"A \\"title\\"","description":"About\\tit","authors":["A. B.","C"],\
            "published":"2026-03-02T09:14:07Z","modified":"2026-03","site":"Site",\
            "language":{"tag":"en","confidence":0.875,"declared":"de"},"url":"https://example.org/canonical",\
            "image":"https://example.org/i.png","tags":["one"],\
            "page_type":{"type":"article","confidence":1.0},\
            "metadata_from":{"authors":"json-ld","title":"og"},"text":"Head\\n\\nBody",\
            "blocks":[{"kind":"heading","level":1,"text":"Head"},\
            {"kind":"paragraph","text":"Body"}],\
            "dropped":[{"text":"Home","reason":"navigation","score":0.25},\
            {"text":"x","reason":"hidden"}],\
            "links":[{"url":"https://example.org/b","text":"b"}],\
            "dateline":{"text":"PARIS, May 2","place":"PARIS","country":"FR","date":"May 2"},\
            "agencies":["Reuters"],"credits":[{"text":"A. Lens","caption":"The Head"}],\
            "entities":[{"kind":"place","name":"Head","latitude":1.5,\
            "mentions":[{"text":"Head","start":0,"end":4}]}],\
            "quotes":[{"text":"Head","start":0,"end":4,"speaker":"Body","cue":"said",\
            "attribution":{"text":"Body","start":6,"end":10}}],\
            "figures":[{"text":"Head","start":0,"end":4,"value":60,"upper":70,\
            "qualifier":"more than","of":"soldiers","claimant":"Body"},\
            {"text":"Head","start":0,"end":4,"value":0.5,"unit":"percent"}],\
            "dates":[{"text":"Head","start":0,"end":4,"value":"2026-05-02",\
            "until":"2026-05-03","precision":"day"}],\
            "identifiers":[{"kind":"email","value":"a@b.example","text":"Head","start":0,"end":4}],\
            "mood":"PARIS","zeta":1,\
            "quality":{"words":2,"empty_reason":"no_text","truncated":["depth"],\
            "changes":{"controls":1,"spaces":2},\
            "a_rule":0.5,"b_rule":true},\
            "pipeline":{"name":"news","fingerprint":"0123456789abcdef","version":3}}

            """
        #expect(text(file) == expected)
    }

    @Test func `leaves out what is absent`() {
        let document = Document(id: "ID", text: "x")
        let file = JSONSink().render(document, pipeline: testPipeline).file()
        let expected = """
            {"id":"ID","schema":"thresher.document/1",\
            "source":{"name":"ID","path":"ID","bytes":0,"media_type":"application/octet-stream"},\
            "text":"x",\
            "pipeline":{"name":"news","fingerprint":"0123456789abcdef","version":3}}

            """
        #expect(text(file) == expected)
    }

    @Test func `the decision stands between body and pipeline`() throws {
        let duplicate = Duplicate(status: .near, of: "X", similarity: 0.5, story: "S")
        let decision = JSONSink.render(duplicate, isLink: false)
        let file = JSONSink().render(fullDocument(), pipeline: testPipeline)
            .file(decision: decision)
        let value = try JSONValue(parsing: file)
        #expect(
            value.members?.map(\.key).suffix(3) == ["quality", "duplicate", "pipeline"])
        #expect(
            value["duplicate"]
                == ["status": "near", "of": "X", "similarity": 0.5, "story": "S"])
    }

    @Test func `a link is a whole object without the body`() throws {
        let duplicate = Duplicate(status: .exact, of: "X", story: "X")
        let file = JSONSink().render(fullDocument(), pipeline: testPipeline)
            .file(decision: JSONSink.render(duplicate, isLink: true), isLink: true)
        let value = try JSONValue(parsing: file)
        #expect(value.members?.map(\.key) == ["id", "schema", "source", "duplicate", "pipeline"])
        #expect(value["duplicate"] == ["status": "exact", "of": "X", "story": "X"])
    }

    @Test func `any text comes back from the file as it was`() throws {
        var document = fullDocument()
        document.text = (0...0x2FF).compactMap(Unicode.Scalar.init).map(String.init).joined()
        document.title = "\u{0}\u{7F}\u{2028}\u{FFFE}👍\\\"\u{8}"
        let file = JSONSink().render(document, pipeline: testPipeline).file()
        let value = try JSONValue(parsing: file)
        #expect(value["text"]?.string?.utf8.elementsEqual(document.text.utf8) == true)
        #expect(value["title"]?.string?.utf8.elementsEqual(document.title?.utf8 ?? "".utf8) == true)
        #expect(file.dropLast().allSatisfy { $0 != 0x0A })
    }
}

struct TextSinkTests {
    private func file(_ document: Document, _ duplicate: Duplicate? = nil, isLink: Bool = false)
        -> String
    {
        let decision = duplicate.map { TextSink.render($0, isLink: isLink) } ?? []
        let rendering = TextSink().render(document, pipeline: testPipeline)
        return String(decoding: rendering.file(decision: decision, isLink: isLink), as: UTF8.self)
    }

    @Test func `writes the text and one line end`() {
        #expect(file(fullDocument()) == "Head\n\nBody\n")
        #expect(file(Document(id: "d", text: "x\n")) == "x\n")
        #expect(file(Document(id: "d", text: "")).isEmpty)
    }

    @Test func `says nothing about a relation, except where only that is left`() {
        let duplicate = Duplicate(status: .exact, of: "X", story: "X")
        #expect(file(fullDocument(), duplicate) == "Head\n\nBody\n")
        #expect(file(fullDocument(), duplicate, isLink: true) == "duplicate of X\n")
    }
}
