// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// One key of the daemon's configuration, as data.
///
/// Parsing, defaults, suggestions, the effective form and the test of `config/thresher.yaml` all
/// come from the table of these, ``DaemonKeys``.
package struct ConfigKey: Sendable {
    /// The key's name.
    package let name: String
    /// What values it takes.
    package let type: FieldType
    /// Words that may stand in place of a value of that type.
    package let words: [String]
    /// Whether an empty text is a value.
    package let mayBeEmpty: Bool
    /// The value when none is given, in the checked form.
    package let defaultValue: JSONValue
    /// What it does, one sentence.
    package let help: String

    /// Creates a key from a field.
    ///
    /// - Parameters:
    ///   - field: Name, type, default and help.
    ///   - words: Words that may stand in place of a value.
    ///   - defaultWord: One of these words, when it is the default.
    ///   - mayBeEmpty: Whether an empty text is a value.
    init<Value>(
        _ field: Field<Value>, words: [String] = [], defaultWord: String? = nil,
        mayBeEmpty: Bool = false
    ) {
        name = field.erased.name
        type = field.erased.type
        defaultValue = defaultWord.map { .string($0) } ?? field.erased.defaultValue
        help = field.erased.help
        self.words = words
        self.mayBeEmpty = mayBeEmpty
    }
}

/// Keys that stand together.
package struct ConfigSection: Sendable {
    /// The section's key; empty for the top level.
    package let name: String
    /// Its keys, in the order of the documentation.
    package let keys: [ConfigKey]
    /// `section.key`, or the key alone at the top level.
    package func path(of key: ConfigKey) -> String {
        name.isEmpty ? key.name : "\(name).\(key.name)"
    }
}
