// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

struct RepeatedTextTests {
    private let sentence = "The ferry left an hour late because of the tide."

    /// The texts that stay of a page whose blocks are all content.
    private func kept(_ body: String) throws -> [String] {
        let document = try stripped("<body>\(body)")
        let segmentation = try #require(document.attachments[Segmentation.self])
        let all = Array(0..<segmentation.count)
        return RepeatedText.removed(from: all, of: segmentation).map {
            segmentation.block($0).text
        }
    }

    @Test func `takes running text once, where it stands first`() throws {
        let other = "Nobody on the quay had been told anything about it."
        #expect(
            try kept("<p>\(sentence)</p><p>\(other)</p><blockquote>\(sentence)</blockquote>")
                == [sentence, other])
    }

    @Test func `leaves short text, items, rows and code as often as they stand`() throws {
        #expect(try kept("<p>Add to cart</p><p>Add to cart</p>").count == 2)
        #expect(try kept("<ul><li>\(sentence)</li><li>\(sentence)</li></ul>").count == 2)
        #expect(try kept("<pre>\(sentence)</pre><pre>\(sentence)</pre>").count == 2)
        let row = "<tr><td>12</td><td>\(sentence)</td></tr>"
        #expect(try kept("<table>\(row)\(row)</table>").count == 2)
    }

    @Test func `text that differs in a letter is another`() throws {
        #expect(try kept("<p>\(sentence)</p><p>\(sentence.lowercased())</p>").count == 2)
    }
}
