// SPDX-License-Identifier: Apache-2.0

internal import CHTMLSink

/// What the words in an element's `class`, `id`, `role`, `itemprop` say about it, as a set of bits.
struct NameCues: OptionSet {
    let rawValue: UInt32

    static let navigation = NameCues(rawValue: 1 << 0)
    static let footer = NameCues(rawValue: 1 << 1)
    static let header = NameCues(rawValue: 1 << 2)
    static let side = NameCues(rawValue: 1 << 3)
    static let related = NameCues(rawValue: 1 << 4)
    static let social = NameCues(rawValue: 1 << 5)
    static let comment = NameCues(rawValue: 1 << 6)
    static let promotion = NameCues(rawValue: 1 << 7)
    static let consent = NameCues(rawValue: 1 << 8)
    static let credit = NameCues(rawValue: 1 << 9)
    static let form = NameCues(rawValue: 1 << 10)
    static let content = NameCues(rawValue: 1 << 11)
    static let overlay = NameCues(rawValue: 1 << 12)

    private static let words: [(NameCues, String)] = [
        (
            .navigation,
            """
            nav navbar navigation menu menus submenu megamenu breadcrumb breadcrumbs crumb crumbs \
            pagination pager paginator pages skip skiplink sitemap dropdown hamburger offcanvas \
            drawer subnav topnav navigate toc
            """
        ),
        (.footer, "footer foot copyright colophon legal bottom footnote contentinfo disclaimer"),
        (.header, "header masthead topbar top brand logo hdr"),
        (.side, "sidebar side aside rail widget widgets complementary secondary column"),
        (
            .related,
            """
            related recommended recommendations recommendation recommend recirc recirculation \
            similar popular trending latest suggested upsell crosssell also next prev previous \
            teaser teasers outbrain taboola more mostread readnext siblings recent
            """
        ),
        (
            .social,
            """
            share sharing shares social socials follow facebook twitter sharedaddy addtoany \
            addthis instagram linkedin pinterest whatsapp
            """
        ),
        (
            .comment,
            "comment comments respond disqus commentlist commenting reviews review testimonial"
        ),
        (
            .promotion,
            """
            newsletter subscribe subscription signup promo promotion promotions ad ads adv advert \
            advertisement advertising sponsor sponsored banner cta donate paywall affiliate \
            marketing adslot optin mailchimp
            """
        ),
        (.consent, "cookie cookies consent gdpr onetrust ccpa privacy cookiebot"),
        (
            .credit,
            """
            meta byline author authors date published timestamp credit credits bio tags tag \
            tagged category categories avatar datetime postmeta terms dateline
            """
        ),
        (.form, "form search searchform login register input cart filter filters facet facets"),
        (
            .content,
            """
            content article post entry story body main prose markdown description blog readme \
            paragraph articlebody maincontent rte wysiwyg richtext copy text editor
            """
        ),
        (.overlay, "popup modal overlay dialog tooltip lightbox toast alert notification"),
    ]

    /// The words' 64-bit FNV-1a hashes.
    private static let byHash: [UInt64: NameCues] = {
        var table: [UInt64: NameCues] = [:]
        for (cue, list) in words {
            for word in list.split(separator: " ") {
                table[FNV.hash(word.utf8), default: []].insert(cue)
            }
        }
        return table
    }()

    /// The cues in a value.
    static func read(_ bytes: [UInt8], _ range: Range<Int>) -> NameCues {
        var cues: NameCues = []
        NameTokens.forEach(in: bytes, range) {
            if let found = byHash[$0] { cues.formUnion(found) }
        }
        return cues
    }
}

/// The hash of short names.
enum FNV {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of a part of some bytes.
    static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash = start
        for index in range { add(bytes[index], to: &hash) }
        return hash
    }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(into: start) { add($1, to: &$0) }
    }

    static func add(_ byte: UInt8, to hash: inout UInt64) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    static func add(_ value: UInt64, to hash: inout UInt64) {
        hash = (hash ^ value) &* 0x100_0000_01B3
        hash ^= hash >> 29
    }
}
