// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherHTML
import ThresherPlugin

struct ContentModelTests {
    @Test func `the program's own model fits its features and names its data`() throws {
        let model = try #require(ContentModel(ContentModel.resource))
        for source in ["WCXB", "CC BY 4.0", "Apache-2.0", "inputs_sha256"] {
            #expect(model.provenance.contains(source))
        }
    }

    @Test func `tells the page types that the stage promises`() {
        #expect(ContentModel.shared.pageTypes.sorted() == ContentStage.spec.pageTypes)
    }

    @Test func `refuses a model that is cut short or of another version`() {
        let bytes = ContentModel.resource
        #expect(ContentModel([]) == nil)
        for count in stride(from: 1, to: bytes.count, by: max(bytes.count / 97, 1)) {
            #expect(ContentModel(Array(bytes.prefix(count))) == nil)
        }
        for place in [0, 4, 8] {
            var other = bytes
            other[place] ^= 1
            #expect(ContentModel(other) == nil)
        }
    }

    @Test func `survives any damage to a model`() throws {
        // Whatever is read, no walk may leave a tree or go on for ever.
        var bytes = ContentModel.resource
        let start = bytes.count / 2
        for place in stride(from: start, to: bytes.count, by: 211) { bytes[place] ^= 0x5A }
        _ = ContentModel(bytes)
    }

    @Test func `gives each block a row and each column a name`() throws {
        let markup = "<nav><a href=/>Home</a></nav><h1>Tide</h1><p>High water at noon.</p>"
        let training = try #require(TrainingPage(page(markup)))
        let names = Set(TrainingPage.columns)
        #expect(names.count == TrainingPage.columns.count)
        #expect(training.blocks.count == 3)
        let rows = training.rows(FeatureTables())
        #expect(rows.count == 3 * TrainingPage.columns.count)
        func value(_ column: String, _ row: Int) throws -> Float {
            let index = try #require(TrainingPage.columns.firstIndex(of: column))
            return rows[row * TrainingPage.columns.count + index]
        }
        #expect(try value("text.linkDensity", 0) == 1)
        #expect(try value("inside.navigation", 0) == 1)
        #expect(try value("inside.navigation", 2) == 0)
        #expect(try value("text.words", 2) == 4)
        #expect(try value("text.endsSentence", 2) == 1)
        #expect(try value("place.blocksAfterTitle", 2) == 1)
        #expect(try value("page.links", 1) == 1)
    }

    @Test func `reads names and phrases of the elements that have text`() throws {
        let markup = "<div class='postBody is-open'><p>One two</p></div><div class=empty></div>"
        let training = try #require(TrainingPage(page(markup)))
        #expect(training.names.count == 4)
        #expect(training.names.allSatisfy { $0.first == 0 && $0.end == 1 })
        // Two words, one pair, the whole.
        #expect(training.phrases.count == 4)
    }
}
