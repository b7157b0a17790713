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
    static let table = Zones(rawValue: 1 << 7)
    static let list = Zones(rawValue: 1 << 8)
    static let listItem = Zones(rawValue: 1 << 9)
    static let figure = Zones(rawValue: 1 << 10)
    static let quote = Zones(rawValue: 1 << 11)
    static let code = Zones(rawValue: 1 << 12)
    static let details = Zones(rawValue: 1 << 13)
    static let button = Zones(rawValue: 1 << 14)
    static let section = Zones(rawValue: 1 << 15)
    static let definitions = Zones(rawValue: 1 << 16)
    static let dialog = Zones(rawValue: 1 << 17)
    static let noscript = Zones(rawValue: 1 << 18)
    static let heading = Zones(rawValue: 1 << 19)
    static let label = Zones(rawValue: 1 << 20)
    static let link = Zones(rawValue: 1 << 21)

    /// All zones with their names, in the order of their bits.
    static let names = [
        "navigation", "header", "footer", "aside", "main", "article", "form", "table", "list",
        "listItem", "figure", "quote", "code", "details", "button", "section", "definitions",
        "dialog", "noscript", "heading", "label", "link",
    ]

    /// The zones that an element opens by itself.
    init(of node: Int, _ tag: ThresherHTMLTag, in tree: HTMLTree) {
        self = Self.byTag(tag)
        guard let role = tree.attribute(.role, of: node) else { return }
        if tree.equals(role, "navigation") { insert(.navigation) }
        if tree.equals(role, "banner") { insert(.header) }
        if tree.equals(role, "contentinfo") { insert(.footer) }
        if tree.equals(role, "complementary") { insert(.aside) }
        if tree.equals(role, "main") { insert(.main) }
        if tree.equals(role, "article") { insert(.article) }
        if tree.equals(role, "dialog") { insert(.dialog) }
        if tree.equals(role, "search") { insert(.form) }
        if tree.equals(role, "button") { insert(.button) }
    }

    init(rawValue: UInt32) { self.rawValue = rawValue }

    private static func byTag(_ tag: ThresherHTMLTag) -> Zones {
        switch tag {
        case .nav: .navigation
        case .header: .header
        case .footer: .footer
        case .aside: .aside
        case .main: .main
        case .article: .article
        case .form, .fieldset: .form
        case .table: .table
        case .ul, .ol, .menu: .list
        case .li: .listItem
        case .figure, .figcaption: .figure
        case .blockquote: .quote
        case .pre, .listing: .code
        case .details: .details
        case .button: .button
        case .section: .section
        case .dl: .definitions
        case .dialog: .dialog
        case .noscript: .noscript
        case .h1, .h2, .h3, .h4, .h5, .h6: .heading
        case .label, .legend: .label
        case .a: .link
        default: []
        }
    }
}

/// Elements by what they do to text, so that a threshold parts likes from likes.
enum TagClass: Int {
    case paragraph, heading1, heading2, heading3, heading4, quote, code, listItem, definition
    case cell, row, table, list, caption, article, main, section, division, custom, other
    case span, label, button, link, form, aside, header, navigation, footer, body

    init(_ tag: ThresherHTMLTag) {
        self =
            switch tag {
            case .p: .paragraph
            case .h1: .heading1
            case .h2: .heading2
            case .h3: .heading3
            case .h4, .h5, .h6: .heading4
            case .blockquote: .quote
            case .pre, .listing, .code: .code
            case .li: .listItem
            case .dt, .dd: .definition
            case .td, .th: .cell
            case .tr: .row
            case .table, .tbody, .thead: .table
            case .ul, .ol, .dl: .list
            case .figcaption, .figure, .caption: .caption
            case .article: .article
            case .main: .main
            case .section: .section
            case .div: .division
            case .custom: .custom
            case .span, .strong, .b, .em, .i: .span
            case .label, .legend: .label
            case .button: .button
            case .a: .link
            case .form, .fieldset: .form
            case .aside: .aside
            case .header: .header
            case .nav: .navigation
            case .footer: .footer
            case .body, .html: .body
            default: .other
            }
    }
}
