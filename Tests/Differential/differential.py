#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the visible words of pages with those that an HTML5 parser finds.

    differential.py [--thresher FILE] [--show N] [FOLDER ...]

Each FOLDER holds `html/*.html.gz` or `*.html` pages; by default the three development sets beside
the repository. A page is equal when the sequence of words is, by lexbor or by html5lib (asked only
where lexbor differs: it parses as a browser that runs scripts does). The rest are listed with their
first difference. The status is 1 when fewer than 99 % are equal.
"""
import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import reference

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SETS = ["wcxb-dev", "news-dev", "multilingual-dev"]
AIM = 0.99


def pages(folder):
    for path in sorted(folder.rglob("*.html.gz")) + sorted(folder.rglob("*.html")):
        data = path.read_bytes()
        yield path.name.removesuffix(".gz"), gzip.decompress(data) if path.suffix == ".gz" else data


def ours(thresher, batch):
    """The documents of a batch of (name, bytes), by name."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, data in batch:
            path = Path(folder) / name
            path.write_bytes(data)
            paths.append(str(path))
        command = [thresher, "process", "--pipeline", str(HERE / "pipeline.yaml"), *paths]
        run = subprocess.run(command, capture_output=True, check=False)
    documents = (json.loads(line) for line in run.stdout.splitlines())
    return {document["source"]["name"]: document for document in documents}


def first_difference(left, right):
    """The place of the first difference, and how many words of either have no partner there."""
    place = 0
    while place < min(len(left), len(right)) and left[place] == right[place]:
        place += 1
    end = 0
    while end < min(len(left), len(right)) - place and left[-1 - end] == right[-1 - end]:
        end += 1
    return place, len(left) - place - end, len(right) - place - end


def compare(name, data, document, show):
    """None when equal, else a line that tells the difference."""
    markup = data.decode(document["source"].get("charset") or "utf-8", "replace")
    markup = markup.removeprefix("\ufeff")
    words = reference.WORD.findall(document.get("text", ""))
    found = reference.by_lexbor(markup)
    if words == found:
        return None
    second = reference.by_html5lib(markup)
    if words == second:
        return None
    place, more, less = first_difference(words, second)
    line = f"{name}: at word {place} of {len(second)}, {more} of ours against {less}"
    if show:
        line += f"\n    ours  {' '.join(words[max(0, place - 4):place + show])}"
        line += f"\n    HTML5 {' '.join(second[max(0, place - 4):place + show])}"
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--thresher", default=str(ROOT / ".build/release/thresher"))
    parser.add_argument("--show", type=int, default=0, help="words to show of each difference")
    parser.add_argument("--only", help="a comma-separated list of page names")
    options = parser.parse_args()
    folders = options.folders or [ROOT.parent / "shared/corpus" / name for name in SETS]
    only = set(options.only.split(",")) if options.only else None
    total = equal = 0
    for folder in folders:
        count = same = 0
        batch = []

        def finish():
            nonlocal count, same, batch
            documents = ours(options.thresher, batch)
            for name, data in batch:
                count += 1
                if name not in documents:
                    print(f"{name}: no document", flush=True)
                    continue
                try:
                    line = compare(name, data, documents[name], options.show)
                except (RecursionError, LookupError) as error:
                    line = f"{name}: {type(error).__name__}: {error}"
                if line is None:
                    same += 1
                else:
                    print(line, flush=True)
            batch = []

        for name, data in pages(folder):
            if only is not None and name not in only:
                continue
            batch.append((name, data))
            if len(batch) == 50:
                finish()
        finish()
        print(f"{folder.name}: {same} of {count} pages equal", flush=True)
        total += count
        equal += same
    share = equal / total if total else 0
    print(f"all: {equal} of {total} pages equal, {share:.2%}")
    return 0 if share >= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
