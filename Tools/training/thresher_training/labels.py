# SPDX-License-Identifier: Apache-2.0
"""Which blocks of a page are content, by its truth."""
from collections import Counter

import numpy as np
from rapidfuzz.distance import LCSseq

GRAM = 4


def by_text(blocks, truth):
    """Labels blocks by the words of the whole main text.

    Long blocks by the share of their words that stand in four-word sequences of the truth, short
    ones by the longest common subsequence of page and truth; then every flip that raises the
    page's F1 is made.

    blocks: the words of each block. Returns 0 or 1 for each.
    """
    ids = {}
    reference = [ids.setdefault(word, len(ids)) for word in truth]
    grams = {tuple(reference[i:i + GRAM]) for i in range(len(reference) - GRAM + 1)}
    numbered = [[ids.get(word, -1) for word in block] for block in blocks]
    covered = np.zeros(len(blocks))
    for index, block in enumerate(numbered):
        if len(block) < GRAM:
            continue
        marks = [False] * len(block)
        for start in range(len(block) - GRAM + 1):
            if tuple(block[start:start + GRAM]) in grams:
                marks[start:start + GRAM] = [True] * GRAM
        covered[index] = sum(marks) / len(block)
    surely = [len(b) >= 6 and covered[i] >= 0.6 for i, b in enumerate(numbered)]
    surely_not = [len(b) >= 6 and covered[i] < 0.2 for i, b in enumerate(numbered)]
    common = _common(numbered, reference, surely_not)
    labels = [0] * len(blocks)
    for index, block in enumerate(numbered):
        if not block:
            continue
        share = common[index] / len(block)
        if len(block) >= GRAM:
            likely = share if covered[index] > 0.3 or len(block) < 8 else 0
            share = max(covered[index], likely)
        labels[index] = int(share >= 0.5)
    return _flipped(blocks, truth, labels, surely)


def _common(numbered, reference, leave_out):
    """How many words of each block are in the longest common subsequence."""
    sequence, owners = [], []
    for index, block in enumerate(numbered):
        if leave_out[index]:
            continue
        for word in block:
            sequence.append(word if word >= 0 else -1 - len(sequence))
            owners.append(index)
    common = [0] * len(numbered)
    if sequence and reference:
        for step in LCSseq.opcodes(sequence, reference):
            if step.tag == "equal":
                for place in range(step.src_start, step.src_end):
                    common[owners[place]] += 1
    return common


def _flipped(blocks, truth, labels, surely):
    """The labels after every flip that raises F1, additions only among sure blocks at first."""
    wanted = Counter(truth)
    counts = [Counter(block) for block in blocks]
    have = Counter()
    for index, label in enumerate(labels):
        if label:
            have.update(counts[index])
    state = {
        "overlap": sum((have & wanted).values()), "size": sum(have.values())}

    def f1(overlap, size):
        return 2 * overlap / (size + len(truth)) if size + len(truth) else 1.0

    def flip(index):
        block, length = counts[index], len(blocks[index])
        if not length:
            return False
        sign = -1 if labels[index] else 1
        change = sum(
            min(have[word] + sign * count, wanted[word]) - min(have[word], wanted[word])
            for word, count in block.items())
        overlap, size = state["overlap"] + change, state["size"] + sign * length
        if f1(overlap, size) <= f1(state["overlap"], state["size"]) + 1e-12:
            return False
        for word, count in block.items():
            have[word] += sign * count
        state["overlap"], state["size"] = overlap, size
        labels[index] = 1 - labels[index]
        return True

    sure = [i for i in range(len(blocks)) if surely[i] and labels[i]]
    sure = sure or [i for i in range(len(blocks)) if labels[i]]
    low, high = (sure[0], sure[-1]) if sure else (0, len(blocks) - 1)
    outside_first = sorted(
        (i for i in range(len(blocks)) if labels[i]),
        key=lambda i: (low <= i <= high, len(blocks[i])))
    for index in outside_first:
        flip(index)
    for index in range(low, high + 1):
        if not labels[index]:
            flip(index)
    for _ in range(2):
        longest_first = sorted(range(len(blocks)), key=lambda i: -len(blocks[i]))
        if not any([flip(index) for index in longest_first]):
            break
    return labels


def by_segments(texts, wanted, unwanted):
    """Labels the blocks that hold a marked segment or are part of one.

    Returns 1, 0 or -1 (not known) for each block.
    """
    def collapse(text):
        return " ".join(text.split())

    labels = [-1] * len(texts)
    for segments, label in ((wanted, 1), (unwanted, 0)):
        for segment in map(collapse, segments):
            for index, text in enumerate(texts):
                text = collapse(text)
                if segment in text or (len(text) >= 12 and text in segment):
                    labels[index] = label
    return labels
