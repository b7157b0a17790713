// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// What elements mean for the cutting of a page into blocks.
enum ElementRoles {
    /// Whether an element begins and ends a block, as its default style has it.
    static func isBlock(_ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .address, .article, .aside, .blockquote, .body, .button, .caption, .center, .dd,
            .details, .dialog, .dir, .div, .dl, .dt, .fieldset, .figcaption, .figure, .footer,
            .form, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .html, .legend,
            .li, .listing, .main, .menu, .nav, .noframes, .noscript, .ol, .optgroup, .option, .p,
            .pre, .search, .section, .select, .summary, .table, .tbody, .td, .tfoot, .th,
            .thead, .tr, .ul:
            true
        // Components of a page are its boxes far more often than its words.
        case .custom: true
        default: false
        }
    }

    /// Whether a page never shows what is in an element, or shows it as a control and not as text.
    static func isSkipped(_ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .annotation, .annotationXml, .applet, .audio, .canvas, .datalist, .head, .iframe,
            .meter, .noembed, .object, .progress, .rp, .script, .select, .style, .svg, .textarea,
            .title, .video:
            true
        default: false
        }
    }

    /// Whether a skipped element leaves a picture or a control between the words around it.
    static func takesRoom(_ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .annotation, .annotationXml, .head, .noembed, .rp, .script, .style, .title: false
        default: true
        }
    }

    /// Whether an element without contents is a picture or a control between the words around it.
    static func isPicture(_ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .img, .image, .input, .embed: true
        default: false
        }
    }

    /// The level of a heading, `nil` for other elements.
    static func headingLevel(_ tag: ThresherHTMLTag) -> Int? {
        switch tag {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: nil
        }
    }

    /// Whether two such elements beside each other are two words even without a space between:
    /// pages set them apart by style.
    static func standsApart(_ tag: ThresherHTMLTag) -> Bool {
        switch tag {
        case .a, .custom, .label, .time, .img, .picture, .output, .data: true
        default: false
        }
    }
}
