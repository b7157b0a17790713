// SPDX-License-Identifier: Apache-2.0

extension DocumentField {
    /// The built-in fields; no stage's own field has one of their names.
    public static let all = accesses.map(\.field)

    /// Whether a document may be without it: it always has bytes and counts.
    public var canBeAbsent: Bool { access?.canBeAbsent ?? true }

    /// Whether a document has a value of it.
    ///
    /// ``duplicate`` is decided when a document is committed: until then it has none.
    public func hasValue(in document: Document) -> Bool {
        access?.hasValue(document) ?? (document.extra[name] != nil)
    }

    /// Whether two documents have the same value of it, or neither has one.
    public func isEqual(in left: Document, _ right: Document) -> Bool {
        access?.isEqual(left, right) ?? (left.extra[name] == right.extra[name])
    }

    private var access: Access? { Self.accessesByName[name] }
    private static let accessesByName = Dictionary(
        uniqueKeysWithValues: accesses.map { ($0.field.name, $0) })

    private static let accesses: [Access] = [
        .always(.bytes) { $0.bytes },
        .optional(.content) { $0.content },
        .list(.text) { $0.text },
        .list(.blocks) { $0.blocks },
        .list(.dropped) { $0.dropped },
        Access(.charset, hasValue: { $0.source.charset != nil }) { $0.source == $1.source },
        .optional(.title) { $0.title },
        .optional(.description) { $0.description },
        .list(.authors) { $0.authors },
        .optional(.published) { $0.published },
        .optional(.modified) { $0.modified },
        .optional(.site) { $0.site },
        .optional(.language) { $0.language },
        .optional(.url) { $0.url },
        .optional(.image) { $0.image },
        .list(.tags) { $0.tags },
        .optional(.section) { $0.section },
        .optional(.license) { $0.license },
        .optional(.pageType) { $0.pageType },
        .list(.metadataFrom) { $0.metadataFrom },
        .list(.links) { $0.links },
        .optional(.dateline) { $0.dateline },
        .list(.agencies) { $0.agencies },
        .list(.credits) { $0.credits },
        .list(.entities) { $0.entities },
        .list(.quotes) { $0.quotes },
        .list(.figures) { $0.figures },
        .list(.dates) { $0.dates },
        .list(.identifiers) { $0.identifiers },
        .always(.quality) { $0.quality },
        Access(.duplicate, hasValue: { _ in false }) { _, _ in true },
    ]

    /// Where a built-in field stands in a document.
    private struct Access: Sendable {
        let field: DocumentField
        var canBeAbsent = true
        let hasValue: @Sendable (Document) -> Bool
        let isEqual: @Sendable (Document, Document) -> Bool

        init(
            _ field: DocumentField, hasValue: @escaping @Sendable (Document) -> Bool,
            isEqual: @escaping @Sendable (Document, Document) -> Bool
        ) {
            self.field = field
            self.hasValue = hasValue
            self.isEqual = isEqual
        }

        static func optional<Value: Equatable & SendableMetatype>(
            _ field: DocumentField, _ value: @escaping @Sendable (Document) -> Value?
        ) -> Access {
            Access(field, hasValue: { value($0) != nil }) { value($0) == value($1) }
        }

        /// A field whose value is empty when there is none.
        static func list<Value: Collection & Equatable & SendableMetatype>(
            _ field: DocumentField, _ value: @escaping @Sendable (Document) -> Value
        ) -> Access {
            Access(field, hasValue: { !value($0).isEmpty }) { value($0) == value($1) }
        }

        static func always<Value: Equatable & SendableMetatype>(
            _ field: DocumentField, _ value: @escaping @Sendable (Document) -> Value
        ) -> Access {
            var access = Access(field, hasValue: { _ in true }) { value($0) == value($1) }
            access.canBeAbsent = false
            return access
        }
    }
}
