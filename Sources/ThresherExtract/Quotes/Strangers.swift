// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// People whom the text gives no name: `a driver who hid disputed it`.
extension Speakers {
    /// The post or kin that a sentence before a position's names, in the same paragraph: `The worst of
    /// it fell to the harpist. "Get me out", she begged`.
    func bystander(before position: Int) -> Named? {
        let end = words.sentenceStart(position)
        // `a cook kept it because, he said, "..."`
        if let own = (end..<max(end, position)).last(where: {
            isPost($0) && isIndefinite($0 - 1) && !isQuoted[$0] && !isInsideMention($0)
        }) {
            return (words.text(own..<(own + max(words.length(own, .title), 1))), nil)
        }
        guard end > 0 else { return nil }
        let gap = words[min(position, words.count - 1)].paragraph - words[end - 1].paragraph
        let begins = words.at(end - 1)?.paragraph != words[end].paragraph
        guard gap == 0 || gap == 1 && begins else { return nil }
        let sentence = words.sentenceStart(end - 1)..<end
        // `The loadmaster, who is 51, described ...`
        let first = sentence.lowerBound
        if words.has(first, .article), Marks.isComma(words.mark(first + 2)),
            words.value(first + 3, .pronoun) == "r", words.has(first + 3, .pronoun),
            !words[first + 1].isCapital || words.lexicon.hasNounCase
        {
            return (words.text((first + 1)..<(first + 2)), nil)
        }
        if gap == 1, !Marks.isDash(words.mark(end)) { return nil }
        guard
            !mentions(in: sentence).contains(where: {
                $0.kind == .person && !isQuoted[$0.range.lowerBound] && $0.range.count > 1
                    && !isPossessive($0) && !words.has($0.outer - 1, .preposition)
            })
        else { return nil }
        for index in sentence where !isQuoted[index] {
            guard isPost(index), !isInsideMention(index),
                words.has(index - 1, .article)
                    || words.lexicon.hasNoArticle && words.lexicon.hasCase && verb(index - 1) > 0
            else { continue }
            // `He said that his father was strict. "He taught us", he added.`
            if subjectPronoun(first..<index, "m") ?? subjectPronoun(first..<index, "f") != nil {
                return nil
            }
            let next = index + max(words.length(index, .title), 1)
            if words.has(index - 1, .article), !isIndefinite(index - 1),
                let known = antecedent((index - 1)..<next)
            {
                return named(known)
            }
            // `her husband Glyn`
            if words.lexicon.hasCase, !words.lexicon.hasNounCase, let name = words.at(next),
                name.isCapital, next < end
            {
                return (words.text(next..<(next + 1)), nil)
            }
            return (words.text(index..<next), nil)
        }
        return nil
    }

    /// Somebody without a name whom the paragraph brings in before a position, and nobody else since:
    /// `A driver who hid disputed it. The escort, he said, ...`.
    func newcomer(before position: Int) -> Named? {
        guard position > 0, position <= words.count else { return nil }
        let paragraph = words[min(position, words.count - 1)].paragraph
        var index = position - 1
        while index >= 0, position - index < 120, words[index].paragraph == paragraph {
            defer { index -= 1 }
            guard !isQuoted[index] else { continue }
            if let mention = mentions(in: index..<(index + 1)).first, mention.kind == .person {
                return nil
            }
            guard isIndefinite(index), !words.has(index - 1, .preposition) else { continue }
            // `Jo Ray, now an analyst`
            if mentions(in: words.sentenceStart(index)..<index).contains(where: {
                $0.kind == .person && !isQuoted[$0.range.lowerBound]
            }) {
                return nil
            }
            let end = min(index + 5, position)
            guard index + 1 < end,
                let post = (index + 1..<end).first(where: {
                    isPost($0) && (words[$0].isCapital || !words.lexicon.hasNounCase)
                        || !isAdjective($0)
                }),
                isPost(post) || words.lexicon.hasNounCase && isPost(post - 1)
                    || words.value(post + 1, .pronoun) == "r" && words.has(post + 1, .pronoun)
                        && words.lexicon.hasAdverbsLy,
                !isInsideMention(post), words[post].kind == .word
            else { continue }
            return (words.text(post..<(post + max(words.length(post, .title), 1))), nil)
        }
        return nil
    }

    /// Whether something may stand between an article and its noun: `a young`, `ein 26-jähriger`.
    private func isAdjective(_ index: Int) -> Bool {
        let token = words[index]
        guard token.kind == .word else {
            return token.kind == .number || Marks.isHyphen(token.mark)
        }
        if words.lexicon.hasNounCase { return !token.isCapital }
        return token.cues.isEmpty && words.at(index + 1)?.kind == .word && isPost(index + 1)
    }

    /// Whether a phrase begins with an indefinite article, so that it brings somebody new.
    func isIndefinite(_ index: Int) -> Bool {
        words.has(index, .article) && words.value(index, .article) == "a"
    }
}
