# SPDX-License-Identifier: Apache-2.0
"""Small plain pages made from parts of real ones, so that the model knows such pages too.

Every page of the corpus is large and built by a content management system; a note of three paragraphs
is not among them. A few content blocks of a real page, in order, and a few of what was left out, in
the elements that such blocks stood in, make one.
"""
import html
import random

from .corpus import Page

COUNT = 600
# What a small page's blocks weigh beside those of a real page.
WEIGHT = 0.3
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
    pages, folds = [], []
    folder.mkdir(parents=True, exist_ok=True)
    while len(pages) < COUNT:
        index = chance.choice(sources)
        page = _page(data, index, columns, linked, chance, folder / f"{len(pages):04}.html")
        if page:
            pages.append(page)
            folds.append(int(data.fold[index]))
    return pages, folds


def _page(data, index, columns, linked, chance, file):
    first, end = data.first[index], data.first[index + 1]
    seen = [row for row in range(first, end) if not data.hidden[row] and data.token_count[row]]
    text = {row: data.texts[index][row - first] for row in seen}
    kind = {row: data.kinds[index][row - first] for row in seen}
    content = [row for row in seen if data.label[row] == 1 and kind[row] != "table_row"]
    if not content:
        return None
    start = chance.randrange(len(content))
    content = content[start:start + chance.choice([1, 2, 3, 4, 6, 8])]
    body = "".join(_markup(kind[row], text[row]) for row in content)
    body = body.replace("<h2>", "<h1>", 1).replace("</h2>", "</h1>", 1)
    wrapper = chance.choice(["", "", "main", "article", "div"])
    body = f"<{wrapper}>{body}</{wrapper}>" if wrapper else body
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
    head = f"<title>{html.escape(text[content[0]][:60])}</title>" if chance.random() < 0.5 else ""
    file.write_text(
        f"{head}{part('header')}{part('navigation')}{body}{part('aside')}{part('footer')}",
        encoding="utf-8")
    truth = "\n\n".join(text[row] for row in content)
    source = data.pages[index]
    return Page(set="small", name=file.name, url=source.url, type=source.type, truth=truth, html=file)
