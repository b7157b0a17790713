# SPDX-License-Identifier: Apache-2.0
"""Small plain pages made from parts of real ones, so that the model knows such pages too.

Every page of the corpus is large and built by a content management system; a note of three paragraphs
is not among them. A few content blocks of a real page, in order, and a few of what was left out, in
the elements that such blocks stood in, make one. Other pages have no content at all: what was left
out, and what pages say that let nobody in (`notices.txt`).
"""
import html
import random
from pathlib import Path

from . import folds
from .corpus import Page

COUNT = 600
EMPTY = 240
# What the blocks of a made page weigh beside those of a real one, by the page's set.
WEIGHTS = {"small": 0.6, "empty": 0.15}
ZONES = {"navigation": "nav", "header": "header", "footer": "footer", "aside": "aside"}
TAGS = {"heading": "h2", "list_item": "li", "quote": "blockquote", "code": "pre"}


def _markup(kind, text):
    tag = TAGS.get(kind, "p")
    return f"<{tag}>{html.escape(text)}</{tag}>"


def make(data, folder):
    """Writes the pages; returns them with the folds of the pages they were made from."""
    chance = random.Random(1)
    columns = {zone: data.columns.index(f"inside.{zone}") for zone in ZONES}
    linked = data.columns.index("text.linkDensity")
    sources = [i for i, page in enumerate(data.pages) if page.truth]
    pages, dealt = [], []
    folder.mkdir(parents=True, exist_ok=True)
    notices = _notices()
    while len(pages) < COUNT + EMPTY:
        index = chance.choice(sources)
        body = None
        if len(pages) >= COUNT:
            body = _without_content(notices, int(data.fold[index]), chance)
        page = _page(data, index, columns, linked, chance, folder / f"{len(pages):04}.html", body)
        if page:
            pages.append(page)
            dealt.append(int(data.fold[index]))
    return pages, dealt


def _notices():
    """The texts by their kind."""
    found = {}
    for line in (Path(__file__).parent / "notices.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and line.endswith(":"):
            kind = found.setdefault(line[2:-1], [])
        elif not line.startswith("#"):
            kind.append(line)
    return found


def _without_content(notices, fold, chance):
    """The body of a page that lets nobody in; of its texts those of one fold."""
    kind = chance.choice(["", *notices])
    if not kind:
        return ""
    known = notices[kind][fold::folds.COUNT]
    most = {"login": 9, "error": 4, "consent": 5}.get(kind, 2)
    texts = chance.sample(known, min(chance.randint(1, most), len(known)))
    title = f"<h1>{html.escape(texts[0])}</h1>" if chance.random() < 0.6 else ""
    rest = texts[1:] if title else texts
    if kind == "login":
        tags = ["label", "button", "p", "a"]
        inner = "".join(f"<{tag}>{html.escape(t)}</{tag}><input>" for t in rest
                        for tag in [chance.choice(tags)])
        return f"<form>{title}{inner}</form>"
    tags = ["p", "p", "div", "span", "button" if kind == "consent" else "p"]
    body = title + "".join(
        f"<{tag}>{html.escape(t)}</{tag}>" for t in rest for tag in [chance.choice(tags)])
    if kind == "script":
        return f"<noscript>{body}</noscript>"
    return f"<div>{body}</div>"


def _page(data, index, columns, linked, chance, file, without=None):
    """A page with content, or with the given body, which is none."""
    first, end = data.first[index], data.first[index + 1]
    seen = [row for row in range(first, end) if not data.hidden[row] and data.token_count[row]]
    text = {row: data.texts[index][row - first] for row in seen}
    kind = {row: data.kinds[index][row - first] for row in seen}
    content = [row for row in seen if data.label[row] == 1 and kind[row] != "table_row"]
    if not content:
        return None
    title = text[content[0]]
    if without is None:
        start = chance.randrange(len(content))
        content = content[start:start + chance.choice([1, 2, 3, 4, 6, 8])]
        title = text[content[0]]
        body = "".join(_markup(kind[row], text[row]) for row in content)
        body = body.replace("<h2>", "<h1>", 1).replace("</h2>", "</h1>", 1)
    else:
        content, body = [], without
    wrapper = chance.choice(["", "", "main", "article", "div"])
    body = f"<{wrapper}>{body}</{wrapper}>" if wrapper and body else body
    around = {"navigation": "", "header": "", "footer": "", "aside": ""}
    for zone, column in columns.items():
        rows = [row for row in seen if data.label[row] == 0 and data.base[row, column] > 0]
        for row in rows[:chance.choice([0, 0, 1, 3, 6])]:
            words = html.escape(text[row])
            around[zone] += (
                f'<li><a href="/{row}">{words}</a></li>' if data.base[row, linked] > 0.5
                else f"<p>{words}</p>")
    def part(zone):
        inner = around[zone]
        inner = f"<ul>{inner}</ul>" if inner.startswith("<li") else inner
        return f"<{ZONES[zone]}>{inner}</{ZONES[zone]}>" if inner else ""
    head = f"<title>{html.escape(title[:60])}</title>" if chance.random() < 0.5 else ""
    file.write_text(
        f"{head}{part('header')}{part('navigation')}{body}{part('aside')}{part('footer')}",
        encoding="utf-8")
    truth = "\n\n".join(text[row] for row in content)
    source = data.pages[index]
    return Page(
        set="small" if without is None else "empty", name=file.name, url=source.url,
        type=source.type, truth=truth, html=file)
