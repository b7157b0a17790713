// SPDX-License-Identifier: Apache-2.0

/// One option of a stage, with its type.
///
/// Declared once as a static constant, listed in the spec as `.init(field)`, and read with
/// `config[Self.field]`.
public struct Field<Value: Sendable>: Sendable {
    /// The option without its Swift type.
    public let erased: AnyField
    let decode: @Sendable (JSONValue) -> Value?
    let fallback: Value
}

/// One option of a stage as validation, help and the reference page see it.
public struct AnyField: Sendable {
    /// The name in a pipeline file, `lower_snake_case`, ending in its unit.
    public let name: String
    /// What values it takes.
    public let type: FieldType
    /// The value when none is given, in the checked form.
    public let defaultValue: JSONValue
    /// What it does, one sentence.
    public let help: String

    /// Forgets a field's Swift type.
    public init<Value>(_ field: Field<Value>) { self = field.erased }

    init(name: String, type: FieldType, defaultValue: JSONValue, help: String) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.help = help
    }
}

/// What values an option takes.
///
/// The checked form of each is noted.
public indirect enum FieldType: Sendable, Equatable {
    /// `true` or `false`; checked form `bool`.
    case bool
    /// A whole number in a range; checked form `int`.
    case int(ClosedRange<Int>)
    /// A number in a range; checked form `double`.
    case number(ClosedRange<Double>)
    /// A size such as `64KB` or `200MB` in a range of bytes; checked form `int`, bytes.
    case byteCount(ClosedRange<Int>)
    /// A time such as `250ms`, `30s`, `5m`, `7d` in a range of milliseconds; checked form `int`,
    /// milliseconds.
    case duration(ClosedRange<Int>)
    /// Any text that is not empty; checked form `string`.
    case string
    /// One of a few words; checked form `string`.
    case choice([String])
    /// A list; checked form `array`.
    case list(FieldType)
}

extension Field where Value == Bool {
    /// A switch.
    public static func bool(_ name: String, default value: Bool, help: String) -> Field {
        Field(
            erased: AnyField(name: name, type: .bool, defaultValue: .bool(value), help: help),
            decode: { $0.bool }, fallback: value)
    }
}

extension Field where Value == Int {
    /// A whole number.
    public static func int(
        _ name: String, default value: Int, in range: ClosedRange<Int>, help: String
    ) -> Field {
        Field(
            erased: AnyField(name: name, type: .int(range), defaultValue: .int(value), help: help),
            decode: { $0.int }, fallback: value)
    }

    /// A size in bytes.
    public static func byteCount(
        _ name: String, default value: Int, in range: ClosedRange<Int>, help: String
    ) -> Field {
        Field(
            erased: AnyField(
                name: name, type: .byteCount(range), defaultValue: .int(value), help: help),
            decode: { $0.int }, fallback: value)
    }

    /// A time in milliseconds.
    public static func milliseconds(
        _ name: String, default value: Int, in range: ClosedRange<Int>, help: String
    ) -> Field {
        Field(
            erased: AnyField(
                name: name, type: .duration(range), defaultValue: .int(value), help: help),
            decode: { $0.int }, fallback: value)
    }
}

extension Field where Value == Double {
    /// A number.
    public static func number(
        _ name: String, default value: Double, in range: ClosedRange<Double>, help: String
    ) -> Field {
        Field(
            erased: AnyField(
                name: name, type: .number(range), defaultValue: .double(value), help: help),
            decode: { $0.double }, fallback: value)
    }
}

extension Field where Value == String {
    /// A text.
    public static func string(_ name: String, default value: String, help: String) -> Field {
        Field(
            erased: AnyField(name: name, type: .string, defaultValue: .string(value), help: help),
            decode: { $0.string }, fallback: value)
    }
}

extension Field where Value == [String] {
    /// A list of texts.
    public static func strings(_ name: String, default value: [String], help: String) -> Field {
        Field(
            erased: AnyField(
                name: name, type: .list(.string), defaultValue: .array(value.map { .string($0) }),
                help: help),
            decode: { $0.array?.compactMap(\.string) }, fallback: value)
    }
}

extension Field where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of an enumeration's words.
    public static func choice(_ name: String, default value: Value, help: String) -> Field {
        Field(
            erased: AnyField(
                name: name, type: .choice(Value.allCases.map(\.rawValue)),
                defaultValue: .string(value.rawValue), help: help),
            decode: { $0.string.flatMap(Value.init(rawValue:)) }, fallback: value)
    }
}

extension Field {
    /// Some of an enumeration's words.
    public static func choices<Choice: RawRepresentable & CaseIterable & Sendable>(
        _ name: String, default value: [Choice], help: String
    ) -> Field where Value == [Choice], Choice.RawValue == String {
        Field(
            erased: AnyField(
                name: name, type: .list(.choice(Choice.allCases.map(\.rawValue))),
                defaultValue: .array(value.map { .string($0.rawValue) }), help: help),
            decode: { $0.array?.compactMap { $0.string.flatMap(Choice.init(rawValue:)) } },
            fallback: value)
    }
}

/// A stage's options after they have been checked against its spec.
public struct StageConfig: Sendable, Equatable {
    /// The options that were given, in their checked forms.
    public let values: [String: JSONValue]

    /// Creates options; those left out have their defaults.
    public init(_ values: [String: JSONValue] = [:]) { self.values = values }

    /// The value of an option.
    public subscript<Value>(field: Field<Value>) -> Value {
        values[field.erased.name].flatMap(field.decode) ?? field.fallback
    }
}
