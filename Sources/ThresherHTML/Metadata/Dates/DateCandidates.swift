// SPDX-License-Identifier: Apache-2.0

internal import ThresherPlugin

/// Gathers all days that may be the one of publication, with what speaks for each.
struct DateCandidates {
    typealias Candidate = Ranked<CalendarDate, DateFeature>

    private let head: HeadFacts
    private let data: StructuredData
    private let places: PagePlaces
    private let signs: PageSigns
    private let order: WrittenDate.Order
    private(set) var all: [Candidate] = []
    private static let most = 48

    private static let metaPublished = [
        "article:published_time", "og:article:published_time", "og:published_time",
        "datepublished", "article.published", "article:published", "parsely-pub-date",
        "sailthru.date", "citation_publication_date", "citation_online_date", "citation_date",
        "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "publishdate",
        "publish-date", "publish_date", "published", "published-date", "published_date",
        "w-published-date", "pubdate", "publication_date", "publication-date", "publicationdate",
        "article_date_original", "originalpublicationdate", "article.created", "release_date",
        "bt:pubdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
        "rnews:datepublished",
    ]
    private static let metaDate = [
        "date", "dc.date", "dcterms.date", "dcterms.available", "ms.date", "pdate", "datecreated",
        "creationdate", "created",
    ]
    static let metaModified = [
        "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
        "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "modified",
        "article:modified", "article.updated", "updated_time", "revised",
    ]

    init(
        _ head: HeadFacts, _ data: StructuredData, _ places: PagePlaces, _ signs: PageSigns,
        language: String?, address: String?
    ) {
        self.head = head
        self.data = data
        self.places = places
        self.signs = signs
        order = DateLabels.order(language)
        addDeclared()
        addMoments()
        if let address, let date = AddressDate.find(in: address) {
            add(date, "url", [.inAddress])
        }
        addText()
        describe()
    }

    private mutating func add(_ date: CalendarDate, _ from: String, _ features: [DateFeature]) {
        let index: Int
        if let known = all.firstIndex(where: { $0.value.isSameDay(as: date) }) {
            index = known
            if all[index].value.time == nil, date.time != nil { all[index].value = date }
        } else if all.count < Self.most {
            index = all.count
            all.append(Candidate(value: date, from: from))
            all[index].note(.any)
        } else {
            return
        }
        // Where a day is named again says less than where first.
        let isShown = all[index].has(.shown)
        for feature in features {
            let isRepeated = [DateFeature.timeLater, .namedLater, .apart, .inComments].contains {
                $0.rawValue == feature.rawValue
            }
            all[index].note(feature, if: !(isShown && isRepeated))
        }
    }

    private mutating func addDeclared() {
        for subject in data.subjects.prefix(16) {
            let place: DateFeature =
                subject.rank == 0
                ? .structuredArticle : subject.isPage ? .structuredPage : .structuredThing
            for key in ["datePublished", "uploadDate", "dateCreated"] {
                guard let date = read(data.text(subject.value[key])) else { continue }
                add(date, "json_ld", [place])
                break
            }
        }
        for (keys, feature) in [
            (Self.metaPublished, DateFeature.metaPublished), (Self.metaDate, .metaDate),
        ] {
            for key in keys {
                if let date = read(head.meta(key)) { add(date, "meta", [feature]) }
            }
        }
        for key in ["datepublished", "published-date", "datecreated"] {
            if let date = read(head.property(key)) {
                add(date, "microdata", [.microdataPublished])
                break
            }
        }
        // What is declared as a change is no candidate by itself, but tells about the others.
        for subject in data.subjects.prefix(16) {
            if let date = read(data.text(subject.value["dateModified"])) {
                mark(date, .structuredModified)
            }
        }
        for key in Self.metaModified {
            if let date = read(head.meta(key)) { mark(date, .metaModified) }
        }
        if let date = read(head.property("datemodified")) { mark(date, .microdataModified) }
    }

    private var modifiedDays: [(date: CalendarDate, feature: DateFeature)] = []

    private mutating func mark(_ date: CalendarDate, _ feature: DateFeature) {
        if modifiedDays.count < 16 { modifiedDays.append((date, feature)) }
    }

    private func read(_ text: String?) -> CalendarDate? {
        text.flatMap { CalendarDate(reading: $0, order: order) }
    }

    private mutating func addMoments() {
        var counts = [0, 0]
        for moment in head.moments
        where !(moment.zone.contains(.comments) && signs.commentsAreApart) {
            guard let date = read(moment.value), date.day != nil else { continue }
            let isTime = moment.kind == .time
            var features = around(moment.node, moment.zone)
            let isFirst = counts[isTime ? 0 : 1] == 0
            counts[isTime ? 0 : 1] += 1
            features.append(
                isTime
                    ? (isFirst ? .timeFirst : .timeLater) : (isFirst ? .namedFirst : .namedLater))
            if moment.cues.contains(.updated) {
                features.append(isTime ? .timeUpdated : .namedUpdated)
            } else if moment.cues.contains(.published) {
                features.append(isTime ? .timePublished : .namedPublished)
            }
            if isTime, moment.zone.contains(.content) { features.append(.timeInContent) }
            if let label = label(of: date, at: moment.node) {
                if label == .labelledUnrelated { continue }
                features.append(label)
            }
            add(date, isTime ? "time" : "text", features)
        }
    }

    /// What holds of the place of an element.
    private func around(_ node: Int, _ zone: Zone) -> [DateFeature] {
        var features: [DateFeature] = [.shown]
        if !zone.isDisjoint(with: Zone.apart.subtracting(.comments)) { features.append(.apart) }
        if zone.contains(.comments) { features.append(.inComments) }
        if let distance = places.distance(of: node) {
            if (0...8).contains(distance) { features.append(.nearHeading) }
            if (0...3).contains(distance) { features.append(.closeToHeading) }
            if (-5..<0).contains(distance) { features.append(.beforeHeading) }
        }
        return features
    }

    /// What the block around an element, or the short one before it, calls the date.
    private func label(of date: CalendarDate, at node: Int) -> DateFeature? {
        guard let segment = places.segment(of: node) else { return nil }
        let text = places.text(segment)
        if text.utf8.count <= 200 {
            for (found, label) in labelled(text) where found.isSameDay(as: date) {
                if let label { return label }
            }
        }
        guard segment > 0 else { return nil }
        let before = places.text(segment - 1)
        return before.utf8.count <= 32 ? feature(DateLabels.meaning(of: before)) : nil
    }

    private func feature(_ meaning: DateLabels.Meaning?) -> DateFeature? {
        switch meaning {
        case .published: .labelledPublished
        case .updated: .labelledUpdated
        case .unrelated: .labelledUnrelated
        case nil: nil
        }
    }

    /// The dates of a line, each with what the words before it call it.
    private func labelled(_ text: String) -> [(CalendarDate, DateFeature?)] {
        let bytes = Array(text.utf8)
        var start = 0
        return WrittenDate.all(in: text, order: order, most: 3).map { date, offset in
            let from = max(start, offset - 60)
            let words = String(decoding: bytes[min(from, offset)..<offset], as: UTF8.self)
            start = offset
            return (date, feature(DateLabels.meaning(of: words)))
        }
    }

    private mutating func addText() {
        var isFirst = true
        for index in places.besideHeading {
            for (date, label) in labelled(places.text(index)) where label != .labelledUnrelated {
                let isAfter = places.heading.map { index >= $0 } ?? false
                var features: [DateFeature] = [
                    isAfter ? .textAfterHeading : .textBeforeHeading, .shown,
                ]
                if isFirst { features.append(.textFirst) }
                if let heading = places.heading, (0...3).contains(index - heading) {
                    features.append(.closeToHeading)
                }
                if let label { features.append(label) }
                isFirst = false
                add(date, "text", features)
            }
        }
    }

    private mutating func describe() {
        for (date, feature) in modifiedDays {
            for index in all.indices where all[index].value.isSameDay(as: date) {
                all[index].note(feature)
            }
        }
        DateContext.describe(&all, signs, hasHeading: places.heading != nil)
    }
}
