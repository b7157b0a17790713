# SPDX-License-Identifier: Apache-2.0
"""Generated HTML pages: the same seed and number give the same bytes everywhere."""
import random

_SYLLABLES = [
    first + vowel + last
    for first in ("b", "d", "f", "gr", "k", "l", "m", "n", "p", "r", "st", "t", "v", "sch")
    for vowel in ("a", "e", "i", "o", "u", "ei")
    for last in ("", "n", "r", "s", "l", "ck")
]


def _vocabulary():
    """A few thousand made-up words, the same in every run."""
    rng = random.Random("vocabulary")
    return ["".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3)))) for _ in range(4000)]


_WORDS = _vocabulary()


def marker(seed, number):
    """A word that stands in the text of exactly one page."""
    return f"zz{seed}q{number}zz"


def _sentence(rng):
    words = rng.choices(_WORDS, k=rng.randint(7, 18))
    return " ".join(words).capitalize() + "."


def _paragraph(rng):
    return " ".join(_sentence(rng) for _ in range(rng.randint(2, 4)))


def _block(rng):
    """One element of a page's main part: mostly paragraphs, now and then something else."""
    kind = rng.random()
    if kind < 0.12:
        return f"<h2>{_sentence(rng)}</h2>"
    if kind < 0.24:
        items = "".join(f"<li>{_sentence(rng)}</li>" for _ in range(3))
        return f"<ul>{items}</ul>"
    if kind < 0.3:
        return f"<blockquote><p>{_paragraph(rng)}</p></blockquote>"
    link = rng.choice(_WORDS)
    return f'<p>{_paragraph(rng)} <a href="/{link}.html">{link}</a> &amp; <em>{_sentence(rng)}</em></p>'


def page(seed, number, size=5000):
    """One page of about `size` bytes whose text holds its `marker`."""
    rng = random.Random(f"{seed}/{number}")
    word = marker(seed, number)
    head = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Page {word}</title>\n'
        "<style>p { margin: 0 }</style><script>var a = '<p>not shown</p>';</script></head>\n"
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>\n'
        f"<main><article><h1>Page {word}</h1>\n<p>This is the page {word} of them all.</p>\n"
    )
    tail = "</article></main>\n<footer><p>Imprint</p></footer></body></html>\n"
    parts = [head]
    length = len(head) + len(tail)
    while length < size:
        parts.append(_block(rng) + "\n")
        length += len(parts[-1])
    parts.append(tail)
    return "".join(parts).encode()
