// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// The kinds of element that a node stands in.
struct Zones: OptionSet {
    let rawValue: UInt32

    static let navigation = Zones(rawValue: 1 << 0)
    static let header = Zones(rawValue: 1 << 1)
    static let footer = Zones(rawValue: 1 << 2)
    static let aside = Zones(rawValue: 1 << 3)
    static let main = Zones(rawValue: 1 << 4)
    static let article = Zones(rawValue: 1 << 5)
    static let form = Zones(rawValue: 1 << 6)
    static let button = Zones(rawValue: 1 << 7)
    static let dialog = Zones(rawValue: 1 << 8)
    static let table = Zones(rawValue: 1 << 9)
}

/// What a page's elements are and hold, for the elements that have text.
///
/// Sums over the blocks of an element are differences of running sums, so every question about a
/// container is answered in constant time.
struct PageMap {
    struct Element {
        var parent = 0
        /// The nearest element around it that holds more blocks.
        var wider = 0
        var zones: Zones = []
        /// The cues of the element's own names.
        var own: NameCues = []
        /// The cues of all elements around it, its own included.
        var around: NameCues = []
        /// The hash of its name and first class, and those of its two parents.
        var signature: UInt64 = 0
        var path: UInt64 = 0
        /// Elements with that signature among its siblings that have text; their words.
        var twins = 1
        var twinWords = 0
        var twinLinked = 0
        var twinScalars = 0
    }

    let tree: HTMLTree
    let segmentation: Segmentation
    private(set) var elements: [Element]
    /// Running sums over the segments: entry *i* counts the segments before *i*.
    private(set) var words: [Int] = [0]
    private(set) var scalars: [Int] = [0]
    private(set) var linked: [Int] = [0]
    /// Blocks of at least 12 words that are mostly not links, and their words.
    private var proseBlocks: [Int] = [0]
    private(set) var proseWords: [Int] = [0]

    init(_ tree: HTMLTree, _ segmentation: Segmentation) {
        self.tree = tree
        self.segmentation = segmentation
        elements = Array(repeating: Element(), count: max(tree.count, 1))
        sum()
        describe()
        countTwins()
    }

    private mutating func sum() {
        for segment in segmentation.segments {
            let counts = segment.isHidden ? 0 : 1
            words.append((words.last ?? 0) + segment.words * counts)
            scalars.append((scalars.last ?? 0) + segment.scalars * counts)
            linked.append((linked.last ?? 0) + segment.linked * counts)
            let isProse = segment.words >= 12 && segment.linked * 2 < segment.scalars
            proseBlocks.append((proseBlocks.last ?? 0) + (isProse ? counts : 0))
            proseWords.append((proseWords.last ?? 0) + (isProse ? counts * segment.words : 0))
        }
    }

    func range(of node: Int) -> Range<Int> {
        let first = Int(segmentation.firstSegment[node])
        let end = min(Int(segmentation.endSegment[node]), segmentation.count)
        return first..<max(first, end)
    }

    func words(in range: Range<Int>) -> Int { words[range.upperBound] - words[range.lowerBound] }

    func prose(in range: Range<Int>) -> Int {
        proseBlocks[range.upperBound] - proseBlocks[range.lowerBound]
    }

    /// The cues of an element's names and of the two around it.
    func namesNear(_ node: Int) -> NameCues {
        let parent = elements[node].parent
        return elements[node].own.union(elements[parent].own)
            .union(elements[elements[parent].parent].own)
    }

    /// The share of linked text, 0 when there is no text.
    func linkDensity(in range: Range<Int>) -> Double {
        let all = scalars[range.upperBound] - scalars[range.lowerBound]
        guard all > 0 else { return 0 }
        return Double(linked[range.upperBound] - linked[range.lowerBound]) / Double(all)
    }

    private mutating func describe() {
        var node = 1
        while node < tree.count {
            guard let tag = tree.tag(of: node) else {
                node += 1
                continue
            }
            if range(of: node).isEmpty {
                // Nothing below it has text of its own either.
                node = ElementRoles.isSkipped(tag) ? max(tree.end(of: node), node + 1) : node + 1
                continue
            }
            describe(node, tag)
            node += 1
        }
    }

    private mutating func describe(_ node: Int, _ tag: ThresherHTMLTag) {
        let parent = tree.parent(of: node)
        var element = Element()
        element.parent = parent
        let isAlone = parent != 0 && range(of: parent).count == range(of: node).count
        element.wider = isAlone ? elements[parent].wider : parent
        element.zones = elements[parent].zones.union(zone(of: node, tag))
        var signature = FNV.start
        FNV.add(UInt64(tag.rawValue), to: &signature)
        let first = Int(tree.nodes[node].start)
        for index in first..<first + Int(tree.nodes[node].count) {
            let attribute = tree.attributes[index]
            let start = Int(attribute.start)
            let value = start..<start + Int(attribute.count)
            switch ThresherHTMLAttribute(rawValue: attribute.name) {
            case .class:
                element.own.formUnion(NameCues.read(tree.bytes, value.prefix(512)))
                for place in value {
                    if tree.bytes[place] == 0x20 { break }
                    FNV.add(tree.bytes[place], to: &signature)
                }
            case .id, .role, .itemprop, .dataTestid:
                element.own.formUnion(NameCues.read(tree.bytes, value.prefix(128)))
            default: break
            }
        }
        // Names on the page's own frame speak of the whole page and tell nothing apart.
        if tag == .body || tag == .html { element.own = [] }
        element.around = elements[parent].around.union(element.own)
        element.signature = signature
        var path = signature
        FNV.add(elements[parent].signature, to: &path)
        FNV.add(elements[elements[parent].parent].signature, to: &path)
        element.path = path
        elements[node] = element
    }

    private func zone(of node: Int, _ tag: ThresherHTMLTag) -> Zones {
        var zones: Zones =
            switch tag {
            case .nav: .navigation
            case .header: .header
            case .footer: .footer
            case .aside: .aside
            case .main: .main
            case .article: .article
            case .form, .fieldset: .form
            case .button, .select: .button
            case .dialog: .dialog
            case .table: .table
            default: []
            }
        if let role = tree.attribute(.role, of: node) {
            if tree.equals(role, "navigation") { zones.insert(.navigation) }
            if tree.equals(role, "banner") { zones.insert(.header) }
            if tree.equals(role, "contentinfo") { zones.insert(.footer) }
            if tree.equals(role, "complementary") { zones.insert(.aside) }
            if tree.equals(role, "main") { zones.insert(.main) }
            if tree.equals(role, "article") { zones.insert(.article) }
            if tree.equals(role, "dialog") { zones.insert(.dialog) }
            if tree.equals(role, "search") { zones.insert(.form) }
            if tree.equals(role, "button") { zones.insert(.button) }
        }
        return zones
    }

    /// Finds, for each element with text, its siblings of the same name and class.
    private mutating func countTwins() {
        struct Key: Hashable {
            var parent: Int
            var signature: UInt64
        }
        struct Sum {
            var count = 0
            var words = 0
            var linked = 0
            var scalars = 0
        }
        var sums: [Key: Sum] = [:]
        for node in 1..<max(tree.count, 1) where elements[node].signature != 0 {
            let range = range(of: node)
            let key = Key(parent: elements[node].parent, signature: elements[node].signature)
            var sum = sums[key] ?? Sum()
            sum.count += 1
            sum.words += words(in: range)
            sum.linked += linked[range.upperBound] - linked[range.lowerBound]
            sum.scalars += scalars[range.upperBound] - scalars[range.lowerBound]
            sums[key] = sum
        }
        for node in 1..<max(tree.count, 1) where elements[node].signature != 0 {
            let key = Key(parent: elements[node].parent, signature: elements[node].signature)
            guard let sum = sums[key] else { continue }
            elements[node].twins = sum.count
            elements[node].twinWords = sum.words
            elements[node].twinLinked = sum.linked
            elements[node].twinScalars = sum.scalars
        }
    }
}
