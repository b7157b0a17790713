// SPDX-License-Identifier: Apache-2.0

/// Values that one stage leaves on a document for a later one, at most one of each type.
///
/// They live as long as the document is in a worker; no sink writes them. A parsed tree that three
/// stages read is parsed once and attached.
public struct Attachments: Sendable {
    private var values: [(type: ObjectIdentifier, value: any Sendable)] = []

    /// Creates an empty set.
    public init() {}

    /// The value of that type; assigning replaces it, assigning `nil` removes it.
    public subscript<Value: Sendable>(_ type: Value.Type) -> Value? {
        get {
            let id = ObjectIdentifier(type)
            for entry in values where entry.type == id { return entry.value as? Value }
            return nil
        }
        set {
            let id = ObjectIdentifier(type)
            values.removeAll { $0.type == id }
            if let newValue { values.append((id, newValue)) }
        }
    }
}
