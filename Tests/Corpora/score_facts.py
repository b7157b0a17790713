#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints precision and recall of structure and facts over Tests/Corpora/facts, per field.

    Tests/Corpora/score_facts.py .build/release/thresher [--misses]

Each folder has `source.txt` and `expected.json`, written by hand: title, authors, agencies, the
dateline's place, the beginnings of the body's paragraphs and of the lines to be dropped, quotes by
their beginning with the speaker, figures by value and counted noun or unit, dates by their words.
A quote counts when its beginning and its speaker are right; a figure when value and noun are.
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent / "facts"


def same_speaker(found, wanted):
    return found is not None and (found == wanted or found.endswith(" " + wanted) or wanted.endswith(" " + found))


def same_figure(found, wanted):
    words = " ".join(str(found.get(key, "")) for key in ("of", "unit", "text"))
    return abs(found["value"] - wanted["value"]) < 1e-6 * max(1, abs(wanted["value"])) and wanted["of"] in words


def match(found, wanted, same):
    """The number of right ones, and what is over and what is missing."""
    rest = list(wanted)
    over = []
    for item in found:
        hit = next((other for other in rest if same(item, other)), None)
        if hit is None:
            over.append(item)
        else:
            rest.remove(hit)
    return len(wanted) - len(rest), over, rest


def fields(document, expected):
    paragraphs = [line for part in document.get("text", "").split("\n\n") for line in [part.strip()] if line]
    dropped = [part["text"] for part in document.get("dropped", [])]
    begins = lambda text, start: text.startswith(start)
    yield "body paragraphs", match(paragraphs, expected["body"], begins)
    yield "dropped lines", match(dropped, expected["dropped"], begins)
    equal = lambda a, b: a == b
    for name in ("title", "place"):
        value = document.get("title") if name == "title" else document.get("dateline", {}).get("place")
        yield name, match([value] if value else [], [expected[name]] if name in expected else [], equal)
    for name in ("authors", "agencies"):
        yield name, match(document.get(name, []), expected.get(name, []), equal)
    yield "quotes", match(
        document.get("quotes", []), expected["quotes"],
        lambda a, b: a["text"].strip().startswith(b["begins"]) and same_speaker(a.get("speaker"), b["speaker"]))
    yield "figures", match(document.get("figures", []), expected["figures"], same_figure)
    yield "dates", match([date["text"] for date in document.get("dates", [])], expected["dates"], equal)


def run(executable, path):
    if executable.name == "facts":
        output = subprocess.run([executable, path], capture_output=True, check=True).stdout
    else:
        output = subprocess.run([executable, "process", path], capture_output=True, check=True).stdout
    return json.loads(output)


def main():
    executable = pathlib.Path(sys.argv[1]).resolve()
    shows = "--misses" in sys.argv
    totals = {}
    articles = sorted(path.parent for path in ROOT.glob("*/expected.json"))
    for folder in articles:
        expected = json.loads((folder / "expected.json").read_text())
        document = run(executable, folder / "source.txt")
        for name, (right, over, missing) in fields(document, expected):
            for kind in (expected["set"], "all"):
                total = totals.setdefault(kind, {}).setdefault(name, [0, 0, 0])
                total[0] += right
                total[1] += len(over)
                total[2] += len(missing)
            if shows:
                for what, items in (("over", over), ("missing", missing)):
                    for item in items:
                        print(f"{folder.name}: {name} {what}: {str(item)[:200]}")
    for kind, names in totals.items():
        print(f"\n{kind}")
        for name, (right, over, missing) in names.items():
            precision = right / (right + over) if right + over else 1
            recall = right / (right + missing) if right + missing else 1
            score = 2 * right / (2 * right + over + missing) if right + over + missing else 1
            print(f"  {name:16} precision {precision:.3f} recall {recall:.3f} F1 {score:.3f} ({right} right)")
    print(f"\n{len(articles)} articles")


main()
