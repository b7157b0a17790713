// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

struct TemplateSlotsTests {
    /// Two posts of a name, a date and a text, the second of which is hidden in part.
    private static let page = """
        <h1>Squeal</h1><div class=post><b>ann</b><p class=date>May</p><p>My pads squeal.</p></div>
        <div class="post odd"><b>bo</b><p class=date>June</p><p>Mine too.</p><p hidden>no</p></div>
        """
    private static let scores = [0.9, 0.6, 0.2, 0.8, 0.4, 0.4, 1, 0.1]

    private func agreed(_ type: String?) throws -> [Double] {
        let document = try stripped("<body>\(Self.page)")
        let tree = try #require(document.attachments[HTMLTree.self])
        let segmentation = try #require(document.attachments[Segmentation.self])
        #expect(segmentation.count == Self.scores.count)
        return TemplateSlots.agreed(Self.scores, tree, segmentation, type: type)
            .map { ($0 * 1000).rounded() / 1000 }
    }

    @Test func `moves what stands in one place of a template halfway to its mean`() throws {
        let expected = [0.9, 0.55, 0.25, 0.85, 0.45, 0.35, 0.95, 0.1]
        for type in ["forum", "service", "listing"] {
            #expect(try agreed(type) == expected)
        }
    }

    @Test func `leaves other kinds of page alone`() throws {
        for type in ["article", "product", "documentation", nil] {
            #expect(try agreed(type) == Self.scores)
        }
    }
}
