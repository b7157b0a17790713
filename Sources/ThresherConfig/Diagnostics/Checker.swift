// SPDX-License-Identifier: Apache-2.0

/// Collects what is wrong with one file.
///
/// Every reader of a part gets it, says what it finds, and goes on.
final class Checker {
    /// The most diagnostics that a file gets; a hostile file could have hundreds of thousands.
    static let maxDiagnostics = 500

    let source: SourceText
    /// Whether the source is an option of the command line, which has no lines.
    let isOption: Bool
    /// What `${VAR}` stands for.
    let environment: [String: String]
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var errorCount = 0
    private var suppressedCount = 0

    init(_ source: SourceText, environment: [String: String] = [:], isOption: Bool = false) {
        self.source = source
        self.isOption = isOption
        self.environment = environment
    }

    /// Whether an error was found so far.
    var hasErrors: Bool { errorCount > 0 }

    /// Notes an error at an offset.
    func error(at offset: Int, _ message: @autoclosure () -> String, suggestion: String? = nil) {
        errorCount += 1
        add(.error, offset, message, suggestion)
    }

    /// Notes a warning at an offset.
    func warning(at offset: Int, _ message: @autoclosure () -> String) {
        add(.warning, offset, message, nil)
    }

    /// Notes an error, and with it the valid word that was probably meant.
    ///
    /// - Parameters:
    ///   - offset: Where the wrong word stands.
    ///   - message: What is wrong.
    ///   - word: The wrong word.
    ///   - candidates: The words valid there.
    ///   - fallback: What to add to the message when none of them is near.
    func error(
        at offset: Int, _ message: @autoclosure () -> String, word: String,
        among candidates: @autoclosure () -> [String], orElse fallback: @autoclosure () -> String
    ) {
        // To look for what was meant takes time, which a hostile file would ask for very often.
        guard !isFull else { return error(at: offset, "") }
        if let nearest = Suggestion.nearest(to: word, among: candidates()) {
            error(at: offset, "\(message()); did you mean '\(nearest)'?", suggestion: nearest)
        } else {
            error(at: offset, message() + fallback())
        }
    }

    /// Notes that a word is none of the valid ones: adds the nearest, or all when none is near.
    func unknown(
        at offset: Int, _ message: @autoclosure () -> String, word: String,
        among candidates: [String]
    ) {
        error(
            at: offset, message(), word: word, among: candidates,
            orElse: candidates.isEmpty || candidates.count > 40
                ? "" : "; valid here: \(candidates.joined(separator: ", "))")
    }

    /// Everything found, by place.
    func finished() -> [Diagnostic] {
        var all = diagnostics.sortedByPlace()
        if suppressedCount > 0 {
            all.append(
                Diagnostic(
                    file: source.name,
                    place: all.last?.place,
                    message: "\(suppressedCount) more mistakes are not shown"))
        }
        return all
    }

    /// Whether no further diagnostic is kept.
    private var isFull: Bool { diagnostics.count >= Checker.maxDiagnostics }

    private func add(
        _ severity: Diagnostic.Severity, _ offset: Int, _ message: () -> String,
        _ suggestion: String?
    ) {
        guard !isFull else {
            suppressedCount += 1
            return
        }
        let place = source.place(at: offset)
        diagnostics.append(
            Diagnostic(
                severity, file: source.name, place: isOption ? nil : place, message: message(),
                suggestion: suggestion, excerpt: isOption ? nil : source.excerpt(at: place)))
    }
}
