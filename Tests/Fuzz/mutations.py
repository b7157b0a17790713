# SPDX-License-Identifier: Apache-2.0
"""Pages changed at random, from a seed: the same page and seed give the same bytes everywhere."""
import random
import re

TAG = re.compile(rb"<[^<>]{0,2000}>")
MARKS = b"<>/!-=\"'& \0\n;#x[]{}\xff\xc3"


def flipped(page, chance):
    """Up to a few hundred bytes changed, most into what means something in markup."""
    page = bytearray(page)
    for _ in range(chance.randint(1, 1 + min(400, len(page) // 50))):
        place = chance.randrange(len(page))
        page[place] = chance.choice(MARKS) if chance.random() < 0.6 else chance.randrange(256)
    return bytes(page)


def cut(page, chance):
    """The end, the beginning, or some runs in the midst left out."""
    way = chance.randrange(3)
    if way == 0:
        return page[: chance.randrange(1, len(page) + 1)]
    if way == 1:
        return page[chance.randrange(len(page)):]
    for _ in range(chance.randint(1, 20)):
        start = chance.randrange(len(page) + 1)
        page = page[:start] + page[start + chance.randint(1, 3000):]
    return page


def shuffled(page, chance):
    """Tags exchanged with one another."""
    tags = [match.span() for match in TAG.finditer(page)]
    if len(tags) < 2:
        return page
    texts = [page[start:end] for start, end in tags]
    for _ in range(max(1, len(tags) // chance.randint(2, 40))):
        left, right = chance.randrange(len(tags)), chance.randrange(len(tags))
        texts[left], texts[right] = texts[right], texts[left]
    parts, last = [], 0
    for (start, end), text in zip(tags, texts):
        parts += [page[last:start], text]
        last = end
    return b"".join(parts) + page[last:]


def variants(name, page, count, seed):
    """`count` changed pages, the three ways in turn."""
    for number in range(count):
        chance = random.Random(f"{seed}/{name}/{number}")
        yield number, (flipped, cut, shuffled)[number % 3](page, chance) if page else page
