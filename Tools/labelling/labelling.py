#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Labels the blocks of pages as main content, reader comment or boilerplate, by hand.

README.md has the guideline. A labels file holds one JSON object a line and no text of a page:
{name, annotator, page_type, blocks: [[hash, words, kept], ...]}, blocks in document order.
"""

import argparse
import difflib
import gzip
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGE_TYPES = "article forum product listing collection service documentation".split()
DROPPED, MAIN, COMMENT = 0, 1, 2
FOLD_FROM = 4  # so many short blocks in a row share one line


@dataclass
class Block:
    kind: str
    text: str

    def __post_init__(self):
        words = re.findall(r"\w+", self.text.lower())
        self.words = len(words)
        self.hash = hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


class Corpus:
    """The pages of a corpus folder, in the order of their names, numbered from 1."""

    def __init__(self, folder, thresher):
        self.folder, self.thresher = pathlib.Path(folder), thresher
        with open(self.folder / "ground-truth.jsonl", encoding="utf-8") as lines:
            pages = sorted(map(json.loads, lines), key=lambda page: page["name"])
        self.pages = {page["name"]: page for page in pages}

    def page(self, key):
        """The page of a name or a number."""
        if key.isdigit() and 1 <= int(key) <= len(self.pages):
            return list(self.pages.values())[int(key) - 1]
        if key in self.pages:
            return self.pages[key]
        sys.exit(f"no page '{key}'")

    def number(self, page):
        return list(self.pages).index(page["name"]) + 1

    def blocks(self, page):
        """The page's visible blocks that have words, in document order."""
        raw = gzip.decompress((self.folder / "html" / (page["name"] + ".gz")).read_bytes())
        with tempfile.NamedTemporaryFile(suffix=".html") as file:
            file.write(raw)
            file.flush()
            result = subprocess.run(
                [self.thresher, "process", "--pipeline", ROOT / "pipelines/strip.yaml", file.name],
                capture_output=True, text=True)
        if not result.stdout.strip():
            if "empty_" in result.stderr or not result.stderr:
                return []
            sys.exit(f"{page['name']}: {result.stderr.strip()}")
        document = json.loads(result.stdout)
        blocks = (Block(b["kind"], b["text"]) for b in document.get("blocks", []))
        return [block for block in blocks if block.words]


def collapse(text):
    """The text with single spaces and without soft hyphens, which the pages have and thresher drops."""
    return " ".join(text.replace("\u00ad", "").split())


def places(blocks, segment):
    """Where a marked segment stands: for each occurrence the range of blocks that it covers."""
    segment, text, starts = collapse(segment), "", []
    for block in blocks:
        starts.append(len(text))
        text += collapse(block.text) + " "
    found, at = [], text.find(segment) if segment else -1
    while at >= 0:
        first = max(i for i, start in enumerate(starts) if start <= at)
        last = max(i for i, start in enumerate(starts) if start < at + len(segment))
        found.append(range(first, last + 1))
        at = text.find(segment, at + 1)
    return found


def indexes(text, count):
    """Block numbers such as `12-40,42`, both ends included; empty for `-` or nothing."""
    chosen = set()
    for part in filter(None, (text or "").replace(" ", "").split(",")):
        if part == "-":
            continue
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if not match:
            sys.exit(f"'{part}' is no block number or range")
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < count:
            sys.exit(f"'{part}' is outside 0-{count - 1}")
        chosen.update(range(first, last + 1))
    return chosen


def read(path):
    """The labels of a file by page name; an empty set when there is no such file."""
    path = pathlib.Path(path)
    if not path.exists():
        return {}
    with open(path, encoding="utf-8") as lines:
        return {label["name"]: label for label in map(json.loads, lines)}


def labels_path(name):
    """A labels file by its path, or by its annotator's name."""
    return pathlib.Path(name) if name.endswith(".jsonl") else HERE / f"labels/multilingual-{name}.jsonl"


def contradictions(page, blocks, kept):
    """Lines that say where marked segments and labels disagree. kept: one label per block."""
    for segment in page["with"]:
        found = places(blocks, segment)
        if not found:
            yield f"with, not visible: {segment[:90]}"
        elif not any(all(kept[i] == MAIN for i in covered) for covered in found):
            yield f"with, dropped in {', '.join(map(written, found))}: {segment[:90]}"
    for segment in page["without"]:
        for covered in places(blocks, segment):
            if all(kept[i] == MAIN for i in covered):
                yield f"without, kept in {written(covered)}: {segment[:90]}"


def aligned(ours, theirs):
    """Pairs of indexes of equal blocks. ours, theirs: hashes in document order."""
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        yield from zip(range(a, a + size), range(b, b + size))


# Commands

def show(corpus, options):
    for key in options.pages:
        page = corpus.page(key)
        blocks = corpus.blocks(page)
        words = sum(block.words for block in blocks)
        print(f"== {corpus.number(page)} {page['name']} {page['url']} ({words} words)")
        chosen = indexes(options.blocks, len(blocks)) or range(len(blocks))
        index = min(chosen, default=0)
        while index <= max(chosen, default=-1):
            end = index
            while end <= max(chosen) and blocks[end].words <= options.fold and blocks[end].kind != "heading":
                end += 1
            if end - index >= FOLD_FROM:
                print(f"{index}-{end - 1} {folded(blocks[index:end], options.width)}")
                index = end
                continue
            block, text = blocks[index], collapse(blocks[index].text)
            more = f" ... ({block.words})" if len(text) > options.width else ""
            print(f"{index} {block.kind}: {text[:options.width]}{more}")
            index += 1
        for mark in ("with", "without"):
            for segment in page[mark]:
                where = ", ".join(map(written, places(blocks, segment)))
                print(f"{mark} [{where}] {segment[:60]}")


def folded(blocks, width):
    """The beginnings of short blocks in one line: the first ones and the last ones."""
    line = " | ".join(collapse(block.text)[:24] for block in blocks)
    return line if len(line) <= 2 * width else f"{line[:width]} ... {line[-width // 2:]}"


def written(covered):
    return f"{covered.start}" if len(covered) == 1 else f"{covered.start}-{covered.stop - 1}"


def label(corpus, options):
    page = corpus.page(options.page)
    blocks = corpus.blocks(page)
    main = indexes(options.kept, len(blocks))
    comments = indexes(options.comments, len(blocks))
    if main & comments:
        sys.exit(f"both kept and comment: {sorted(main & comments)}")
    kept = [MAIN if i in main else COMMENT if i in comments else DROPPED for i in range(len(blocks))]
    path = labels_path(options.annotator)
    labels = read(path)
    labels[page["name"]] = {
        "name": page["name"], "annotator": options.annotator, "page_type": options.type,
        "blocks": [[block.hash, block.words, value] for block, value in zip(blocks, kept)]}
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        for entry in labels.values():
            file.write(json.dumps(entry, separators=(",", ":")) + "\n")
    words = [sum(b.words for b, k in zip(blocks, kept) if k == value) for value in (MAIN, COMMENT)]
    print(f"{corpus.number(page)} {page['name']}: {words[0]} words kept, {words[1]} of comments, {len(labels)} pages in {path.name}")
    for line in contradictions(page, blocks, kept):
        print("  " + line)


def agreement(_, options):
    first, second = (read(labels_path(name)) for name in (options.first, options.second))
    names = sorted(first.keys() & second.keys())
    pairs, per_page, unmatched, same_type = [], [], 0, 0
    for name in names:
        ours, theirs = first[name]["blocks"], second[name]["blocks"]
        matched = list(aligned([b[0] for b in ours], [b[0] for b in theirs]))
        unmatched += max(len(ours), len(theirs)) - len(matched)
        here = [(ours[i][2], theirs[j][2], ours[i][1]) for i, j in matched]
        pairs += here
        differing = sum(words for a, b, words in here if a != b)
        per_page.append((differing, name))
        same_type += first[name]["page_type"] == second[name]["page_type"]
    if not pairs:
        sys.exit("no page is in both files")
    print(f"{len(names)} pages, {len(pairs)} blocks in both, {unmatched} in one only; page type equal on {same_type}")
    for title, view in (("main, comment, dropped", lambda k: k), ("main or not", lambda k: k == MAIN)):
        for unit, weigh in (("blocks", lambda words: 1), ("words", lambda words: words)):
            rate, kappa = kappas([(view(a), view(b), weigh(words)) for a, b, words in pairs])
            print(f"{title}, by {unit}: agreement {rate:.4f}, kappa {kappa:.4f}")
    for differing, name in sorted(per_page, reverse=True)[:options.worst]:
        if differing:
            print(f"  {name}: {differing} words differ")


def kappas(rows):
    """Share of agreement and Cohen's kappa of (label, label, weight) rows. Source: J. Cohen, 1960."""
    total = sum(weight for _, _, weight in rows)
    observed = sum(weight for a, b, weight in rows if a == b) / total
    expected = sum(
        sum(w for a, _, w in rows if a == value) * sum(w for _, b, w in rows if b == value)
        for value in {a for a, _, _ in rows}) / total ** 2
    return observed, 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def check(corpus, options):
    labels, count, gone = read(labels_path(options.annotator)), 0, 0
    for name, entry in labels.items():
        page = corpus.page(name)
        blocks = corpus.blocks(page)
        kept = [DROPPED] * len(blocks)
        matched = list(aligned([b.hash for b in blocks], [b[0] for b in entry["blocks"]]))
        for i, j in matched:
            kept[i] = entry["blocks"][j][2]
        gone += len(entry["blocks"]) - len(matched)
        for line in contradictions(page, blocks, kept):
            count += 1
            print(f"{corpus.number(page)} {name} {line}")
    print(f"{len(labels)} pages, {count} contradictions, {gone} labelled blocks that the pages no longer have")


def main():
    parser = argparse.ArgumentParser(description="Labels the blocks of pages by hand; see README.md.")
    parser.add_argument("--corpus", default=ROOT / "../shared/corpus/multilingual-dev")
    parser.add_argument("--thresher", default=ROOT / ".build/release/thresher")
    commands = parser.add_subparsers(required=True)

    command = commands.add_parser("show", help="print pages compactly")
    command.add_argument("pages", nargs="+", help="names or numbers")
    command.add_argument("--width", type=int, default=110, help="characters of a block's text")
    command.add_argument("--fold", type=int, default=3, help="words of a block that may share a line")
    command.add_argument("--blocks", help="only blocks from the first to the last of these")
    command.set_defaults(run=show)

    command = commands.add_parser("label", help="write a page's labels")
    command.add_argument("page", help="name or number")
    command.add_argument("--kept", default="", help="blocks of main content: 12-40,42")
    command.add_argument("--comments", default="", help="blocks of reader comments")
    command.add_argument("--type", required=True, choices=PAGE_TYPES)
    command.add_argument("--annotator", required=True, help="names the labels file")
    command.set_defaults(run=label)

    command = commands.add_parser("agreement", help="compare two annotators on the pages both have")
    command.add_argument("first", help="annotator or file")
    command.add_argument("second", help="annotator or file")
    command.add_argument("--worst", type=int, default=5, help="pages to name")
    command.set_defaults(run=agreement)

    command = commands.add_parser("check", help="compare labels with the marked segments")
    command.add_argument("annotator", help="annotator or file")
    command.set_defaults(run=check)

    options = parser.parse_args()
    options.run(Corpus(options.corpus, options.thresher), options)


if __name__ == "__main__":
    main()
