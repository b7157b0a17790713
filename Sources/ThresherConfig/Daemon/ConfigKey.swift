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
    /// Its value in a configuration, in the checked form.
    package let value: @Sendable (DaemonConfig) -> JSONValue

    /// Creates a key from a field.
    ///
    /// - Parameters:
    ///   - field: Name, type, default and help.
    ///   - words: Words that may stand in place of a value.
    ///   - defaultWord: One of these words, when it is the default.
    ///   - mayBeEmpty: Whether an empty text is a value.
    ///   - value: Where a configuration has it.
    private init<Value>(
        _ field: Field<Value>, words: [String] = [], defaultWord: String? = nil,
        mayBeEmpty: Bool = false, value: @escaping @Sendable (DaemonConfig) -> JSONValue
    ) {
        name = field.erased.name
        type = field.erased.type
        defaultValue = defaultWord.map { .string($0) } ?? field.erased.defaultValue
        help = field.erased.help
        self.words = words
        self.mayBeEmpty = mayBeEmpty
        self.value = value
    }
}

extension ConfigKey {
    static func number(
        _ field: Field<Int>, _ value: @escaping @Sendable (DaemonConfig) -> Int
    ) -> ConfigKey {
        ConfigKey(field) { .int(value($0)) }
    }

    static func text(
        _ field: Field<String>, mayBeEmpty: Bool = false,
        _ value: @escaping @Sendable (DaemonConfig) -> String
    ) -> ConfigKey {
        ConfigKey(field, mayBeEmpty: mayBeEmpty) { .string(value($0)) }
    }

    static func texts(
        _ field: Field<[String]>, _ value: @escaping @Sendable (DaemonConfig) -> [String]
    ) -> ConfigKey {
        ConfigKey(field) { .array(value($0).map { .string($0) }) }
    }

    static func choice<Value: RawRepresentable<String> & SendableMetatype>(
        _ field: Field<Value>, _ value: @escaping @Sendable (DaemonConfig) -> Value
    ) -> ConfigKey {
        ConfigKey(field) { .string(value($0).rawValue) }
    }

    /// A time in milliseconds, or one of the words for ever and not at all.
    static func keeping(
        _ field: Field<Int>, words: [String], defaultWord: String? = nil,
        _ value: @escaping @Sendable (DaemonConfig) -> DaemonConfig.Keeping
    ) -> ConfigKey {
        ConfigKey(field, words: words, defaultWord: defaultWord) { config in
            switch value(config) {
            case .keep: "keep"
            case .delete: "delete"
            case .for(let milliseconds): .int(milliseconds)
            }
        }
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
