#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints precision and recall of structure and facts over Tests/Corpora/facts, per field and set.

    Tests/Corpora/score_facts.py .build/release/thresher [--misses]
    Tests/Corpora/score_facts.py --agreement

Each folder has `source.txt` or `source.html` and `expected.json`, written by hand by the rules in
Tests/Corpora/README.md. A quote counts when its beginning and its speaker are right, a figure when
value and noun are, a date when its words are. `--misses` lists what is over and missing, except in
the set `blind`, which nobody may tune to. `--agreement` compares each `second.json`, the annotation
of a second person, with the first.
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
    return abs(found["value"] - wanted["value"]) < 1e-6 * max(1, abs(wanted["value"])) and wanted["of"] in words


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


def as_document(annotation):
    """An annotation in the form of a document, to be scored against another one."""
    first = lambda value: options(value)[0]
    document = {name: first(annotation[name]) for name in ("title", "description") if name in annotation}
    if "place" in annotation:
        document["dateline"] = {"place": first(annotation["place"])}
    document["text"] = "\n\n".join(map(first, annotation["body"]))
    document["dropped"] = [{"text": first(line)} for line in annotation["dropped"]]
    document["dates"] = [{"text": first(date)} for date in annotation["dates"]]
    for name in ("authors", "agencies"):
        document[name] = list(map(first, annotation.get(name, [])))
    document["quotes"] = [{"text": one["begins"], "speaker": first(one["speaker"])} for one in annotation["quotes"]]
    document["figures"] = annotation["figures"]
    return document


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
    agreement = "--agreement" in sys.argv
    shows = "--misses" in sys.argv or agreement
    totals = {}
    names = "second.json" if agreement else "expected.json"
    articles = sorted(path.parent for path in ROOT.glob(f"*/{names}"))
    for folder in articles:
        expected = json.loads((folder / "expected.json").read_text())
        source = next(folder.glob("source.*"))
        if agreement:
            document = as_document(json.loads((folder / names).read_text()))
        else:
            document = process(pathlib.Path(sys.argv[1]).resolve(), source)
        is_page = source.suffix == ".html"
        for name, result in fields(document, expected, is_page):
            if agreement and is_page and name == "dropped lines":
                continue  # A choice of examples, see the README.
            add(totals, ("all",) if agreement else (expected["set"], "all"), name, result)
            if shows and (agreement or expected["set"] != BLIND):
                for what, items in (("over", result[1]), ("missing", result[2])):
                    for item in items:
                        print(f"{folder.name}: {name} {what}: {str(item)[:200]}")
    show(totals)
    print(f"\n{len(articles)} articles")


main()
