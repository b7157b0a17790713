// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherExtract
import ThresherPlugin

/// The article that users drop, which lies beside the checkout and is no part of it.
private enum Seed {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/seed")

    static let text: String? = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.first { $0.hasSuffix(".txt") }.flatMap {
            try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
    }()
}

@Suite(.enabled(if: Seed.text != nil, "../shared/seed is absent"))
struct SeedArticleTests {
    private let document: Document

    init() throws {
        let text = try #require(Seed.text).replacing("\r\n", with: "\n")
        document = try facts(text, structure: true)
    }

    @Test func `story and what stands around it are parted`() {
        #expect(document.title == "Dozens of Syrian soldiers reportedly killed in strike")
        #expect(document.description?.hasPrefix("Russian and Syrian militaries say") == true)
        #expect(document.agencies.contains("Al Jazeera") && document.agencies.contains("Agencies"))
        #expect(document.blocks.count == 15)
        #expect(document.dropped.count { $0.reason == "related" } == 4)
        #expect(document.credits.map(\.text) == ["US Air Force handout via Reuters"])
        for outside in ["Profile:", "Analysis:", "SOURCE", "blasts US", "civil war:", "handout"] {
            #expect(!document.text.contains(outside))
        }
    }

    @Test func `each quote has its speaker`() {
        let speakers = document.quotes.map(\.speaker)
        #expect(
            speakers == ["Russian Defence Ministry", "Pentagon", "Pentagon", "Marwan Bishara"])
    }

    @Test func `each figure has its claimant`() {
        let figures = document.figures.map { figure in
            let words = [figure.qualifier, figure.of, figure.state, figure.claimant]
            return "\(Int(figure.value)) \(words.map { $0 ?? "-" }.joined(separator: ", "))"
        }
        #expect(
            figures == [
                "60 more than, Syrian soldiers, killed, a Russian military spokesman",
                "2 -, F-16s, -, Igor Konashenkov", "2 -, A-10s, -, Igor Konashenkov",
                "62 -, soldiers, killed, Igor Konashenkov",
                "100 more than, wounded, wounded, Igor Konashenkov",
                "80 at least, Syrian soldiers, died, Syrian Observatory for Human Rights",
            ])
    }

    @Test func `names are among the entities`() {
        let names = Set(document.entities.map(\.name))
        for name in [
            "Igor Konashenkov", "Marwan Bishara", "Deir Az Zor", "Pentagon",
            "United Nations Security Council", "Russia", "Syria",
        ] {
            #expect(names.contains(name))
        }
    }
}
