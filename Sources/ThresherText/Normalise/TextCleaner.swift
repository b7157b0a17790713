// SPDX-License-Identifier: Apache-2.0

/// Brings text into one form: the same words are the same bytes.
package struct TextCleaner: Sendable {
    /// What is done; each switch alone.
    package struct Options: Sendable, Equatable {
        /// The normalisation form of Unicode.
        package var form = Form.nfc
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
        /// Which wide and narrow characters get their usual width.
        package var width = Width.letters
        /// The longest run of one punctuation mark; 0 for any.
        package var maxPunctuation = 3
        /// Which form quotation marks get.
        package var quotes = QuoteMarks.keep

        /// Everything on.
        package init() {}
    }

    /// A normalisation form of Unicode Standard Annex 15.
    package enum Form: String, Sendable, CaseIterable {
        case keep, nfc, nfkc
    }

    /// Which wide and narrow characters get their usual width.
    package enum Width: String, Sendable, CaseIterable {
        case keep, letters, all
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

    package let options: Options

    /// Creates a cleaner.
    package init(_ options: Options = Options()) { self.options = options }

    /// The text in its one form; cleaning it again changes nothing.
    package func clean(_ text: String, as shape: Shape = .flow) -> String {
        var changes = TextChanges()
        return clean(text, as: shape, counting: &changes)
    }

    /// The text in its one form, and what was changed.
    package func clean(
        _ text: String, as shape: Shape = .flow, counting changes: inout TextChanges
    ) -> String {
        let isProse = shape == .flow || shape == .line
        // The check takes runs of three marks for plain.
        let isUsual =
            options.quotes != .typographic
            && (options.maxPunctuation == 0 || options.maxPunctuation >= 3)
        if isUsual, ICU.isPlain(text, lines: shape == .flow) { return text }
        var text = text
        if options.form == .nfkc { text = compose(text, compatible: true, &changes) }
        if !isClean(text.utf8Span.span, shape) {
            text = rewrite(text.utf8Span.span, shape, &changes)
        }
        if options.form != .keep { text = compose(text, compatible: false, &changes) }
        guard isProse else { return text }
        if options.maxPunctuation > 0 {
            text = PunctuationRuns.shorten(text, to: options.maxPunctuation, &changes)
        }
        return options.quotes.apply(to: text, &changes)
    }

    private func compose(
        _ text: String, compatible: Bool, _ changes: inout TextChanges
    ) -> String {
        var span = text.utf8Span
        if span.isKnownASCII { return text }
        if !compatible && span.checkForNFC(quickCheck: true) { return text }
        guard let composed = ICU.compose(text, compatible: compatible) else { return text }
        if !composed.utf8.elementsEqual(text.utf8) { changes[.composed] += 1 }
        return composed
    }

    // MARK: The fast check

    /// Whether nothing can be there to rewrite.
    ///
    /// Nearly every text passes, so this alone is hot.
    private func isClean(_ bytes: Span<UInt8>, _ shape: Shape) -> Bool {
        if bytes.isEmpty { return true }
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

    private func rewrite(
        _ bytes: Span<UInt8>, _ shape: Shape, _ changes: inout TextChanges
    ) -> String {
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
            let kind = CharacterClass(value)
            switch kind {
            case .ordinary: output.append(bytes, start..<index)
            case .space: output.space()
            case .tab: output.tab()
            case .lineFeed: output.lineFeed()
            case .lineEnd where options.unifiesLineEnds:
                if value == 0x0D && index < bytes.count && bytes[index] == 0x0A { index += 1 }
                changes[.lineEnds] += 1
                output.lineFeed()
            case .exoticSpace where options.unifiesSpaces:
                changes[.spaces] += 1
                output.space()
            case .softHyphen where options.removesSoftHyphens:
                changes[.softHyphens] += 1
                if shape == .flow, let next = Self.nextLine(bytes, index) {
                    // A word was parted here at a line's end.
                    changes[.hyphens] += 1
                    index = next
                }
            case .zeroWidth where options.removesZeroWidth: changes[.zeroWidth] += 1
            case .bidi where options.removesBidi: changes[.bidiControls] += 1
            case .control where options.removesControls: changes[.controls] += 1
            case .wideLetter where options.width != .keep, .wideSign where options.width == .all:
                changes[.width] += 1
                output.append(WidthFolding.folded(value))
            default: output.append(bytes, start..<index)
            }
        }
        return output.finish()
    }

    /// Where the next line's first letter is, when a line ends at an index and no empty one follows.
    private static func nextLine(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        var index = index
        if index < bytes.count, bytes[index] == 0x0D { index += 1 }
        guard index < bytes.count, bytes[index] == 0x0A else { return nil }
        index += 1
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index < bytes.count && bytes[index] > 0x20 ? index : nil
    }
}

extension TextCleaner.Shape {
    /// The shape that keeps runs of white space.
    fileprivate var uncollapsed: TextCleaner.Shape { self == .flow ? .code : self }
}
