// SPDX-License-Identifier: Apache-2.0

/// What may be true of a candidate for the day of publication.
///
/// The order is that of the learned weights; after a change they are to be learned anew.
enum DateFeature: Int, CaseIterable {
    case any
    // Where it stands.
    case structuredArticle, structuredPage, structuredThing, structuredModified
    case metaPublished, metaDate, metaModified
    case microdataPublished, microdataModified
    case timePublished, timeUpdated, timeFirst, timeLater, timeInContent
    case namedPublished, namedUpdated, namedFirst, namedLater
    case inAddress
    case textAfterHeading, textBeforeHeading, textFirst
    // Around it.
    case nearHeading, closeToHeading, beforeHeading, apart, inComments, labelledPublished
    case labelledUpdated, labelledUnrelated, shown, shownAlone
    // Among the others.
    case onlyOne, earliest, latest, several
    case publishedShown, publishedNotShown, modifiedToo, publishedIsModified
    case updatedShownOnly, structuredOlderThanShown, earliestDeclared
    // The page.
    case pageIsArticle, pageGraphArticle, pageGraphSite, pageIsProduct, pageIsThread
    case pageDeclaresAuthor, pageHasNoArticle, pageManyTimes, pageManyArticles, pageOneArticle
    case pageIsHome, pageIsShallow, pageNoHeading, pageOnlyPageDates, pageHasByline
}
