// SPDX-License-Identifier: Apache-2.0

/// A place in a file: line and column from 1, columns counted in Unicode scalars.
package struct Place: Sendable, Hashable, Comparable {
    /// The line.
    package var line: Int
    /// The column.
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: Place, right: Place) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// One mistake in the configuration, or something that is probably one.
package struct Diagnostic: Sendable, Equatable {
    /// How much it matters.
    package enum Severity: String, Sendable {
        /// The configuration is refused.
        case error
        /// The configuration is taken.
        case warning
    }

    /// How much it matters.
    package var severity: Severity
    /// The file's name as it was given; for an override, the option's.
    package var file: String
    /// Where in the file; `nil` when it is about the file as a whole.
    package var place: Place?
    /// What is wrong, what was found, what is allowed: lower case, without full stop.
    package var message: String
    /// The valid name that was probably meant; the message contains it.
    package var suggestion: String?
    /// The line that the place is in.
    package var excerpt: Excerpt?

    /// A line of a file, or what is around a place in a long one.
    package struct Excerpt: Sendable, Equatable {
        /// The text, without line end; `…` stands for what is left out.
        package var text: String
        /// The place's column in it, from 1.
        package var column: Int
    }

    package init(
        _ severity: Severity = .error, file: String, place: Place? = nil, message: String,
        suggestion: String? = nil, excerpt: Excerpt? = nil
    ) {
        self.severity = severity
        self.file = file
        self.place = place
        self.message = message
        self.suggestion = suggestion
        self.excerpt = excerpt
    }
}

extension [Diagnostic] {
    /// Whether any of them refuses the configuration.
    package var hasErrors: Bool { contains { $0.severity == .error } }

    /// The files in the order they first came, each file's diagnostics by place.
    package func sortedByPlace() -> [Diagnostic] {
        var rank: [String: Int] = [:]
        for diagnostic in self where rank[diagnostic.file] == nil {
            rank[diagnostic.file] = rank.count
        }
        func key(_ item: (offset: Int, element: Diagnostic)) -> (Int, Int, Int, Int) {
            let place = item.element.place ?? Place(line: 0, column: 0)
            return (rank[item.element.file] ?? 0, place.line, place.column, item.offset)
        }
        return enumerated().sorted { key($0) < key($1) }.map(\.element)
    }
}

/// What stands in the way of a configuration.
package struct ConfigurationError: Error, Sendable, Equatable {
    /// Every mistake and warning, by file and place; at least one error.
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sortedByPlace()
    }

    /// A name that nothing has, with the nearest one or all there are.
    ///
    /// - Parameters:
    ///   - kind: What the name should be of.
    ///   - name: The name.
    ///   - place: Where it was given.
    ///   - names: Those there are.
    init(unknown kind: String, _ name: String, in place: String, among names: [String]) {
        let near = Suggestion.nearest(to: name, among: names)
        let hint =
            near.map { "; did you mean '\($0)'?" }
            ?? "; there are: \(names.joined(separator: ", "))"
        self.init([
            Diagnostic(
                file: place, message: "unknown \(kind) \(Visible.quoted(name))\(hint)",
                suggestion: near)
        ])
    }
}
