// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// Gathers all that may be the page's writers, with what speaks for each.
struct AuthorCandidates {
    typealias Candidate = Ranked<[String], AuthorFeature>

    private let head: HeadFacts
    private let data: StructuredData
    private let places: PagePlaces
    private let signs: PageSigns
    private let names: SiteNames
    private(set) var all: [Candidate] = []
    private static let most = 64

    private static let metaKeys: [(String, AuthorFeature)] = [
        ("author", .metaAuthor), ("article:author", .metaArticle),
        ("article:author_name", .metaArticle),
        ("parsely-author", .metaArticle), ("sailthru.author", .metaArticle), ("byl", .metaArticle),
        ("cxenseparse:author", .metaArticle), ("dc.creator", .metaCreator),
        ("dcterms.creator", .metaCreator), ("dc.contributor", .metaCreator),
        ("citation_author", .metaCreator), ("twitter:data1", .metaOther), ("creator", .metaOther),
    ]

    init(
        _ head: HeadFacts, _ data: StructuredData, _ places: PagePlaces, _ signs: PageSigns,
        _ names: SiteNames
    ) {
        self.head = head
        self.data = data
        self.places = places
        self.signs = signs
        self.names = names
        addStructured()
        addMeta()
        addMarked()
        addLines()
        AuthorContext.describe(&all, signs, names, hasHeading: places.heading != nil)
    }

    private mutating func add(
        _ bylines: [String], whole: [String] = [], _ from: String, _ features: [AuthorFeature]
    ) {
        let found = Array((whole + AuthorNames.names(in: bylines)).prefix(32))
        guard !found.isEmpty else { return }
        let key = found.map { $0.lowercased() }
        let index: Int
        if let known = all.firstIndex(where: { $0.value.map { $0.lowercased() } == key }) {
            index = known
        } else if all.count < Self.most {
            index = all.count
            all.append(Candidate(value: found, from: from))
            all[index].note(.any)
        } else {
            return
        }
        // Where a writer is named again says less than where first.
        let isNamedBefore = all[index].has(.firstOfKind)
        for feature in features {
            let isRepeated = [
                AuthorFeature.secondOfKind, .laterOfKind, .farFromHeading, .inComments,
            ].contains {
                $0.rawValue == feature.rawValue
            }
            all[index].note(feature, if: !(isNamedBefore && isRepeated))
        }
    }

    private mutating func addStructured() {
        for subject in data.subjects.prefix(16) {
            let place: AuthorFeature =
                subject.rank == 0
                ? .structuredArticle : subject.isPage ? .structuredPage : .structuredThing
            for key in ["author", "creator"] {
                guard let value = subject.value[key] else { continue }
                let kinds = data.types(value)
                let names = data.names(value)
                // The name of an organisation is one, whatever words are in it.
                let isOrganization =
                    names.count == 1 && kinds.contains { $0.hasSuffix("Organization") }
                add(
                    isOrganization ? [] : names, whole: isOrganization ? names : [], "json_ld",
                    [
                        place,
                        kinds.contains("Person") ? .structuredPerson : nil,
                        kinds.contains { $0.hasSuffix("Organization") }
                            ? .structuredOrganization : nil,
                        key == "creator" ? .structuredCreator : nil,
                    ].compactMap { $0 })
                break
            }
        }
    }

    private mutating func addMeta() {
        for (key, feature) in Self.metaKeys {
            // The label may be in any language; a reading time has digits and is no name.
            let values = head.metas.filter { $0.key == key && !$0.value.isEmpty }.map(\.value)
            guard !values.isEmpty else { continue }
            if key == "twitter:data1",
                values.contains(where: { $0.utf8.contains(where: ASCII.isDigit) })
            {
                continue
            }
            add(values.prefix(16).map(familyLast), "meta", [feature])
        }
    }

    /// `Lovelace, Ada` as scholars' pages write it, in the usual order.
    private func familyLast(_ value: String) -> String {
        let parts = value.split(separator: ",")
        guard parts.count == 2, head.meta("citation_author") != nil else { return value }
        return Whitespace.collapsed(String(parts[1])) + " " + Whitespace.collapsed(String(parts[0]))
    }

    private mutating func addMarked() {
        var counts: [HeadFacts.Byline.Kind: Int] = [:]
        let totals = head.bylines.reduce(into: [HeadFacts.Byline.Kind: Int]()) {
            $0[$1.kind, default: 0] += 1
        }
        for byline in head.bylines
        where !(byline.zone.contains(.comments) && signs.commentsAreApart) {
            let lines = names(of: byline)
            guard !lines.isEmpty else { continue }
            let count = counts[byline.kind, default: 0]
            counts[byline.kind] = count + 1
            var features = around(byline.node, byline.zone)
            let kind: (AuthorFeature, String) =
                switch byline.kind {
                case .microdata: (.microdata, "microdata")
                case .relation: (.relation, "rel_author")
                case .named: (.named, "byline")
                case .address: (.address, "link")
                case .user: (.user, "byline")
                }
            features.append(kind.0)
            features.append(count == 0 ? .firstOfKind : count == 1 ? .secondOfKind : .laterOfKind)
            if count == 0 {
                switch byline.kind {
                case .microdata: features.append(.firstMicrodata)
                case .relation: features.append(.firstRelation)
                case .named: features.append(.firstNamed)
                case .address: features.append(.firstAddress)
                case .user: features.append(.firstUser)
                }
            }
            if totals[byline.kind, default: 0] > 5 { features.append(.manyOfKind) }
            if AuthorNames.withoutLead(byline.text) != byline.text { features.append(.hasLead) }
            add([lines], kind.1, features)
        }
        addRow()
    }

    /// Several writers' links in a row are one byline.
    private mutating func addRow() {
        for kind in [HeadFacts.Byline.Kind.relation, .address] {
            let near = head.bylines.filter { byline in
                guard byline.kind == kind, byline.zone.isDisjoint(with: .apart),
                    let distance = places.distance(of: byline.node)
                else { return false }
                return (-2...6).contains(distance)
            }
            guard near.count > 1, near.count <= 6 else { continue }
            let from = kind == .relation ? "rel_author" : "link"
            add(
                near.map(\.text), from,
                [kind == .relation ? .relation : .address, .firstOfKind, .afterHeading, .shown])
        }
    }

    /// The lines of a byline that may be names, without the ones that follow a first clear one.
    private func names(of byline: HeadFacts.Byline) -> String {
        let lines = byline.text.split(separator: "\n").map(String.init)
        guard lines.count > 1 else { return byline.text }
        var kept: [String] = []
        for line in lines.prefix(8) {
            let bare = AuthorNames.withoutLead(line)
            if bare.isEmpty { continue }
            let isJoint = [",", "and", "und", "et", "y", "&", "e", "i"].contains(bare.lowercased())
            if isJoint { continue }
            let found = AuthorNames.names(in: bare)
            // What comes after names and is none (a date, an office) ends them.
            guard !found.isEmpty else {
                guard kept.isEmpty else { break }
                continue
            }
            if let last = kept.last, last == bare { continue }
            let isAnother =
                kept.isEmpty || lines.contains { [",", "and", "und", "et", "&"].contains($0) }
            guard isAnother else { break }
            kept.append(bare)
        }
        return kept.joined(separator: "\n")
    }

    private func around(_ node: Int, _ zone: Zone) -> [AuthorFeature] {
        var features: [AuthorFeature] = [.shown]
        if !zone.isDisjoint(with: Zone.apart.subtracting(.comments)) { features.append(.apart) }
        if zone.contains(.comments) { features.append(.inComments) }
        if zone.contains(.biography) { features.append(.inBiography) }
        if zone.contains(.content) { features.append(.inContent) }
        if zone.contains(.header) { features.append(.inHeader) }
        if let distance = places.distance(of: node) {
            if (0...8).contains(distance) { features.append(.afterHeading) }
            if (0...3).contains(distance) { features.append(.closeAfterHeading) }
            if (-6..<0).contains(distance) { features.append(.beforeHeading) }
            if distance > 20 || distance < -6 { features.append(.farFromHeading) }
        }
        return features
    }

    /// Bylines that only their words show: `By …` near the headline, a name beside the date.
    private mutating func addLines() {
        var isFirst = true
        let beside = places.besideHeading
        for index in beside {
            let text = places.text(index)
            if let line = BylineText.names(in: text) {
                let isAfter = places.heading.map { index >= $0 } ?? false
                add(
                    [line], "text",
                    [
                        .line, .shown, isFirst ? .lineFirst : .laterOfKind,
                        isAfter ? .afterHeading : .beforeHeading,
                    ])
                isFirst = false
            } else if index != places.heading, BylineText.looksLikeName(text),
                hasDate(index - 1) || hasDate(index + 1) || hasDate(index + 2)
            {
                add([text], "text", [.besideDate, .shown])
            }
        }
        guard isFirst else { return }
        // Without one near the headline, the first short block of the page that is a byline.
        for (index, segment) in places.segmentation.segments.enumerated().prefix(400)
        where segment.words <= 10 && segment.words > 1 && !segment.isHidden {
            guard let line = BylineText.names(in: places.text(index), mustBegin: true) else {
                continue
            }
            add([line], "text", [.line, .farFromHeading, .shown])
            return
        }
    }

    private func hasDate(_ index: Int) -> Bool {
        let text = places.text(index)
        return !text.isEmpty && text.utf8.count <= 80
            && WrittenDate.first(in: text, limit: 80) != nil
    }
}
