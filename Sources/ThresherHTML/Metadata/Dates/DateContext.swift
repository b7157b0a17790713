// SPDX-License-Identifier: Apache-2.0

/// What holds of a candidate among the others, and of the page.
enum DateContext {
    private static let declared: [DateFeature] = [
        .structuredArticle, .structuredPage, .structuredThing, .metaPublished, .metaDate,
        .microdataPublished,
    ]
    private static let modified: [DateFeature] = [
        .structuredModified, .metaModified, .microdataModified,
    ]
    private static let near: [DateFeature] = [
        .nearHeading, .closeToHeading, .beforeHeading, .textAfterHeading,
    ]

    static func describe(
        _ all: inout [DateCandidates.Candidate], _ signs: PageSigns, hasHeading: Bool
    ) {
        let days = all.map(\.value.dayNumber)
        let (first, last) = (days.min() ?? 0, days.max() ?? 0)
        let shown = all.filter { $0.has(.shown) }.count
        let shownNear = all.filter { $0.has(.shown) && hasAny($0, near) }
        let declaredDays = all.filter { hasAny($0, declared) }.map(\.value.dayNumber)
        for index in all.indices {
            let isDeclared = hasAny(all[index], declared)
            let isShown = all[index].has(.shown)
            let isModified = hasAny(all[index], modified)
            let day = days[index]
            all[index].note(.shownAlone, if: isShown && shown == 1)
            all[index].note(.onlyOne, if: all.count == 1)
            all[index].note(.earliest, if: all.count > 1 && day == first)
            all[index].note(.latest, if: all.count > 1 && day == last)
            all[index].note(.several, if: all.count > 5)
            all[index].note(.publishedShown, if: isDeclared && isShown)
            let showsOther = shownNear.contains { $0.value.dayNumber != day }
            all[index].note(.publishedNotShown, if: isDeclared && !isShown && showsOther)
            all[index].note(.modifiedToo, if: isModified)
            all[index].note(.publishedIsModified, if: isModified && isDeclared)
            all[index].note(
                .updatedShownOnly,
                if: !isDeclared && isShown && isModified && hasAny(all[index], near)
                    && declaredDays.contains { $0 < day })
            all[index].note(
                .structuredOlderThanShown,
                if: isDeclared && !isShown && shownNear.contains { $0.value.dayNumber > day + 30 })
            all[index].note(.earliestDeclared, if: isDeclared && day == declaredDays.min())
            page(&all[index], signs, hasHeading: hasHeading, isDeclared: isDeclared)
        }
    }

    private static func hasAny(
        _ candidate: DateCandidates.Candidate, _ features: [DateFeature]
    ) -> Bool {
        features.contains(where: candidate.has)
    }

    private static func page(
        _ candidate: inout DateCandidates.Candidate, _ signs: PageSigns, hasHeading: Bool,
        isDeclared: Bool
    ) {
        candidate.note(.pageIsArticle, if: signs.isArticle)
        candidate.note(.pageGraphArticle, if: signs.isGraphArticle)
        candidate.note(.pageGraphSite, if: signs.isGraphSite)
        candidate.note(.pageIsProduct, if: signs.isProduct)
        candidate.note(.pageIsThread, if: signs.isThread)
        candidate.note(.pageDeclaresAuthor, if: signs.declaresAuthor)
        candidate.note(
            .pageHasNoArticle,
            if: !signs.isArticle && !signs.isGraphArticle && !signs.isThread
                && !signs.declaresAuthor)
        candidate.note(.pageManyTimes, if: signs.hasManyTimes)
        candidate.note(.pageManyArticles, if: signs.hasManyArticles)
        candidate.note(.pageOneArticle, if: signs.hasArticleElement)
        candidate.note(.pageIsHome, if: signs.isHome)
        candidate.note(.pageIsShallow, if: signs.isShallow)
        candidate.note(.pageNoHeading, if: !hasHeading)
        candidate.note(
            .pageOnlyPageDates,
            if: candidate.has(.structuredPage) && !signs.isArticle && !candidate.has(.shown))
        candidate.note(.pageHasByline, if: signs.hasByline)
    }
}
