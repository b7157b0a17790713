// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

extension StageCheck {
    /// Checks that the spec says all that its readers need.
    func spec() {
        let spec = type.spec
        checkWord(spec.name, "name")
        checkSentence(spec.summary, "summary")
        if spec.reads.isEmpty && spec.writes.isEmpty { fail("neither reads nor writes a field") }
        if spec.examples.isEmpty { fail("has no example") }
        for mode in spec.failureModes { checkSentence(mode, "failure mode") }
        for mediaType in spec.mediaTypes where mediaType.split(separator: "/").count != 2 {
            fail("media type '\(mediaType)' is not of the form 'text/html' or 'text/*'")
        }
        var names: Set<String> = []
        for field in spec.fields {
            if !names.insert(field.name).inserted { fail("two options are called '\(field.name)'") }
            check(field)
        }
    }

    private func check(_ field: AnyField) {
        checkWord(field.name, "option")
        checkSentence(field.help, "help of '\(field.name)'")
        if !ExampleConfig.isValue(field.defaultValue, of: field.type) {
            fail("default of '\(field.name)' is not one of its values")
        }
    }

    /// Checks a `lower_snake_case` word.
    private func checkWord(_ word: String, _ what: String) {
        if !Self.isWord(word) { fail("\(what) '\(word)' is not lower_snake_case") }
    }

    /// Whether a word is `lower_snake_case`.
    static func isWord(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        return bytes.first.map { $0 >= 0x61 && $0 <= 0x7A } == true
            && bytes.allSatisfy {
                ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F
            }
            && bytes.last != 0x5F && !word.contains("__")
    }

    private func checkSentence(_ text: String, _ what: String) {
        if text.isEmpty { return fail("\(what) is empty") }
        if !text.hasSuffix(".") { fail("\(what) does not end with a full stop") }
        if text.utf8.contains(0x0A) { fail("\(what) has more than one line") }
    }
}
