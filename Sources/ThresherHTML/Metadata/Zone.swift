// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// Where in a page an element stands, by what is around it.
struct Zone: OptionSet {
    let rawValue: UInt8

    static let navigation = Zone(rawValue: 1 << 0)
    static let aside = Zone(rawValue: 1 << 1)
    static let footer = Zone(rawValue: 1 << 2)
    static let header = Zone(rawValue: 1 << 3)
    static let content = Zone(rawValue: 1 << 4)
    static let comments = Zone(rawValue: 1 << 5)
    /// Lists of other pages, reviews, side columns.
    static let other = Zone(rawValue: 1 << 6)
    /// Notes on a writer, as they stand below articles.
    static let biography = Zone(rawValue: 1 << 7)

    /// What is left and right of the page's own subject.
    static let apart: Zone = [.navigation, .aside, .footer, .comments, .other]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The zone of an element, from at most 48 of those around it.
    init(_ tree: HTMLTree, around node: Int) {
        self = []
        var index = node
        for _ in 0..<48 {
            guard index > 0, let tag = tree.tag(of: index) else { break }
            switch tag {
            case .nav: insert(.navigation)
            case .aside: insert(.aside)
            case .footer: insert(.footer)
            case .header: insert(.header)
            case .article, .main: insert(.content)
            default: break
            }
            if tag != .body, tag != .html, tag != .main, tag != .article,
                let names = tree.attribute(.class, of: index)
            {
                let cues = ClassCues(tree.bytes, names)
                if cues.contains(.comment) { insert(.comments) }
                if cues.contains(.other) { insert(.other) }
                if cues.contains(.biography) { insert(.biography) }
            }
            index = tree.parent(of: index)
        }
    }
}
