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
    /// The fields that differ; attachments, which no sink writes, are not compared.
    static func fields(_ left: Document, _ right: Document) -> [DocumentField] {
        let own = Set(left.extra.keys).union(right.extra.keys).filter {
            left.extra[$0] != right.extra[$0]
        }
        return DocumentField.all.filter { !$0.isEqual(in: left, right) }
            + own.sorted().map { DocumentField($0) }
    }
}
