#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scores the default pipeline on the golden pages and compares with the floors.

    golden.py [--thresher FILE] [--raise] [--diff]

Says what differs from the expected texts and facts. It never writes an expected file: those are
truths, written by hand. `--raise` raises the floors in floors.json to what was reached; they are
never lowered. `--diff` shows the texts' differences line by line. The status is 1 when a score is
under its floor.
"""
import argparse
import difflib
import json
import math
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FLOORS = HERE / "floors.json"


def words(text):
    """Letters, digits and marks that stand together; each ideograph or kana is a word."""
    return re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+", text.lower())


def without_title(text, title):
    """The headline is a fact of its own: it counts neither way at the beginning of the text."""
    first, _, rest = text.strip().partition("\n")
    return rest.strip() if title and first.strip() == title else text.strip()


def f1(found, expected):
    a, b = Counter(words(found)), Counter(words(expected))
    common = sum((a & b).values())
    if not a and not b:
        return 1.0
    return 2 * common / (sum(a.values()) + sum(b.values()))


def documents(thresher):
    sources = sorted(HERE.glob("extraction/*/source.html"))
    run = subprocess.run(
        [thresher, "process", "--pipeline", str(ROOT / "pipelines/default.yaml"), *map(str, sources)],
        capture_output=True, check=False,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    if len(lines) != len(sources):
        sys.exit(f"{len(lines)} documents of {len(sources)} pages: {run.stderr.decode()[-2000:]}")
    return zip((source.parent for source in sources), lines)


def fact(document, name):
    value = document.get(name)
    if name == "language" and value:
        return value["tag"].split("-")[0]
    if name in ("published", "modified") and value:
        return value[:10]
    return value


def score(thresher, shows_diff):
    """The figures by name, and lines that tell what differs."""
    figures, lines = defaultdict(list), []
    for folder, document in documents(thresher):
        expected = json.loads((folder / "expected.json").read_text())
        title = expected.get("title")
        wanted = without_title((folder / "expected.txt").read_text(), title)
        found = without_title(document.get("text", ""), title)
        kind = "empty" if not wanted else expected["page_type"]
        value = f1(found, wanted)
        figures[f"word_f1_{kind}"].append(value)
        figures["word_f1_all"].append(value)
        figures["text_exact"].append(float(found == wanted))
        if found != wanted:
            lines.append(f"{folder.name}: word F1 {value:.3f}")
            if shows_diff:
                lines += difflib.unified_diff(
                    wanted.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=0)
        for name in expected.keys() - {"page_type"}:
            is_right = fact(document, name) == expected[name]
            figures[f"{name}_exact"].append(float(is_right))
            if not is_right:
                lines.append(f"{folder.name}: {name} {expected[name]!r}, found {fact(document, name)!r}")
    return {name: sum(values) / len(values) for name, values in figures.items()}, lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--thresher", default=str(ROOT / ".build/release/thresher"))
    parser.add_argument("--raise", dest="raises", action="store_true")
    parser.add_argument("--diff", action="store_true")
    options = parser.parse_args()
    figures, lines = score(options.thresher, options.diff)
    for line in lines:
        print(line)
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    status = 0
    for name in sorted(figures.keys() | floors.keys()):
        floor = floors.get(name, 0)
        # A page that went, or a field that no page has any more, must not hide a fall.
        value = figures.get(name, 0)
        is_low = value < floor - 1e-9
        status |= is_low
        print(f"{name:<24} {value:.4f} floor {floor:.4f}{'  UNDER ITS FLOOR' if is_low else ''}")
        floors[name] = max(floor, math.floor(value * 1e4) / 1e4)
    if options.raises:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
