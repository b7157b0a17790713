// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherPlugin

struct DocumentFieldTests {
    @Test func `every property of a document is a field`() {
        let others: Set = ["id", "source", "extra", "attachments"]
        let document = Document(id: "d", source: Source(name: "d", path: "d"))
        let names = Mirror(reflecting: document).children.compactMap(\.label).map { label in
            label.map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
        }
        let fields = DocumentField.all.map(\.name)
        #expect(Set(fields).count == fields.count)
        #expect(
            Set(names).subtracting(others) == Set(fields).subtracting(["charset", "duplicate"]))
    }

    @Test func `a document has what was given to it`() {
        var document = Document(id: "d", source: Source(name: "d", path: "d"))
        let empty = document
        let always = DocumentField.all.filter { $0.hasValue(in: document) }
        #expect(always == DocumentField.all.filter { !$0.canBeAbsent })
        document.title = "T"
        document.tags = ["t"]
        document.source.charset = "utf-8"
        document.extra["mood"] = "good"
        let changed: [DocumentField] = [.charset, .title, .tags, "mood"]
        #expect(
            changed.allSatisfy { $0.hasValue(in: document) && !$0.isEqual(in: document, empty) })
        let others = DocumentField.all.filter { !changed.contains($0) }
        #expect(others.allSatisfy { $0.isEqual(in: document, empty) })
    }
}
