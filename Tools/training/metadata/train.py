#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learns the weights of the stage `metadata`, and says by cross-validation what they are worth.

For each page the Swift code lists candidates for title, date and writers, each with features that
hold or do not. A linear model over the features is fitted so that the right candidate of a page
gets the highest score (softmax over the page's candidates, L2 penalty). For date and writers the
page may also have none: an empty candidate with score 0 takes part.

Folds are grouped by registered domain: `sha1(domain) mod 5`. The figures printed are those of pages
whose domain took no part in the fit. The weights written are fitted on all pages.
"""
import argparse
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import numpy
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parents[3]
FOLDS = 5
PENALTY = {"title": 8.0, "date": 4.0, "author": 4.0}
# Added to the score of every candidate against none: a page that has a date or writers and gets none
# is the worse mistake. Chosen on the cross-validated curve of F1 against spurious answers.
PREFERENCE = {"title": 0.0, "date": 2.0, "author": 1.0}
WORD = re.compile(r"\w+")


def words(text):
    return WORD.findall((text or "").lower())


def collapse(text):
    return " ".join((text or "").split()).casefold()


def set_f1(one, other):
    one, other = set(words(one)), set(words(other))
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) if shared else 0.0


def domain(row):
    """The registered domain, by the shape of the host's last labels."""
    host = (urlsplit(row["url"] or "").hostname or row["name"]).split(".")
    count = 3 if len(host) > 2 and len(host[-1]) == 2 and len(host[-2]) <= 3 else 2
    return ".".join(host[-count:])


def gain(field, row, value):
    """How good a candidate is for a page, 0 to 1; `None` for value means no answer."""
    if field == "title":
        return float(value is not None and collapse(value) == collapse(row["title"]))
    if field == "date":
        wanted = row["published"] or ""
        if value is None:
            return float(not wanted)
        return float(len(wanted) == 10 and value[:10] == wanted)
    if value is None:
        return float(not row["author"])
    return set_f1(" ".join(value), row["author"]) if row["author"] else 0.0


class Page:
    def __init__(self, row, found, field, source):
        self.row, self.source = row, source
        self.fold = int(hashlib.sha1(domain(row).encode()).hexdigest(), 16) % FOLDS
        candidates = found[field]
        self.values = [c["value"] for c in candidates]
        self.features = [c["features"] for c in candidates]
        if field != "title":
            self.values.append(None)
            self.features.append([])
        gains = numpy.array([gain(field, row, value) for value in self.values])
        self.gains = gains
        self.weight = 1.0
        if field == "date" and source == "news-dev":
            self.weight = 0.0  # its days are unreliable
        if field == "date" and row["published"] and len(row["published"]) != 10:
            self.weight = 0.0
        best = gains.max() if len(gains) else 0.0
        # Only the best count as right, and only when they are mostly so.
        self.right = (gains >= best - 1e-9) & (gains >= 0.5)
        if not self.right.any():
            self.weight = 0.0

    def matrix(self, count):
        matrix = numpy.zeros((len(self.values), count))
        for index, features in enumerate(self.features):
            matrix[index, features] = 1
        return matrix


def fit(pages, count, penalty):
    """The weights that make the right candidates likeliest."""
    pages = [page for page in pages if page.weight > 0 and len(page.values)]
    big = numpy.vstack([page.matrix(count) for page in pages])
    sizes = numpy.array([len(page.values) for page in pages])
    starts = numpy.concatenate([[0], numpy.cumsum(sizes)[:-1]])
    group = numpy.repeat(numpy.arange(len(pages)), sizes)
    right = numpy.concatenate([page.right for page in pages]).astype(float)

    def loss(weights):
        scores = big @ weights
        scores = numpy.exp(scores - numpy.maximum.reduceat(scores, starts)[group])
        total = numpy.add.reduceat(scores, starts)
        wanted = numpy.add.reduceat(scores * right, starts)
        slope = scores / total[group] - scores * right / wanted[group]
        value = -numpy.log(wanted / total).sum() + penalty * (weights @ weights) / 2
        return value, big.T @ slope + penalty * weights

    start = numpy.zeros(count)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def learn(pages, names, field):
    """The weights of a field, with the preference for an answer in that of `any`."""
    weights = fit(pages, len(names), PENALTY[field])
    if "any" in names:
        weights[names.index("any")] += PREFERENCE[field]
    return weights


def choose(page, weights):
    if not page.values:
        return None
    scores = [weights[features].sum() for features in page.features]
    return page.values[int(numpy.argmax(scores))]


def report(field, pages, chosen):
    for source in sorted({page.source for page in pages}, reverse=True):
        mine = [(page, chosen[id(page)]) for page in pages if page.source == source]
        if field == "title":
            exact = numpy.mean([gain(field, page.row, value) for page, value in mine])
            best = numpy.mean([page.gains.max(initial=0) for page, _ in mine])
            print(f"  {source}: exact {exact:.3f}, of candidates {best:.3f}")
            continue
        key = "published" if field == "date" else "author"
        known = [(page, value) for page, value in mine
                 if page.row[key] and (field != "date" or len(page.row[key]) == 10)]
        none = [value for page, value in mine if not page.row[key]]
        mean = numpy.mean([gain(field, page.row, value) for page, value in known])
        best = numpy.mean([page.gains.max(initial=0) for page, _ in known])
        spurious = numpy.mean([value is not None for value in none]) if none else 0
        name = "same day" if field == "date" else "F1"
        print(f"  {source}: {name} {mean:.3f}, of candidates {best:.3f}, spurious {spurious:.3f}")


def candidates(folder, tool, scratch):
    """The rows of a corpus with what the Swift code finds on each page."""
    rows = [json.loads(line) for line in open(folder / "ground-truth.jsonl", encoding="utf-8")]
    paths = []
    for row in rows:
        path = scratch / row["name"]
        path.write_bytes(gzip.decompress((folder / "html" / (row["name"] + ".gz")).read_bytes()))
        paths.append(str(path))
    found = {}
    for start in range(0, len(paths), 200):
        output = subprocess.run([tool, *paths[start:start + 200]], check=True, capture_output=True)
        for line in output.stdout.decode().split("\n"):
            if line:
                page = json.loads(line)
                found[page["name"]] = page
    return [(row, found[row["name"]]) for row in rows]


def swift(learned, names, digest):
    """The Swift source of the weights."""
    lines = [
        "// SPDX-License-Identifier: Apache-2.0",
        "",
        "// Written by Tools/training/metadata/train.py; do not edit. Learned on wcxb-dev (WCXB by",
        "// Murrough Foley, CC BY 4.0) and news-dev (Article extraction dataset by Andrei Paraschiv,",
        "// Apache-2.0).",
        f"// SHA-256 of the evidence: {digest}",
        "",
        "/// The weights of what speaks for candidates, in the order of their features.",
        "enum LearnedWeights {",
    ]
    for field, weights in learned.items():
        lines.append(f"    static let {field}: [Double] = [")
        for name, weight in zip(names[field], weights):
            lines.append(f"        {weight:.3f},  // {name}")
        lines.append("    ]")
    return "\n".join(lines) + "\n}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared/corpus")
    parser.add_argument("--tool", default=ROOT / ".build/release/metadata-candidates")
    parser.add_argument("--write", action="store_true", help="write the weights' Swift source")
    parser.add_argument("--errors", type=Path, help="write what cross-validation gets wrong here")
    options = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        for source in ("wcxb-dev", "news-dev"):
            for row, page in candidates(options.corpus / source, options.tool, Path(scratch)):
                found.append((source, row, page))
    names = found[0][2]["features"]
    text = json.dumps([(page["name"], page["title"], page["date"], page["author"])
                       for _, _, page in found], sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    learned, errors = {}, []
    for field in ("title", "date", "author"):
        pages = [Page(row, page, field, source) for source, row, page in found]
        chosen = {}
        for fold in range(FOLDS):
            others = [page for page in pages if page.fold != fold]
            weights = learn(others, names[field], field)
            for page in pages:
                if page.fold == fold:
                    chosen[id(page)] = choose(page, weights)
        print(field)
        report(field, pages, chosen)
        for page in pages:
            got = chosen[id(page)]
            if gain(field, page.row, got) < 1:
                errors.append({
                    "field": field, "source": page.source, "name": page.row["name"],
                    "type": page.row["page_type"],
                    "truth": page.row[{"date": "published"}.get(field, field)], "got": got,
                    "possible": float(page.gains.max(initial=0)), "candidates": [
                        [value, [names[field][i] for i in features]]
                        for value, features in zip(page.values, page.features)]})
        learned[field] = learn(pages, names[field], field)
    if options.errors:
        options.errors.write_text(
            "".join(json.dumps(error, ensure_ascii=False) + "\n" for error in errors))
    if options.write:
        target = ROOT / "Sources/ThresherHTML/Metadata/LearnedWeights.swift"
        target.write_text(swift(learned, names, digest))
    return 0


if __name__ == "__main__":
    sys.exit(main())
