// SPDX-License-Identifier: Apache-2.0

/// What may be true of a candidate for the page's writers.
///
/// The order is that of the learned weights; after a change they are to be learned anew.
enum AuthorFeature: Int, CaseIterable {
    case any
    // Where it stands.
    case structuredArticle, structuredThing, structuredPage, structuredCreator
    case structuredPerson, structuredOrganization
    case metaAuthor, metaArticle, metaCreator, metaOther
    case microdata, relation, named, address, user, line, lineFirst, besideDate
    case firstMicrodata, firstRelation, firstNamed, firstAddress, firstUser
    case firstOfKind, secondOfKind, laterOfKind, manyOfKind
    // Around it.
    case afterHeading, closeAfterHeading, beforeHeading, farFromHeading
    case apart, inComments, inBiography, inContent, inHeader, hasLead
    // Who agrees.
    case twoSources, threeSources, agreesStructured, agreesMeta, agreesVisible, shown
    case partOfOther, othersDiffer
    // Its form.
    case oneName, severalNames, manyNames, oneWord, twoWords, threeWords, moreWords
    case isLower, isCapitalized, hasDigit, isSite, isNearSite, isHost, isAgency, isTitleText
    case hasTeamWord, isInTitle, isLong
    // The page.
    case pageIsArticle, pageGraphArticle, pageGraphSite, pageIsProduct, pageIsThread
    case pageHasNoArticle, pageManyArticles, pageManyTimes, pageOneArticle, pageIsHome
    case pageIsShallow, pageNoHeading, pageHasDate
    // Both.
    case articleByline, articleMeta, articleStructured, productAny, threadUser, threadStructured
    case siteIsPerson, declaredSite, manyUsers, crowdedThread
}
