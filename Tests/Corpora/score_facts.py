#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints precision and recall of structure and facts over Tests/Corpora/facts, per field and set.

    Tests/Corpora/score_facts.py .build/release/thresher [--misses]
    Tests/Corpora/score_facts.py --agreement

Each folder has `source.txt` or `source.html` and `expected.json`, written by hand by the rules in
Tests/Corpora/README.md. A quote counts when its beginning and its speaker are right, a figure when
value and noun are, a date when its words are. `--misses` lists what is over and missing, except in
the set `blind`, which nobody may tune to. `--agreement` compares each `second.json`, another
annotation made independently, with the first and lists where they differ; it runs no program.
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent / "facts"
BLIND = "blind"


def options(wanted):
    """The readings that are accepted: a list stands for any one of its members."""
    return wanted if isinstance(wanted, list) else [wanted]


def same_speaker(found, wanted):
    if found is None or wanted is None:
        return found == wanted
    return found == wanted or found.endswith(" " + wanted) or wanted.endswith(" " + found)


def same_quote(found, wanted):
    speakers = options(wanted["speaker"])
    begins = found["text"].strip().startswith(wanted["begins"])
    return begins and any(same_speaker(found.get("speaker"), speaker) for speaker in speakers)


def same_figure(found, wanted):
    words = " ".join(str(found.get(key, "")) for key in ("of", "unit", "text"))
    return abs(found["value"] - wanted["value"]) < 1e-6 * max(1, abs(wanted["value"])) and any(
        noun in words for noun in options(wanted["of"]))


def same(found, wanted):
    return found == wanted


def begins(text, start):
    return text.startswith(start)


def match(found, wanted, same, either=()):
    """The number of right ones, what is over and what is missing; `either` counts neither way."""
    rest = list(wanted)
    over = []
    for item in found:
        hit = next((other for other in rest if any(same(item, one) for one in options(other))), None)
        if hit is not None:
            rest.remove(hit)
        elif not any(same(item, one) for other in either for one in options(other)):
            over.append(item)
    return len(wanted) - len(rest), over, rest


def without_headline(document):
    """The document without its headline, if its text begins with it, and without the facts in that."""
    title, text = document.get("title"), document.get("text", "")
    if not title or not text.startswith(title + "\n"):
        return document
    facts = {name: [one for one in document.get(name, []) if one["start"] >= len(title)]
             for name in ("quotes", "figures", "dates")}
    return {**document, **facts, "text": text[len(title):]}


def fields(document, expected, is_page):
    either = expected.get("either", {})
    document = without_headline(document) if is_page else document
    paragraphs = [part.strip() for part in document.get("text", "").split("\n\n") if part.strip()]
    yield "body paragraphs", match(paragraphs, expected["body"], begins, either.get("body", ()))
    if is_page:  # Menus and boxes of a page are left out unnamed: what counts is that they are gone.
        kept = [line for line in expected["dropped"] if any(line in text for text in paragraphs)]
        yield "dropped lines", (len(expected["dropped"]) - len(kept), [], kept)
    else:
        dropped = [part["text"] for part in document.get("dropped", [])]
        yield "dropped lines", match(dropped, expected["dropped"], begins, either.get("dropped", ()))
    single = {
        "title": (document.get("title"), same), "place": (document.get("dateline", {}).get("place"), same),
        "description": (document.get("description"), begins),
    }
    for name, (value, rule) in single.items():
        yield name, match([value] if value else [], [expected[name]] if name in expected else [], rule)
    for name in ("authors", "agencies"):
        yield name, match(document.get(name, []), expected.get(name, []), same)
    for name, rule in (("quotes", same_quote), ("figures", same_figure)):
        yield name, match(document.get(name, []), expected[name], rule, either.get(name, ()))
    dates = [date["text"] for date in document.get("dates", [])]
    yield "dates", match(dates, expected["dates"], same, either.get("dates", ()))


def process(executable, path):
    command = [executable, path] if executable.name == "facts" else [executable, "process", path]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def shared(one, other, rule=same):
    return any(rule(mine, yours) for mine in options(one) for yours in options(other))


def same_start(one, other):
    return one.startswith(other) or other.startswith(one)


def agreed_quote(one, other):
    return same_start(one["begins"], other["begins"]) and shared(one["speaker"], other["speaker"])


def agreed_figure(one, other):
    return one["value"] == other["value"] and shared(one["of"], other["of"])


def agreement_fields(second, first, is_page):
    """Two annotations compared: what they list, readings in common, nothing excused by `either`."""
    rules = {"body": same_start, "dropped": same_start, "title": same, "place": same, "description": same_start,
             "authors": same, "agencies": same, "quotes": agreed_quote, "figures": agreed_figure, "dates": same}
    for name, rule in rules.items():
        if is_page and name == "dropped":
            continue  # A choice of examples, see the README.
        found, wanted = (annotation.get(name, []) for annotation in (second, first))
        if name in ("title", "place", "description"):
            found, wanted = ([one] if one else [] for one in (found, wanted))
        yield name, match(found, wanted, lambda one, other: shared(one, other, rule))


def add(totals, kinds, name, result):
    for kind in kinds:
        total = totals.setdefault(kind, {}).setdefault(name, [0, 0, 0])
        for position, number in enumerate((result[0], len(result[1]), len(result[2]))):
            total[position] += number


def show(totals):
    for kind, names in totals.items():
        print(f"\n{kind}")
        for name, (right, over, missing) in names.items():
            precision = right / (right + over) if right + over else 1
            recall = right / (right + missing) if right + missing else 1
            score = 2 * right / (2 * right + over + missing) if right + over + missing else 1
            print(f"  {name:16} precision {precision:.3f} recall {recall:.3f} F1 {score:.3f} ({right} right)")


def main():
    if len(sys.argv) < 2 or "--help" in sys.argv:
        print(__doc__.strip())
        return
    agreement = "--agreement" in sys.argv
    shows = "--misses" in sys.argv or agreement
    totals = {}
    names = "second.json" if agreement else "expected.json"
    articles = sorted(path.parent for path in ROOT.glob(f"*/{names}"))
    for folder in articles:
        expected = json.loads((folder / "expected.json").read_text())
        source = next(folder.glob("source.*"))
        is_page = source.suffix == ".html"
        if agreement:
            results = agreement_fields(json.loads((folder / names).read_text()), expected, is_page)
        else:
            document = process(pathlib.Path(sys.argv[1]).resolve(), source)
            results = fields(document, expected, is_page)
        for name, result in results:
            add(totals, ("all",) if agreement else (expected["set"], "all"), name, result)
            if shows and (agreement or expected["set"] != BLIND):
                for what, items in (("over", result[1]), ("missing", result[2])):
                    for item in items:
                        print(f"{folder.name}: {name} {what}: {str(item)[:200]}")
    show(totals)
    print(f"\n{len(articles)} articles")


main()
