// SPDX-License-Identifier: Apache-2.0

/// What may be true of a candidate for the title.
///
/// The order is that of the learned weights; after a change they are to be learned anew.
enum TitleFeature: Int, CaseIterable {
    // Where it stands.
    case firstHeading, laterHeading, onlyHeading, headingInContent, headingInHeader, headingApart
    case headingNamedTitle, headingPart, secondLevel, secondLevelFirst
    case structuredHeadline, structuredName
    case titleWhole, titleWholeOfOne, titleFirst, titleFirstOfTwo, titleLast, titleMiddle
    case titleAllButLast, titleAllButFirst
    case cutAfterBar, cutAfterDash, cutAfterColon, cutAfterOther
    case cutBeforeBar, cutBeforeDash, cutBeforeColon, cutBeforeOther
    case graphWhole, graphWholeOfOne, graphFirst, graphLast, graphMiddle, graphAllButLast
    case twitterWhole, twitterPart
    // Who agrees, by words.
    case sameAsHeading, sameAsFirstHeading, sameAsTitle, sameAsTitleFirst, sameAsTitleAllButLast
    case sameAsGraph, sameAsGraphFirst, sameAsTwitter, sameAsStructured
    case headingAndTitle, headingAndTitleFirst, headingAndGraph, headingAndStructured
    case graphAndTitlePart
    case inTitle, inGraph, inHeading, mostlyInTitle, hardlyInTitle
    case headingBeginsWithIt, beginsWithHeading
    case fillsAddress, coveredByAddress, hardlyInAddress
    // Its form.
    case oneWord, twoWords, manyWords, tooManyWords, beginsLower, hasBar, isCapitals, endsCut
    case hasTypographicMark, hasNoLetter
    // The name of the site.
    case isSite, isHost, endsWithSite, beginsWithSite, endsWithHost, beginsWithHost
    case restIsSite, restIsHost, restIsLong
    // The page.
    case articleHeading, articleTitle, articleGraph, productHeading, productTitle
    case noHeadingTitle, isHomePage, homePageHeading
}
