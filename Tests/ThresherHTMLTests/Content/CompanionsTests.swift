// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

struct CompanionsTests {
    /// The texts that stay, given the score of each block; those of 0.5 and more are kept.
    private func kept(
        _ body: String, _ scores: [Double], type: String, confidence: Double = 0.9
    ) throws -> [String] {
        let document = try stripped("<body>\(body)")
        let segmentation = try #require(document.attachments[Segmentation.self])
        #expect(segmentation.count == scores.count)
        let all = Array(0..<segmentation.count)
        return Companions.joined(
            to: all.filter { scores[$0] >= 0.5 }, among: all, scores: scores,
            of: segmentation, type: PageType(type: type, confidence: confidence)
        ) { segmentation.block($0).text.contains("€") }
        .map { segmentation.block($0).text }
    }

    @Test func `code goes with the text before it, in manuals and forums`() throws {
        let body =
            "<pre>no</pre><p>Call it so:</p><pre>a()</pre><pre>b()</pre><p>Home</p><pre>no</pre>"
        let scores = [0.1, 0.9, 0.1, 0, 0.1, 0.4]
        for type in ["documentation", "forum"] {
            #expect(try kept(body, scores, type: type) == ["Call it so:", "a()", "b()"])
        }
        #expect(try kept(body, scores, type: "article") == ["Call it so:"])
        #expect(try kept(body, scores, type: "forum", confidence: 0.4) == ["Call it so:"])
    }

    @Test func `fills short gaps of a manual with what is not unlikely`() throws {
        let body = "<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p>"
        #expect(
            try kept(body, [0.3, 0.9, 0.3, 0.1, 0.9], type: "documentation") == ["b", "c", "e"])
        #expect(try kept(body, [0.3, 0.9, 0.3, 0.1, 0.9], type: "service") == ["b", "e"])
        let long = String(repeating: "<p>x</p>", count: 11)
        let scores = [0.9] + Array(repeating: 0.3, count: 11) + [0.9]
        #expect(try kept("<p>a</p>\(long)<p>b</p>", scores, type: "documentation") == ["a", "b"])
    }

    @Test func `a price goes with the name before it, in collections`() throws {
        let body =
            "<h2>Sea boots</h2><p>€ 64</p><h2>Waders</h2><p>€ 8</p><p>€ 8 for all orders of the year and the next</p>"
        let scores = [0.9, 0.1, 0.1, 0.1, 0.1]
        #expect(try kept(body, scores, type: "collection") == ["Sea boots", "€ 64"])
        #expect(try kept(body, scores, type: "collection", confidence: 0.4).count == 2)
        #expect(try kept(body, scores, type: "product") == ["Sea boots"])
    }

    @Test func `a product keeps its name and its first price`() throws {
        let body = """
            <h1><a href=/>Kitchen & Co</a></h1><h1>Enamel kettle</h1><p>128 reviews</p><p>€ 44</p>
            <p>€ 59</p><p>It is fired at 830 degrees.</p>
            """
        let scores = [0.3, 0.2, 0.1, 0.1, 0.1, 0.9]
        let text = "It is fired at 830 degrees."
        #expect(
            try kept(body, scores, type: "product") == ["Enamel kettle", "€ 44", text])
        #expect(try kept(body, scores, type: "product", confidence: 0.4) == [text])
        #expect(try kept(body, scores, type: "article") == [text])
        #expect(try kept(body, scores.map { min($0, 0.3) }, type: "product").isEmpty)
    }
}
