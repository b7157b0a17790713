// SPDX-License-Identifier: Apache-2.0

/// The path of an output in the ledger and in manifests: the file's own name.
///
/// Its parts were escaped once when the name was made. Lines of earlier builds have it escaped a
/// second time, so that each backslash is `\\x5cxNN`. A name that happens to look like that is still
/// written so: every line reads back to the name that was meant.
extension BytePath {
    /// The text that stands for this output.
    var outputText: String {
        let text = printable
        return BytePath.isEscapedTwice(text) ? display : text
    }

    /// Reads what ``outputText`` wrote, or an earlier build.
    init(outputText text: String) {
        self = BytePath.isEscapedTwice(text) ? BytePath(display: text) : BytePath(text)
    }

    private static func isEscapedTwice(_ text: String) -> Bool {
        let escapes = text.utf8.split(
            separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false
        ).dropFirst()
        return !escapes.isEmpty
            && escapes.allSatisfy { escape in
                let digits = Array(escape.dropFirst(4).prefix(2))
                return escape.starts(with: "x5cx".utf8) && digits.count == 2
                    && hex(digits[0], digits[1]) != nil
            }
    }
}
