// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import ThresherPlugin

/// The texts of real pages, which lie beside the checkout and are no part of it.
private enum Corpus {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/corpus")

    /// Every so many-th text of a corpus; none when it is absent.
    static func texts(_ name: String, every: Int) -> [String] {
        let file = folder.appending(path: "\(name)/ground-truth.jsonl")
        guard let data = try? Data(contentsOf: file) else { return [] }
        return data.split(separator: 0x0A).enumerated().compactMap { index, line in
            guard index % every == 0,
                let value = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            else { return nil }
            return value["text"] as? String
        }
    }

    static let isThere = FileManager.default.fileExists(atPath: folder.path())
}

/// Whatever the text, each value's offsets give exactly its words.
struct PlacesTests {
    private static let parts = [
        "Mr", "Jo", "Ray", "said", "сказал", "Иван", "قال", "محمد", "Mme", "Müller", "sagte",
        "dijo",
        "2.5", "1,200", "million", "%", "€", "$", "km²", "5pm", "3 May", "2024", "Monday",
        "le 3 mai",
        "“", "”", "«", "»", "\"", "„", "‘", "’", "—", "-", "–", ":", ".", ",", "!", "?", "(", ")",
        "/",
        "\n", "\n\n", "  ", "\t", "\u{a0}", "\u{200b}", "\u{301}", "👩‍👩‍👧", "字", "e\u{301}", "\u{ad}",
        "jo@ray.example", "www.ray.example", "+1 202 555 0143", "MMSI", "211331640", "KELMAR",
        "(AP)",
        "two", "hundred", "and", "von", "de", "البالغة", "١٢", "Kelmar", "Paris", "mid-May",
        "Ende 2026",
    ]

    @Test(arguments: ["en", "de", "fr", "es", "it", "pt", "ru", "ar"])
    func `in random text`(language: String) throws {
        var random = SeededRandom(seed: UInt64(language.utf8.reduce(0) { $0 * 31 + Int($1) }))
        for _ in 0..<40 {
            var text = ""
            for _ in 0..<Int.random(in: 1...120, using: &random) {
                text += Self.parts.randomElement(using: &random) ?? ""
                if Bool.random(using: &random) { text += " " }
            }
            for structure in [false, true] {
                expectPlaces(
                    try facts(
                        text, language: language, published: "2024-05-15", structure: structure))
            }
        }
    }

    @Test(
        .enabled(if: Corpus.isThere, "../shared/corpus is absent"),
        arguments: [("wcxb-dev", 60), ("news-dev", 12)])
    func `in the texts of real pages`(name: String, every: Int) throws {
        let texts = Corpus.texts(name, every: every)
        #expect(texts.count > 10)
        for text in texts { expectPlaces(try facts(text, structure: true)) }
    }
}
