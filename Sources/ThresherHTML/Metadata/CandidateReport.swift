// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// The candidates of a page and their features, for the training of the weights.
package enum CandidateReport {
    /// Whether there is one weight for each feature, so that the weights are those of the code.
    package static var weightsFitFeatures: Bool {
        LearnedWeights.title.count == TitleFeature.allCases.count
            && LearnedWeights.date.count == DateFeature.allCases.count
            && LearnedWeights.author.count == AuthorFeature.allCases.count
    }

    /// One line of JSON: `name`, and for `title`, `date` and `author` a list of candidates, each
    /// with `value`, `from` and the names of the features that hold.
    package static func json(page: String, name: String) -> String {
        let tree = HTMLParser.parse(page)
        let finder = MetadataFinder(tree, Segmenter.run(tree), source: nil)
        let candidates = PageCandidates(
            tree, finder, address: finder.url()?.value, site: finder.site()?.value,
            language: finder.language()?.value)
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("name", name)
        list("title", candidates.titles, &writer) { .string($0) }
        list("date", candidates.dates, &writer) { .string($0.iso) }
        list("author", candidates.writers, &writer) { .array($0.map(JSONValue.string)) }
        writer.key("features")
        writer.beginObject()
        names("title", TitleFeature.self, &writer)
        names("date", DateFeature.self, &writer)
        names("author", AuthorFeature.self, &writer)
        writer.endObject()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func names<Feature: CaseIterable>(
        _ key: String, _ type: Feature.Type, _ writer: inout JSONWriter
    ) {
        writer.member(key, JSONValue.array(type.allCases.map { .string("\($0)") }))
    }

    private static func list<Value, Feature>(
        _ key: String, _ candidates: [Ranked<Value, Feature>], _ writer: inout JSONWriter,
        _ value: (Value) -> JSONValue
    ) {
        writer.member(
            key,
            JSONValue.array(
                candidates.map { candidate in
                    [
                        "value": value(candidate.value), "from": .string(candidate.from),
                        "features": .array(candidate.features.map { .int($0.rawValue) }),
                    ]
                }))
    }
}
