// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink
internal import ThresherPlugin

/// Cuts a parsed page into leaf blocks, in one walk in document order.
///
/// Block-level elements and custom elements, unless they stand among words, begin and end a block,
/// two line breaks in a row part paragraphs, everything else is inline. A row of a data table is one block, and so is
/// preformatted text. Only the first block of a list item is an item; what follows in it keeps the
/// item's level.
struct Segmenter {
    /// What holds inside of the element that is being walked.
    private struct State {
        var container = 0
        var kind = Block.Kind.paragraph
        var level = 0
        /// The depth of the list item around it, 0 outside of any.
        var itemLevel = 0
        var isHidden = false
        /// Hidden only until a reader unfolds it.
        var isFolded = false
        var isInDetails = false
        var isInDataTable = false
        var isInTableHead = false
        /// Inside a row of a data table, which block boundaries do not cut.
        var isInRow = false
        var style = SegmentWriter.Style()
    }

    private struct Frame {
        var node: Int
        var end: Int
        var isBlock: Bool
        /// The last element inside so far.
        var lastChild: Int?
        var anchor: Int?
        var outer: State
        var opensList = false
        var opensItem = false
        /// Words to which a browser adds quotation marks.
        var isQuotation = false
        /// What is written above or beside the words of a `<ruby>`.
        var readings: [String] = []
    }

    private let tree: HTMLTree
    private var writer: SegmentWriter
    private var result: Segmentation
    private var state = State()
    private var frames: [Frame] = []
    private var lists = ListNumbers()
    private var table = TableGrid()
    private var folds: FoldedParts
    /// Hidden inline elements of the open block, which become blocks of their own after it.
    private var hiddenInline: [Int] = []
    /// Links that ended in the open block, whose text may still lose blanks at its end.
    private var closedAnchors: [Int] = []
    /// Up to which node elements that call themselves line numbers were looked into.
    private var judgedGutters = 0
    /// The inline element that has just ended, with nothing after it yet.
    private var lastInline: ThresherHTMLTag?

    private init(_ tree: HTMLTree) {
        self.tree = tree
        writer = SegmentWriter(capacity: tree.bytes.count / 2)
        folds = FoldedParts(tree)
        result = Segmentation(
            firstSegment: Array(repeating: 0, count: max(tree.count, 1)),
            endSegment: Array(repeating: 0, count: max(tree.count, 1)))
    }

    static func run(_ tree: HTMLTree) -> Segmentation {
        var segmenter = Segmenter(tree)
        segmenter.walk()
        return segmenter.result
    }

    private mutating func walk() {
        var node = 1
        while node < tree.count {
            while let frame = frames.last, frame.end <= node { close(frame) }
            if let tag = tree.tag(of: node) {
                node = open(node, tag)
            } else {
                writer.append(tree.bytes, tree.textRange(of: node), state.style)
                lastInline = nil
                node += 1
            }
        }
        while let frame = frames.last { close(frame) }
        flush()
        result.endSegment[0] = Int32(result.segments.count)
        result.bytes = writer.bytes
    }

    /// Enters an element; returns the node to go on with.
    private mutating func open(_ node: Int, _ tag: ThresherHTMLTag) -> Int {
        let end = tree.end(of: node)
        if tag == .br {
            lineBreak()
            return node + 1
        }
        let display = tree.display(of: node, tag)
        let isBlock =
            display.map { $0 == .block }
            ?? (ElementRoles.isBlock(tag) && !(tag == .custom && tree.isInlineComponent(node)))
        if tag == .rt || tag == .rtc, !tree.hides(node, tag), takeReading(node) { return end }
        if isLineNumbers(node, tag) || tag == .a && tree.isPermalink(node) { return end }
        if ElementRoles.isSkipped(tag) {
            if isBlock { boundary() } else if ElementRoles.takesRoom(tag) { writer.space() }
            return end
        }
        let previous = frames.last?.lastChild
        if !frames.isEmpty { frames[frames.count - 1].lastChild = node }
        let hides = (!state.isHidden || state.isFolded) && tree.hides(node, tag)
        // What scripts replace stands in the midst of text; a button in code copies the code.
        let isInline = !isBlock || state.isInRow || (tag == .noscript && writer.hasText)
        if (hides && isInline) || (tag == .button && state.style.keepsSpace) {
            hiddenInline.append(node)
            return end
        }
        if isBlock { boundary() }
        if display == .inlineBlock || ElementRoles.isPicture(tag) { writer.space() }
        if let last = lastInline, ElementRoles.standsApart(last), ElementRoles.standsApart(tag) {
            writer.space()
        }
        lastInline = nil
        result.firstSegment[node] = Int32(result.segments.count)
        let outer = state
        if hides {
            state.isHidden = true
            state.isFolded = state.isInDetails || folds.contains(node, tag, after: previous)
        }
        var frame = Frame(node: node, end: end, isBlock: isBlock, outer: outer)
        enter(&frame, tag)
        if tag == .a && state.style.isLinked { frame.anchor = openAnchor(node) }
        frames.append(frame)
        return node + 1
    }

    /// Whether an element is the numbers of a program's lines; what is in one that is not is not
    /// asked again.
    private mutating func isLineNumbers(_ node: Int, _ tag: ThresherHTMLTag) -> Bool {
        guard node >= judgedGutters,
            tree.namesLineNumbers(node, tag, isInCode: state.style.keepsSpace)
        else { return false }
        judgedGutters = tree.end(of: node)
        return tree.holdsOnlyNumbers(node)
    }

    /// Notes how a word of the `<ruby>` around is read; its readings follow the whole of it, so that
    /// a name with one above each of its signs stays one word.
    private mutating func takeReading(_ node: Int) -> Bool {
        guard let ruby = frames.lastIndex(where: { tree.tag(of: $0.node) == .ruby }) else {
            return false
        }
        frames[ruby].readings.append(tree.text(below: node, limit: 1000, reach: 64))
        return true
    }

    /// Text that a browser adds.
    private mutating func append(_ mark: String) {
        let utf8 = Array(mark.utf8)
        writer.append(utf8, 0..<utf8.count, state.style)
    }

    /// Notes a link; `nil` for an `<a>` that goes nowhere.
    private mutating func openAnchor(_ node: Int) -> Int? {
        guard tree.attribute(.href, of: node) != nil else { return nil }
        writer.anchors += 1
        let place = writer.bytes.count
        let segment = result.segments.count
        result.anchors.append(
            Anchor(node: node, text: place..<place, segments: segment..<segment))
        return result.anchors.count - 1
    }

    /// Notes what an element means for its contents.
    private mutating func enter(_ frame: inout Frame, _ tag: ThresherHTMLTag) {
        let node = frame.node
        let keepsBlock = state.isInRow || state.style.keepsSpace
        if frame.isBlock && !keepsBlock { state.container = node }
        switch tag {
        case .a: if tree.attribute(.href, of: node) != nil { state.style.isLinked = true }
        case .b, .strong: state.style.isBold = true
        case .q where tree.lacksQuoteMarks(node):
            frame.isQuotation = true
            append("“")
        case .code, .kbd, .samp, .tt: state.style.isCode = true
        case _ where keepsBlock: if tag == .td || tag == .th { cell(node, tag) }
        case .ul, .menu, .dir, .dl, .ol:
            lists.open(numbersFrom: tag == .ol ? tree.integer(.start, of: node) ?? 1 : nil)
            frame.opensList = true
        case .li, .dt, .dd:
            lists.openItem(value: tree.integer(.value, of: node))
            frame.opensItem = true
            state.itemLevel = max(1, lists.depth) + (tag == .dd ? 1 : 0)
            (state.kind, state.level) = (.listItem, state.itemLevel)
        case .h1, .h2, .h3, .h4, .h5, .h6:
            (state.kind, state.level) = (.heading, ElementRoles.headingLevel(tag) ?? 0)
        case .div, .p:
            guard let level = tree.headingRole(of: node) else { break }
            (state.kind, state.level) = (.heading, level)
        case .blockquote: (state.kind, state.level) = (.quote, state.itemLevel)
        case .details: state.isInDetails = true
        case .figcaption, .caption: (state.kind, state.level) = (.caption, 0)
        case .pre, .listing:
            (state.kind, state.level) = (.code, state.itemLevel)
            state.style.keepsSpace = true
            state.style.isCode = true
        case .table:
            state.isInDataTable = !tree.isLayoutTable(node)
            if state.isInDataTable { table = TableGrid() }
        case .thead: state.isInTableHead = true
        case .tr where state.isInDataTable:
            (state.kind, state.level) = (.tableRow, 0)
            state.isInRow = true
            table.startRow(isHead: state.isInTableHead)
        default: break
        }
    }

    private mutating func cell(_ node: Int, _ tag: ThresherHTMLTag) {
        guard state.isInRow else { return }
        let columns = tree.integer(.colspan, of: node) ?? 1
        let rows = tree.integer(.rowspan, of: node) ?? 1
        for _ in 0..<table.startCell(isHeader: tag == .th, columns: columns, rows: rows) {
            writer.tab()
        }
    }

    private mutating func close(_ frame: Frame) {
        frames.removeLast()
        let tag = tree.tag(of: frame.node)
        if frame.isQuotation { append("”") }
        let reading = frame.readings.filter { !$0.isEmpty }.joined(separator: " ")
        if !reading.isEmpty { append(" (\(reading))") }
        // The row's own end flushes with the row's state.
        if frame.isBlock {
            if frame.outer.isInRow || frame.outer.style.keepsSpace { boundary() } else { flush() }
        } else if frame.opensItem || tree.display(of: frame.node, tag ?? .unknown) == .inlineBlock {
            writer.space()
        }
        if frame.opensList { lists.close() }
        if frame.opensItem { lists.closeItem() }
        let end = result.segments.count + (writer.hasText ? 1 : 0)
        result.endSegment[frame.node] = Int32(end)
        if let index = frame.anchor {
            let start = min(result.anchors[index].text.lowerBound, writer.bytes.count)
            result.anchors[index].text = start..<writer.bytes.count
            let first = result.anchors[index].segments.lowerBound
            result.anchors[index].segments = first..<max(first, end)
            closedAnchors.append(index)
        }
        state = frame.outer
        lastInline = frame.isBlock ? nil : tag
    }

    /// The edge of a block-level element: it ends the block, or the line of preformatted text, or
    /// parts words inside a row.
    private mutating func boundary() {
        lastInline = nil
        if state.isInRow {
            writer.space()
        } else if state.style.keepsSpace {
            writer.endLine()
        } else {
            flush()
        }
    }

    private mutating func lineBreak() {
        lastInline = nil
        if state.isInRow {
            writer.space()
        } else if state.style.keepsSpace {
            writer.append([0x0A], 0..<1, state.style)
        } else if writer.lineBreak() {
            flush()
        }
    }

    /// Ends the open block.
    private mutating func flush() {
        lastInline = nil
        let (linked, bold, code) = (writer.linked, writer.bold, writer.code)
        let anchors = writer.anchors
        if let text = writer.finish() {
            var segment = segment(text, isHidden: state.isHidden)
            segment.linked = min(linked, segment.scalars)
            segment.bold = min(bold, segment.scalars)
            segment.code = min(code, segment.scalars)
            segment.anchors = anchors
            segment.isFolded = state.isFolded
            if state.kind == .tableRow {
                table.rows += 1
                segment.number = table.rows
                segment.isHeader = table.isHeaderRow
            } else if !state.isHidden {
                place(&segment)
            }
            result.segments.append(segment)
        }
        for index in closedAnchors {
            let limit = 0..<writer.bytes.count
            result.anchors[index].text = result.anchors[index].text.clamped(to: limit)
        }
        closedAnchors.removeAll(keepingCapacity: true)
        guard !hiddenInline.isEmpty else { return }
        for node in hiddenInline {
            let words = tree.text(below: node, limit: 1 << 20, reach: tree.count)
            result.firstSegment[node] = Int32(result.segments.count)
            if let text = writer.appendWhole(words) {
                result.segments.append(segment(text, isHidden: true))
            }
            result.endSegment[node] = Int32(result.segments.count)
        }
        hiddenInline.removeAll(keepingCapacity: true)
    }

    /// Makes a block of a list item the item itself, when it is the first, or what follows in it.
    private mutating func place(_ segment: inout Segment) {
        let isFirst = lists.takeItem()
        guard state.kind == .listItem else { return }
        if isFirst {
            segment.number = lists.number
        } else {
            segment.kind = .paragraph
        }
    }

    private func segment(_ text: Range<Int>, isHidden: Bool) -> Segment {
        let counts = TextCounts(writer.bytes, text)
        return Segment(
            container: state.container, kind: state.kind, level: state.level, text: text,
            isHidden: isHidden, scalars: counts.scalars, words: counts.words,
            punctuation: counts.punctuation)
    }
}
