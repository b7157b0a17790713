// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherExtract
import ThresherPlugin

struct AttributionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var language: String
        var speakers: [String]
        var text: String

        var testDescription: String { "\(language) \(text.prefix(60))" }
    }

    /// The cases of `Tests/Corpora/attributions.txt`.
    static let cases: [Case] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = tests.appending(path: "Corpora/attributions.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "=== ").dropFirst().map { part in
            let line = part.prefix { $0 != "\n" }
            return Case(
                language: String(line.prefix(2)),
                speakers: line.count > 3
                    ? line.dropFirst(3).components(separatedBy: " | ") : [],
                text: part.dropFirst(line.count).trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }()

    @Test func `there are cases of eight languages`() {
        #expect(Set(Self.cases.map(\.language)).count == 8)
    }

    @Test(arguments: cases)
    func `each quote has its speaker`(one: Case) throws {
        let document = try facts(one.text, language: one.language)
        #expect(document.quotes.map { $0.speaker ?? "nil" } == one.speakers)
        expectPlaces(document)
    }
}
