// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// Where elements end, for what libxml2 2.9 and the HTML standard see differently (WHATWG HTML,
/// section 13.2.6.4.7).
///
/// libxml2 knows no element of HTML5 and lets an open `<div>` keep `</section>`, `</ul>`, `</li>`,
/// `</a>` from ending anything; then a hidden part goes on to the end of the page. It closes lists at
/// `<form>`, headings at `<p>`, keeps a heading open that a wrong `</h3>` ends, and leaves what
/// follows an unclosed head in it. Forms and headings go to it under names that it has no rules for.
extension PrePass {
    /// What names that libxml2 shall have no rules for begin with.
    private static let alias: StaticString = "x--"
    /// The parser stops at this depth.
    private static let mostOpen = 512

    static func isHeading(_ tag: ThresherHTMLTag) -> Bool {
        ElementRoles.headingLevel(tag) != nil
    }

    /// Whether the element's end closes what is open inside of it.
    private static func isScoped(_ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
            .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .li, .listing, .main, .menu,
            .nav, .ol, .pre, .search, .section, .summary, .ul:
            true
        default: false
        }
    }

    /// Whether no end tag reaches out of the element.
    private static func isBoundary(_ tag: ThresherHTMLTag) -> Bool {
        tag == .table || tag == .td || tag == .th || tag == .caption
    }

    /// Writes what the start of an element implies, before it is written itself.
    mutating func beforeStart(_ tag: ThresherHTMLTag) {
        switch tag {
        case .head: isInHead = true
        case .body, .frameset: hasBody = true
        case .noscript: isInNoscript = true
        case .html, .meta, .link, .title, .base, .script, .style, .template, .noframes: break
        default: if !hasBody && !isInNoscript { openBody() }
        }
        switch tag {
        case .h1, .h2, .h3, .h4, .h5, .h6:
            if let open = openHeading { writeEnd(of: open) }
            openHeading = tag
        case .li: closeItem()
        case .a: if hasLinkBelowDivisions { closeLink() }
        case .td, .th, .tr, .tbody, .thead, .tfoot: leaveCell()
        default: break
        }
        guard open.count < Self.mostOpen else { return }
        if tag == .a || Self.isScoped(tag) || Self.isBoundary(tag) { open.append(tag) }
    }

    /// Opens the body, where text or an element of it comes before its tag.
    mutating func openBody() {
        endText()
        output.append(isInHead ? "</head><body>" : "<body>")
        isInHead = false
        hasBody = true
    }

    /// Whether the end tag of an element shall be written; writes what it implies before.
    mutating func beforeEnd(_ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .head: isInHead = false
        case .noscript: isInNoscript = false
        case .h1, .h2, .h3, .h4, .h5, .h6:
            if let open = openHeading { writeEnd(of: open) }
            openHeading = nil
            return false
        case .a:
            guard hasLinkBelowDivisions else { return true }
            closeLink()
            return false
        case .table:
            if let place = open.lastIndex(of: .table) { open.removeSubrange(place...) }
        case .td, .th, .tr, .tbody, .thead, .tfoot: leaveCell()
        default: if Self.isScoped(tag) { return closeScope(tag) }
        }
        return true
    }

    /// Leaves the cell that is open in the innermost table.
    private mutating func leaveCell() {
        let table = open.lastIndex(of: .table) ?? -1
        guard let cell = open.lastIndex(where: { Self.isBoundary($0) }), cell > table else {
            return
        }
        let first = open[(table + 1)...].firstIndex { Self.isBoundary($0) } ?? cell
        open.removeSubrange(first...)
    }

    /// Closes what is open inside of an element; `false` when there is no such element in scope.
    private mutating func closeScope(_ tag: ThresherHTMLTag) -> Bool {
        // More may be open than the stack holds.
        guard open.count < Self.mostOpen else { return true }
        var place = open.count - 1
        while place >= 0, open[place] != tag, !Self.isBoundary(open[place]) {
            if tag == .li && (open[place] == .ul || open[place] == .ol) { return false }
            place -= 1
        }
        guard place >= 0, open[place] == tag else { return false }
        if tag != .div { closeDivisions(from: place) }
        open.removeSubrange(place...)
        return true
    }

    /// Closes a list item that the start of the next one ends.
    private mutating func closeItem() {
        var place = open.count - 1
        while place >= 0, open[place] == .div || open[place] == .address || open[place] == .a {
            place -= 1
        }
        guard place >= 0, open[place] == .li else { return }
        closeDivisions(from: place)
        output.append("</li>")
        open.removeSubrange(place...)
    }

    /// Whether a link is open with nothing but divisions in it.
    private var hasLinkBelowDivisions: Bool {
        open.last { $0 != .div } == .a
    }

    /// Ends the open link below the divisions in it, which go on without it.
    private mutating func closeLink() {
        guard let place = open.lastIndex(of: .a) else { return }
        closeDivisions(from: place)
        output.append("</a>")
        for _ in open[(place + 1)...] { output.append("<div>") }
        open.remove(at: place)
    }

    private mutating func closeDivisions(from place: Int) {
        for tag in open[place...] where tag == .div { output.append("</div>") }
    }

    /// Writes the beginning of a name, for elements that libxml2 shall have no rules for.
    mutating func writeAlias(_ tag: ThresherHTMLTag) {
        if tag == .form || Self.isHeading(tag) { output.append(Self.alias) }
    }

    private mutating func writeEnd(of heading: ThresherHTMLTag) {
        output.append("</")
        output.append(Self.alias)
        output.append(UInt8(ascii: "h"))
        output.append(UInt8(ascii: "0") + UInt8(ElementRoles.headingLevel(heading) ?? 1))
        output.append(UInt8(ascii: ">"))
    }
}
