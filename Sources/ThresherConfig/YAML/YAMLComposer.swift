// SPDX-License-Identifier: Apache-2.0

/// Builds the node of a file's one document.
///
/// Anchors, aliases, merge keys, tags, duplicate keys, keys that are no plain words and further
/// documents are refused where they stand; the rest of the file is read on.
struct YAMLComposer {
    /// How deep lists and mappings may nest; ours need seven levels.
    static let maxDepth = 32
    static let depthMessage = "more than \(maxDepth) levels of lists and mappings"

    private let checker: Checker
    private let events: YAMLEventReader
    /// Whether the text was read to its end.
    private var isComplete = true

    private init(_ checker: Checker) {
        self.checker = checker
        events = YAMLEventReader(utf8: checker.source.utf8)
    }

    /// Reads the checker's source.
    ///
    /// - Returns: The node, `nil` for a file with nothing but comments; and whether the text was
    ///   read to its end. If not, what comes before the error is there.
    static func compose(_ checker: Checker) -> (node: YAMLNode?, isComplete: Bool) {
        var composer = YAMLComposer(checker)
        let node = composer.document()
        return (node, composer.isComplete)
    }

    private mutating func document() -> YAMLNode? {
        var root: YAMLNode?
        var documents = 0
        while let event = next() {
            switch event.kind {
            case .streamEnd: return root
            case .documentStart:
                documents += 1
                if documents == 2 {
                    checker.error(
                        at: event.start,
                        "a second document begins here; a file holds one, without '---' in it")
                    isComplete = false
                    return root
                }
            case .documentEnd: break
            default: root = node(event, depth: 0)
            }
        }
        return root
    }

    /// The next event; `nil` when the text cannot be read on.
    private mutating func next() -> YAMLEvent? {
        guard isComplete else { return nil }
        do {
            return try events.next()
        } catch {
            isComplete = false
            SyntaxMessage.report(error, to: checker)
            return nil
        }
    }

    private mutating func node(_ event: YAMLEvent, depth: Int) -> YAMLNode {
        let isAllowed = checkProperties(event)
        guard depth <= YAMLComposer.maxDepth else {
            checker.error(at: event.start, YAMLComposer.depthMessage)
            isComplete = false
            return YAMLNode(kind: .refused, start: event.start, end: event.end)
        }
        var node = YAMLNode(kind: .refused, start: event.start, end: event.end)
        switch event.kind {
        case .scalar(let scalar): node.kind = .scalar(scalar)
        case .sequenceStart: node.kind = .sequence(elements(&node.end, depth: depth))
        case .mappingStart: node.kind = .mapping(pairs(&node.end, depth: depth))
        case .alias(let name):
            checker.error(
                at: event.start,
                "aliases are not supported; write the value of '*\(name)' here")
        default: break
        }
        // What stands in brackets that are not closed may be anything.
        if !isAllowed || (event.isFlow && !isComplete) { node.kind = .refused }
        return node
    }

    /// Refuses anchors and tags.
    private func checkProperties(_ event: YAMLEvent) -> Bool {
        if let anchor = event.anchor {
            checker.error(
                at: place(of: "&", in: event),
                "anchors are not supported; leave '&\(Visible.text(anchor))' out")
        }
        if event.tag != nil {
            checker.error(
                at: place(of: "!", in: event),
                "tags are not supported; the key decides what a value is")
        }
        return event.anchor == nil && event.tag == nil
    }

    private func place(of mark: Unicode.Scalar, in event: YAMLEvent) -> Int {
        let end = min(event.end, checker.source.scalars.count)
        guard event.start < end else { return event.start }
        return checker.source.scalars[event.start..<end].firstIndex(of: mark) ?? event.start
    }

    private mutating func elements(_ end: inout Int, depth: Int) -> [YAMLNode] {
        var elements: [YAMLNode] = []
        while let event = next() {
            end = event.end
            if case .sequenceEnd = event.kind { break }
            elements.append(node(event, depth: depth + 1))
        }
        return elements
    }

    private mutating func pairs(_ end: inout Int, depth: Int) -> [YAMLPair] {
        var pairs: [YAMLPair] = []
        var firstLines: [String: Int] = [:]
        while let event = next() {
            end = event.end
            if case .mappingEnd = event.kind { break }
            let keyNode = node(event, depth: depth + 1)
            guard let valueEvent = next() else { break }
            let isMerge = keyNode.scalar.map { $0.isPlain && $0.text == "<<" } ?? false
            if isMerge {
                checker.error(
                    at: keyNode.start, "merge keys are not supported; write the keys out")
                skip(valueEvent)
                continue
            }
            let value = node(valueEvent, depth: depth + 1)
            guard let key = keyNode.scalar else {
                if !keyNode.isRefused {
                    checker.error(at: keyNode.start, "a key must be a word, found \(keyNode.found)")
                }
                continue
            }
            if let line = firstLines[key.text] {
                checker.error(
                    at: keyNode.start,
                    "duplicate key \(Visible.quoted(key.text)), first on line \(line)")
            } else {
                firstLines[key.text] = checker.source.place(at: keyNode.start).line
            }
            pairs.append(YAMLPair(key: key.text, keyStart: keyNode.start, value: value))
        }
        return pairs
    }

    /// Passes over a node without a word about it.
    private mutating func skip(_ event: YAMLEvent) {
        var depth = 0
        var event = event
        while true {
            switch event.kind {
            case .sequenceStart, .mappingStart: depth += 1
            case .sequenceEnd, .mappingEnd: depth -= 1
            default: break
            }
            guard depth > 0, let following = next() else { return }
            event = following
        }
    }
}
