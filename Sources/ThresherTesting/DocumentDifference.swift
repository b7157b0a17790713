// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What a stage made of a document, comparable.
enum Answer: Equatable {
    case forward(Document, evidence: [UInt8]?)
    case drop(DropReason)
    case fail(StageError)

    init(of stage: any Stage, _ document: Document) {
        do throws(StageError) {
            switch try stage.process(document) {
            case .forward(let after):
                self = .forward(
                    after, evidence: try (stage as? any DecidedStage)?.evidence(for: after))
            case .drop(let reason): self = .drop(reason)
            case .fail(let error): self = .fail(error)
            }
        } catch {
            self = .fail(error)
        }
    }

    static func == (left: Answer, right: Answer) -> Bool {
        switch (left, right) {
        case (.forward(let left, let leftEvidence), .forward(let right, let rightEvidence)):
            left.id == right.id && leftEvidence == rightEvidence
                && DocumentDifference.fields(left, right).isEmpty
        case (.drop(let left), .drop(let right)): left == right
        case (.fail(let left), .fail(let right)): left == right
        default: false
        }
    }
}

/// Compares documents field by field.
enum DocumentDifference {
    /// The names of the fields that differ; attachments, which no sink writes, are not compared.
    static func fields(_ left: Document, _ right: Document) -> [String] {
        var names: [String] = []
        func compare<Value: Equatable>(_ field: DocumentField, _ path: KeyPath<Document, Value>) {
            if left[keyPath: path] != right[keyPath: path] { names.append(field.name) }
        }
        compare(.bytes, \.bytes)
        compare(.content, \.content)
        compare(.text, \.text)
        compare(.blocks, \.blocks)
        compare(.dropped, \.dropped)
        compare(.charset, \.source)
        compare(.title, \.title)
        compare(.description, \.description)
        compare(.authors, \.authors)
        compare(.published, \.published)
        compare(.modified, \.modified)
        compare(.site, \.site)
        compare(.language, \.language)
        compare(.url, \.url)
        compare(.image, \.image)
        compare(.tags, \.tags)
        compare(.section, \.section)
        compare(.license, \.license)
        compare(.pageType, \.pageType)
        compare(.links, \.links)
        compare(.dateline, \.dateline)
        compare(.agencies, \.agencies)
        compare(.credits, \.credits)
        compare(.entities, \.entities)
        compare(.quotes, \.quotes)
        compare(.figures, \.figures)
        compare(.dates, \.dates)
        compare(.identifiers, \.identifiers)
        compare(.quality, \.quality)
        for name in Set(left.extra.keys).union(right.extra.keys).sorted()
        where left.extra[name] != right.extra[name] {
            names.append(name)
        }
        return names
    }
}
