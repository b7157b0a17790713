# SPDX-License-Identifier: Apache-2.0
"""From scores to a page's text, as MainContent.swift and ContentCut.swift decide it."""
from collections import defaultdict

import numpy as np

LEAST_WORDS = 12.0
LEAST_SHARE = 0.25
# Hidden blocks count when they promise more than this share of what the visible ones do.
HIDDEN_SHARE = 0.7
# A page's scores are wrong together: by how much its odds may be off, and how likely that is.
WORLDS = ((np.exp(-2), 0.25), (1.0, 0.5), (np.exp(2), 0.25))
# Running text of as many words is taken once; blocks of these kinds repeat themselves for a reason.
REPEAT_WORDS = 8
REPEATING = ("code", "table_row", "list_item")
# What belongs to kept blocks (Companions.swift); from when a page is taken for a manual or a forum.
SURE_TYPE = 0.5
LONGEST_GAP = 10
GAP_SCORE = 0.2
LONGEST_PRICE = 40


def possible(scores, words, hidden):
    """Which blocks of a page could be content."""
    promised = scores * words
    if promised[hidden].sum() > HIDDEN_SHARE * promised[~hidden].sum():
        return np.ones(len(scores), bool)
    return ~hidden


def keep(scores, words, hidden, least_words=LEAST_WORDS):
    """Which blocks of a page the scores keep."""
    promised = scores * words
    candidates = possible(scores, words, hidden)
    total = promised[candidates].sum()
    kept = np.zeros(len(scores), bool)
    if total < least_words and total < LEAST_SHARE * words[candidates].sum():
        return kept
    order = np.flatnonzero(candidates)
    order = order[np.argsort(-scores[order], kind="stable")]
    taken = np.cumsum(words[order])
    value = np.zeros(len(order))
    for odds, likely in WORLDS:
        share = scores[order] * odds
        real = share / (share + 1 - scores[order]) * words[order]
        value += likely * 2 * np.cumsum(real) / (taken + real.sum() + 1e-12)
    if len(order) and value.max() > 0:
        kept[order[:int(np.argmax(value)) + 1]] = True
    return kept


def with_companions(kept, scores, candidates, page_type, confidence, is_code, is_price):
    """The kept blocks and what belongs to them: code and short gaps of manuals, code of posts,
    prices of cards (Companions.swift)."""
    kept = kept.copy()
    takes = {"documentation": is_code, "forum": is_code, "collection": is_price}.get(page_type)
    sure = page_type == "collection" or confidence >= SURE_TYPE
    if takes is None or not sure or not kept.any():
        return kept
    if page_type == "documentation":
        places = np.flatnonzero(kept[candidates])
        for last, place in zip(places[:-1], places[1:]):
            inner = candidates[last + 1:place]
            if len(inner) <= LONGEST_GAP:
                kept[inner[scores[inner] >= GAP_SCORE]] = True
    after_kept = False
    for index in candidates:
        if takes[index] and after_kept:
            kept[index] = True
        after_kept = kept[index]
    return kept


def without_repeats(kept, words, texts, kinds):
    """The kept blocks without running text that stands in an earlier one (RepeatedText.swift)."""
    kept, seen = kept.copy(), set()
    for index in np.flatnonzero(kept):
        if words[index] < REPEAT_WORDS or kinds[index] in REPEATING:
            continue
        kept[index] = texts[index] not in seen
        seen.add(texts[index])
    return kept


def score(data, scores, pages=None, repeats=False, **options):
    """The F1 of each page with a whole truth; segments found by those with marked ones."""
    values, segments = {}, np.zeros(4, int)
    for index in range(len(data.pages)) if pages is None else pages:
        page = data.pages[index]
        rows = slice(data.first[index], data.first[index + 1])
        kept = keep(scores[rows], data.words[rows], data.hidden[rows], **options)
        spoken = possible(scores[rows], data.words[rows], data.hidden[rows])
        kept = with_companions(
            kept, scores[rows], np.flatnonzero(spoken & (data.words[rows] > 0)),
            *data.types[index], data.is_code[rows], data.is_price[rows])
        if not repeats:
            kept = without_repeats(kept, data.words[rows], data.texts[index], data.kinds[index])
        if page.truth is not None:
            values[index] = data.overlaps[index].f1(kept)
        else:
            text = " ".join(
                " ".join(t.split()) for t, is_kept in zip(data.texts[index], kept) if is_kept)
            for place, marked in ((0, page.wanted), (2, page.unwanted)):
                for segment in marked:
                    segments[place + (" ".join(segment.split()) not in text)] += 1
    return values, segments


def table(data, values, segments):
    """The figures as a dictionary: mean F1 by set and type, segment F1."""
    groups = defaultdict(list)
    for index, value in values.items():
        page = data.pages[index]
        groups[page.set].append(value)
        if page.set == "wcxb-dev":
            groups[page.type].append(value)
    figures = {name: float(np.mean(group)) for name, group in groups.items()}
    if segments.sum():
        found, missed, extra, _ = segments
        figures["multilingual-dev"] = 2 * found / (2 * found + extra + missed)
    return figures


ORDER = [
    "wcxb-dev", "article", "service", "listing", "forum", "product", "documentation", "collection",
    "news-dev", "multilingual-dev"]


def line(title, figures):
    cells = " | ".join(f"{figures[name]:.4f}" for name in ORDER if name in figures)
    return f"| {title} | {cells} |"
