// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// The elements of a page that have text, and sums over the blocks in each.
///
/// Sums are differences of running sums, so every question about a container costs constant time.
struct ElementMap {
    struct Element {
        /// Its node in the tree.
        var node = 0
        /// Indexes of elements: the one around it, and the nearest around it that holds more blocks.
        var parent = 0
        var wider = 0
        var depth = 0
        var tag = TagClass.other
        /// Its own zones and those of the elements around it.
        var zones: Zones = []
        /// The blocks inside of it.
        var first = 0
        var end = 0
        /// The hash of its name and first class; the same with those of its two parents.
        var signature: UInt64 = 0
        var path: UInt64 = 0
        /// Its group: siblings of the same signature with text, itself included.
        var twins = 1
        var twinIndex = 0
        var twinWords = 0
        var twinSquares = 0
        var twinLinked = 0
        var twinScalars = 0
        /// Paragraphs among its children.
        var paragraphs = 0
        var names = NameValues()

        var count: Int { end - first }
    }

    let tree: HTMLTree
    let segmentation: Segmentation
    let text: PageText
    private(set) var elements: [Element] = []
    /// For each segment its container's element.
    private(set) var containers: [Int] = []
    /// How many nodes there are of each tag.
    private(set) var tagCounts = [Int](
        repeating: 0, count: Int(ThresherHTMLTag.unknown.rawValue) + 1)
    private(set) var sums: BlockSums
    /// Running counts over nodes: pictures, and controls (buttons, fields).
    private var pictures: [Int32]
    private var controls: [Int32]

    init(_ tree: HTMLTree, _ segmentation: Segmentation, names table: ValueTable) {
        self.tree = tree
        self.segmentation = segmentation
        text = PageText(segmentation)
        sums = BlockSums(segmentation, text)
        pictures = Array(repeating: 0, count: tree.count + 1)
        controls = pictures
        collect(table)
        groupTwins()
    }

    private mutating func collect(_ table: ValueTable) {
        var root = Element()
        root.end = segmentation.count
        elements.reserveCapacity(tree.count / 3 + 1)
        elements.append(root)
        var indexOfNode = [Int32](repeating: 0, count: max(tree.count, 1))
        var node = 1
        while node < tree.count {
            pictures[node] = pictures[node - 1]
            controls[node] = controls[node - 1]
            if let tag = tree.tag(of: node) {
                let parent = Int(indexOfNode[tree.parent(of: node)])
                indexOfNode[node] = Int32(parent)
                note(node, tag)
                let first = Int(segmentation.firstSegment[node])
                let end = min(Int(segmentation.endSegment[node]), segmentation.count)
                if first < end {
                    indexOfNode[node] = Int32(elements.count)
                    elements.append(element(node, tag, parent, first, end, table))
                    if tag == .p { elements[parent].paragraphs += 1 }
                }
            }
            node += 1
        }
        if tree.count > 0 {
            pictures[tree.count] = pictures[tree.count - 1]
            controls[tree.count] = controls[tree.count - 1]
        }
        containers = segmentation.segments.map { Int(indexOfNode[$0.container]) }
    }

    private mutating func note(_ node: Int, _ tag: ThresherHTMLTag) {
        tagCounts[Int(tag.rawValue)] += 1
        switch tag {
        case .img, .picture, .video, .svg: pictures[node] += 1
        case .button, .input, .select, .textarea: controls[node] += 1
        default: break
        }
    }

    private func element(
        _ node: Int, _ tag: ThresherHTMLTag, _ parent: Int, _ first: Int, _ end: Int,
        _ table: ValueTable
    ) -> Element {
        let around = elements[parent]
        var element = Element()
        element.node = node
        element.parent = parent
        element.wider = around.first == first && around.end == end ? around.wider : parent
        element.depth = around.depth + 1
        element.tag = TagClass(tag)
        element.zones = around.zones.union(Zones(of: node, tag, in: tree))
        element.first = first
        element.end = end
        element.names = NameValues(inside: around.names)
        var signature = FNV.start
        FNV.add(UInt64(tag.rawValue), to: &signature)
        var own = NameValues.Own()
        tree.forEachName(of: node) { attribute, value in
            NameTokens.forEach(in: tree.bytes, value) { own.add(table[$0]) }
            guard attribute == .class else { return }
            for place in value {
                if tree.bytes[place] <= 0x20 { break }
                FNV.add(tree.bytes[place], to: &signature)
            }
        }
        element.names.take(own)
        element.signature = signature
        var path = signature
        FNV.add(around.signature, to: &path)
        FNV.add(elements[around.parent].signature, to: &path)
        element.path = path
        return element
    }

    /// Finds, for each element, its siblings of the same name and class.
    private mutating func groupTwins() {
        var groups = KeyNumbers(capacity: elements.count)
        var sums: [Element] = []
        var groupOf = [Int](repeating: 0, count: elements.count)
        for index in elements.indices.dropFirst() {
            let element = elements[index]
            var key = element.signature
            FNV.add(UInt64(element.parent), to: &key)
            let group = groups.number(of: key)
            groupOf[index] = group
            if group == sums.count {
                sums.append(Element())
                sums[group].twins = 0
            }
            elements[index].twinIndex = sums[group].twins
            let words = words(in: element)
            sums[group].twins += 1
            sums[group].twinWords += words
            sums[group].twinSquares &+= words &* words
            sums[group].twinLinked += self.sums.linked(element.first, element.end)
            sums[group].twinScalars += self.sums.scalars(element.first, element.end)
        }
        for index in elements.indices.dropFirst() {
            let sum = sums[groupOf[index]]
            elements[index].twins = sum.twins
            elements[index].twinWords = sum.twinWords
            elements[index].twinSquares = sum.twinSquares
            elements[index].twinLinked = sum.twinLinked
            elements[index].twinScalars = sum.twinScalars
        }
        elements[0].twinWords = words(in: elements[0])
    }

    func words(in element: Element) -> Int { sums.words(element.first, element.end) }

    func linkDensity(_ first: Int, _ end: Int) -> Double {
        Double(sums.linked(first, end)) / Double(max(sums.scalars(first, end), 1))
    }

    /// Pictures inside an element.
    func pictures(in element: Element) -> Int {
        Int(pictures[max(tree.end(of: element.node), element.node)] - pictures[element.node])
    }

    /// Buttons and fields inside an element.
    func controls(in element: Element) -> Int {
        Int(controls[max(tree.end(of: element.node), element.node)] - controls[element.node])
    }
}

extension HTMLTree {
    /// Hands out the attributes whose words name what an element is for.
    func forEachName(of node: Int, _ body: (ThresherHTMLAttribute, Range<Int>) -> Void) {
        let first = Int(nodes[node].start)
        for index in first..<first + Int(nodes[node].count) {
            guard let name = ThresherHTMLAttribute(rawValue: attributes[index].name) else {
                continue
            }
            switch name {
            case .class, .id, .role, .itemprop, .dataTestid, .itemtype:
                let start = Int(attributes[index].start)
                // Longer values are state, not names.
                body(name, start..<start + min(Int(attributes[index].count), 512))
            default: break
            }
        }
    }
}
