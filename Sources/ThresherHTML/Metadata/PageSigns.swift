// SPDX-License-Identifier: Apache-2.0

/// What a page's declarations say about the kind of page it is.
///
/// Only so far as its title, writers and date depend on it; `page_type` is judged elsewhere.
struct PageSigns {
    var isArticle = false
    var isProduct = false
    var isThread = false
    var isGraphArticle = false
    var isGraphSite = false
    var declaresAuthor = false
    /// An element outside of side columns is named a byline.
    var hasByline = false
    var hasDate = false
    /// Several members of a forum are named.
    var hasManyUsers = false
    var hasArticleElement = false
    var hasManyArticles = false
    var hasManyTimes = false
    /// The address is that of a site's home page, or one step below it.
    var isHome = false
    var isShallow = false

    /// Whether what stands among comments says nothing about the page itself.
    var commentsAreApart: Bool { (isArticle || isGraphArticle) && !isThread }

    init(_ head: HeadFacts, _ data: StructuredData, address: String?) {
        for subject in data.subjects {
            for type in subject.types {
                switch type {
                case "Product", "ProductGroup", "Offer": isProduct = true
                case "QAPage", "Question", "DiscussionForumPosting": isThread = true
                default: break
                }
            }
            if subject.rank == 0 { isArticle = true }
        }
        let type = head.meta("og:type")?.lowercased() ?? ""
        isGraphArticle = type == "article" || type == "blog" || type == "news"
        isGraphSite = type == "website"
        isProduct = isProduct || type.contains("product")
        declaresAuthor =
            ["author", "article:author", "parsely-author", "dc.creator", "citation_author"].contains
        {
            head.meta($0) != nil
        }
        hasByline = head.bylines.contains {
            ($0.kind == .named || $0.kind == .relation) && $0.zone.isDisjoint(with: .apart)
        }
        hasManyUsers = head.bylines.reduce(0) { $0 + ($1.kind == .user ? 1 : 0) } > 2
        hasArticleElement = head.articleCount == 1
        hasManyArticles = head.articleCount > 4
        hasManyTimes = head.timeCount > 6
        guard let address else { return }
        let steps = URLReference.path(of: address).utf8.split(separator: UInt8(ascii: "/")).count
        isHome = steps == 0
        isShallow = steps == 1
    }
}
