// SPDX-License-Identifier: Apache-2.0

/// Says what the YAML parser could not read in our words and at the place that has to be mended.
enum SyntaxMessage {
    static func report(_ error: YAMLSyntaxError, to checker: Checker) {
        let source = checker.source
        let errorLine = source.place(at: error.offset).line
        let firstLine = error.contextOffset.map { source.place(at: $0).line } ?? errorLine
        // The parser notices a tab late or takes it for something else; the tab is the mistake.
        let tabs = (min(firstLine, errorLine)...errorLine).compactMap {
            tab(inLine: $0, of: source)
        }
        if let first = tabs.first {
            checker.error(at: first, "a tab cannot indent; use blanks")
            let line = source.place(at: first).line
            guard line < source.lineCount else { return }
            for next in (line + 1)...source.lineCount {
                guard let tab = tab(inLine: next, of: source) else { continue }
                checker.error(at: tab, "a tab cannot indent; use blanks")
            }
            return
        }
        checker.error(at: error.offset, message(error, source))
    }

    /// The offset of a tab in a line's indentation; `nil` for lines of blanks or comments too.
    private static func tab(inLine number: Int, of source: SourceText) -> Int? {
        let line = source.line(number).scalars
        let indentation = line.prefix { $0 == " " || $0 == "\t" }
        guard let tab = indentation.firstIndex(of: "\t"), indentation.endIndex < line.endIndex,
            line[indentation.endIndex] != "#"
        else { return nil }
        return tab
    }

    private static func message(_ error: YAMLSyntaxError, _ source: SourceText) -> String {
        let scalars = source.scalars
        let found = error.offset < scalars.count ? scalars[error.offset] : nil
        let before = error.offset > 0 ? scalars[error.offset - 1] : nil
        switch error.problem {
        case "found character that cannot start any token":
            let shown = found.map { Visible.text(String($0)) } ?? ""
            return "'\(shown)' cannot begin a value; put the value in quotes"
        case "control characters are not allowed":
            return "control characters are not allowed"
        case _ where error.problem.hasPrefix("Maximum nesting level"):
            return YAMLComposer.depthMessage
        case "mapping values are not allowed in this context":
            return "a second ': ' in one line; put the value in quotes or begin a new line"
        default: break
        }
        if found == "{", before == "$" {
            return "'${…}' inside '[ ]' or '{ }' must be in quotes"
        }
        var text = "YAML: \(error.problem)"
        if let context = error.context {
            text += " \(context)"
            if let begin = error.contextOffset {
                text += " that begins on line \(source.place(at: begin).line)"
            }
        }
        return text
    }
}
