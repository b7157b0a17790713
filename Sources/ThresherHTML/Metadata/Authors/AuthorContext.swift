// SPDX-License-Identifier: Apache-2.0

/// What holds of a candidate among the others, of its form, and of the page.
enum AuthorContext {
    private static let sources: [[AuthorFeature]] = [
        [.structuredArticle, .structuredThing, .structuredPage],
        [.metaAuthor, .metaArticle, .metaCreator, .metaOther], [.microdata], [.relation],
        [.named], [.address], [.user], [.line], [.besideDate],
    ]

    static func describe(
        _ all: inout [AuthorCandidates.Candidate], _ signs: PageSigns, _ names: SiteNames,
        hasHeading: Bool
    ) {
        let keys = all.map { Set($0.value.map { $0.lowercased() }) }
        for index in all.indices {
            let count = sources.reduce(0) { $0 + (hasAny(all[index], $1) ? 1 : 0) }
            all[index].note(.twoSources, if: count == 2)
            all[index].note(.threeSources, if: count > 2)
            let others = all.indices.filter {
                $0 != index && !keys[$0].isDisjoint(with: keys[index])
            }
            func agrees(_ features: [AuthorFeature]) -> Bool {
                others.contains { hasAny(all[$0], features) }
            }
            all[index].note(.agreesStructured, if: agrees(sources[0]))
            all[index].note(.agreesMeta, if: agrees(sources[1]))
            all[index].note(.agreesVisible, if: agrees([.shown]))
            all[index].note(
                .partOfOther, if: others.contains { keys[$0].isStrictSuperset(of: keys[index]) })
            all[index].note(.othersDiffer, if: all.count > others.count + 1)
            form(&all[index], names)
            page(&all[index], signs, hasHeading: hasHeading)
        }
    }

    private static func hasAny(
        _ candidate: AuthorCandidates.Candidate, _ features: [AuthorFeature]
    ) -> Bool {
        features.contains(where: candidate.has)
    }

    private static func form(_ candidate: inout AuthorCandidates.Candidate, _ names: SiteNames) {
        let value = candidate.value
        candidate.note(.oneName, if: value.count == 1)
        candidate.note(.severalNames, if: (2...4).contains(value.count))
        candidate.note(.manyNames, if: value.count > 4)
        guard let name = value.first else { return }
        let words = name.split(separator: " ")
        candidate.note(.oneWord, if: words.count == 1)
        candidate.note(.twoWords, if: words.count == 2)
        candidate.note(.threeWords, if: words.count == 3)
        candidate.note(.moreWords, if: words.count > 3)
        candidate.note(.isLong, if: name.utf8.count > 30)
        let isLower = name.unicodeScalars.first?.properties.isLowercase ?? false
        candidate.note(.isLower, if: isLower)
        candidate.note(
            .isCapitalized,
            if: words.count > 1
                && words.allSatisfy { $0.unicodeScalars.first?.properties.isUppercase ?? false })
        candidate.note(.hasDigit, if: name.utf8.contains(where: ASCII.isDigit))
        candidate.note(.isAgency, if: AuthorNames.isAgency(name))
        let isSite = value.count == 1 && names.isSite(name)
        candidate.note(.isSite, if: isSite)
        candidate.note(.isNearSite, if: !isSite && names.isNearSite(name))
        candidate.note(.isHost, if: names.isHost(name))
        candidate.note(.isInTitle, if: names.isInTitle(name))
        candidate.note(.isTitleText, if: names.isTitle(name))
        candidate.note(
            .hasTeamWord,
            if: words.contains { teamWords.contains($0.lowercased()) })
        candidate.note(.siteIsPerson, if: isSite && candidate.has(.structuredPerson))
        candidate.note(.declaredSite, if: isSite && hasAny(candidate, sources[1]))
    }

    /// Words of groups, in the languages of most pages.
    private static let teamWords: Set<String> = [
        "team", "staff", "editors", "editorial", "desk", "newsroom", "inc", "inc.", "llc", "gmbh",
        "university", "institute", "center", "agency", "department", "association", "news",
        "redaktion", "rédaction", "redacción", "redazione", "redação", "redactie", "redakcja",
        "редакция", "编辑部", "編集部", "هيئة",
    ]

    private static func page(
        _ candidate: inout AuthorCandidates.Candidate, _ signs: PageSigns, hasHeading: Bool
    ) {
        candidate.note(.pageIsArticle, if: signs.isArticle)
        candidate.note(.pageGraphArticle, if: signs.isGraphArticle)
        candidate.note(.pageGraphSite, if: signs.isGraphSite)
        candidate.note(.pageIsProduct, if: signs.isProduct)
        candidate.note(.pageIsThread, if: signs.isThread)
        candidate.note(
            .pageHasNoArticle, if: !signs.isArticle && !signs.isGraphArticle && !signs.isThread)
        candidate.note(.pageManyArticles, if: signs.hasManyArticles)
        candidate.note(.pageManyTimes, if: signs.hasManyTimes)
        candidate.note(.pageOneArticle, if: signs.hasArticleElement)
        candidate.note(.pageIsHome, if: signs.isHome)
        candidate.note(.pageIsShallow, if: signs.isShallow)
        candidate.note(.pageNoHeading, if: !hasHeading)
        candidate.note(.pageHasDate, if: signs.hasDate)
        let isArticle = signs.isArticle || signs.isGraphArticle
        candidate.note(.articleByline, if: isArticle && candidate.has(.shown))
        candidate.note(.articleMeta, if: isArticle && hasAny(candidate, sources[1]))
        candidate.note(.articleStructured, if: isArticle && hasAny(candidate, sources[0]))
        candidate.note(.productAny, if: signs.isProduct && !isArticle)
        candidate.note(.threadUser, if: signs.isThread && candidate.has(.user))
        candidate.note(.manyUsers, if: signs.hasManyUsers)
        candidate.note(
            .crowdedThread,
            if: (signs.isThread || signs.hasManyUsers) && candidate.has(.firstOfKind)
                && candidate.has(.shown))
        candidate.note(.threadStructured, if: signs.isThread && hasAny(candidate, sources[0]))
    }
}
