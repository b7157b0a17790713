// SPDX-License-Identifier: Apache-2.0

/// How often normalisation changed what.
package struct TextChanges: Sendable, Equatable {
    /// What was changed; the names are those in the document.
    package enum Kind: String, Sendable, CaseIterable {
        case controls, hyphens, punctuation, quotes, spaces, width
        case bidiControls = "bidi_controls"
        /// Texts, not characters.
        case composed
        case joinedLines = "joined_lines"
        case lineEnds = "line_ends"
        case softHyphens = "soft_hyphens"
        case zeroWidth = "zero_width"
    }

    private var counts = [Int](repeating: 0, count: Kind.allCases.count)
    private static let places = Dictionary(
        uniqueKeysWithValues: Kind.allCases.enumerated().map { ($1, $0) })

    /// Creates a record of no change.
    package init() {}

    /// The count of one kind.
    package subscript(kind: Kind) -> Int {
        get { counts[Self.places[kind] ?? 0] }
        set { counts[Self.places[kind] ?? 0] = newValue }
    }

    /// The counts that are not 0, by their names.
    package var named: [String: Int] {
        var named: [String: Int] = [:]
        for kind in Kind.allCases where self[kind] != 0 { named[kind.rawValue] = self[kind] }
        return named
    }
}
