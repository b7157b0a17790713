// SPDX-License-Identifier: Apache-2.0

/// A YAML node as it was written: scalars are text, no type has been guessed.
struct YAMLNode {
    /// What the node is.
    indirect enum Kind {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLPair])
        /// Something that was refused already and stands for any value.
        case refused
    }

    var kind: Kind
    /// The offset of its first scalar in the source.
    var start: Int
    /// The offset behind its last scalar.
    var end: Int

    var scalar: YAMLScalar? {
        guard case .scalar(let scalar) = kind else { return nil }
        return scalar
    }

    var pairs: [YAMLPair]? {
        guard case .mapping(let pairs) = kind else { return nil }
        return pairs
    }

    var elements: [YAMLNode]? {
        guard case .sequence(let elements) = kind else { return nil }
        return elements
    }

    /// Whether it was refused already.
    var isRefused: Bool {
        if case .refused = kind { true } else { false }
    }

    /// Whether nothing was written: an empty plain scalar, `~` or `null`.
    var isNull: Bool {
        guard let scalar, scalar.isPlain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
    }

    /// What it is, in a message: `'text'`, `a list` or `a mapping`.
    var found: String {
        switch kind {
        case .scalar(let scalar): isNull ? "nothing" : Visible.quoted(scalar.text)
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .refused: "a value that was refused"
        }
    }
}

/// A scalar's text, after quotes and escapes, before any meaning.
struct YAMLScalar {
    var text: String
    /// Whether it was written without quotes and not as a block.
    var isPlain: Bool
}

/// A key and its value.
struct YAMLPair {
    var key: String
    /// The offset of the key in the source.
    var keyStart: Int
    var value: YAMLNode
}
