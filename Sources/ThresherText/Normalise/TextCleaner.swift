// SPDX-License-Identifier: Apache-2.0

/// Brings text into one form: the same words are the same bytes.
package struct TextCleaner: Sendable {
    /// What is done; each switch alone.
    package struct Options: Sendable, Equatable {
        /// Characters in their composed form (NFC).
        package var composes = true
        /// Removes control characters, noncharacters and the like.
        package var removesControls = true
        /// Makes every line end a line feed.
        package var unifiesLineEnds = true
        /// Makes every kind of space the plain one.
        package var unifiesSpaces = true
        /// Removes soft hyphens.
        package var removesSoftHyphens = true
        /// Removes characters without width that join or part nothing visible.
        package var removesZeroWidth = true
        /// Removes the marks that steer the direction of writing.
        package var removesBidi = true
        /// Makes each run of white space one space, or one line end if it holds one.
        package var collapsesSpace = true
        /// How many empty lines in a row are kept.
        package var maxBlankLines = 1

        /// Everything on.
        package init() {}
    }

    /// What a text is, which decides what its white space means.
    package enum Shape: Sendable {
        /// Lines and paragraphs.
        case flow
        /// One line, as a title is.
        case line
        /// One line of cells that tabs part.
        case row
        /// White space stays as it is, save empty lines at both ends.
        case code
    }

    package var options: Options

    /// Creates a cleaner.
    package init(_ options: Options = Options()) { self.options = options }

    /// The text in its one form; cleaning it again changes nothing.
    package func clean(_ text: String, as shape: Shape = .flow) -> String {
        let cleaned = isClean(text.utf8Span.span, shape) ? text : rewrite(text.utf8Span.span, shape)
        guard options.composes else { return cleaned }
        var span = cleaned.utf8Span
        if span.isKnownASCII || span.checkForNFC(quickCheck: true) { return cleaned }
        return ICU.nfc(cleaned) ?? cleaned
    }

    // MARK: The fast check

    /// Whether nothing can be there to rewrite.
    ///
    /// Nearly every text passes, so this alone is hot.
    private func isClean(_ bytes: Span<UInt8>, _ shape: Shape) -> Bool {
        var wasSpace = true
        var index = 0
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            index += 1
            if byte > 0x20 && byte < 0x7F {
                wasSpace = false
            } else if byte == 0x20 {
                if wasSpace { return false }
                wasSpace = true
            } else if byte == 0x0A {
                if wasSpace || (shape != .flow && shape != .code) { return false }
                wasSpace = true
            } else if byte < 0x80 || isSuspect(bytes, index - 1, byte) {
                return false
            } else if byte >= 0xC0 {
                wasSpace = false
            }
        }
        return !wasSpace
    }

    /// Whether the sequence that this lead byte starts may be other than ordinary.
    private func isSuspect(_ bytes: Span<UInt8>, _ index: Int, _ lead: UInt8) -> Bool {
        guard lead >= 0xC2 else { return false }
        switch lead {
        case 0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0...:
            // Quotes and dashes share their first two bytes with spaces and marks.
            return CharacterClass(bytes.scalar(at: index).value) != .ordinary
        default: return false
        }
    }

    // MARK: The rewriting

    private func rewrite(_ bytes: Span<UInt8>, _ shape: Shape) -> String {
        var output = CleanedText(
            shape: options.collapsesSpace ? shape : shape.uncollapsed,
            maxLineFeeds: shape == .code ? .max : options.maxBlankLines + 1,
            capacity: bytes.count)
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index] > 0x20, bytes[index] < 0x7F { index += 1 }
            if index > start {
                output.append(bytes, start..<index)
                continue
            }
            let (value, length) = bytes.scalar(at: index)
            index += length
            switch CharacterClass(value) {
            case .ordinary: output.append(bytes, start..<index)
            case .space: output.space()
            case .tab: output.tab()
            case .lineFeed: output.lineFeed()
            case .lineEnd where options.unifiesLineEnds:
                if value == 0x0D && index < bytes.count && bytes[index] == 0x0A { index += 1 }
                output.lineFeed()
            case .exoticSpace where options.unifiesSpaces: output.space()
            case .softHyphen where options.removesSoftHyphens: break
            case .zeroWidth where options.removesZeroWidth: break
            case .bidi where options.removesBidi: break
            case .control where options.removesControls: break
            default: output.append(bytes, start..<index)
            }
        }
        return output.finish()
    }
}

extension TextCleaner.Shape {
    /// The shape that keeps runs of white space.
    fileprivate var uncollapsed: TextCleaner.Shape { self == .flow ? .code : self }
}
