#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains the model of main content and writes it into the program's sources (see README.md)."""
import argparse
import hashlib
import json
from pathlib import Path

import lightgbm
import numpy as np

from thresher_training import corpus, decision, folds, handmade, ladder, resource, small
from thresher_training.dataset import Dataset

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COLUMNS = HERE / "columns.txt"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared/corpus")
    parser.add_argument("--program", type=Path, default=ROOT / ".build/release/thresher-features")
    parser.add_argument("--cache", type=Path, default=Path("/var/tmp/thresher-training"))
    parser.add_argument(
        "--output", type=Path, default=ROOT / "Sources/CContentModel/content.model")
    parser.add_argument("--ladder", action="store_true", help="also judge the simpler models")
    parser.add_argument("--no-validation", action="store_true", help="only write the model")
    parser.add_argument("--make-folds", action="store_true", help="deal the sites to folds anew")
    return parser.parse_args()


def validate(data, little, rows):
    """The figures of models that never saw the judged page's site."""
    scores = ladder.cross_validated(rows)
    type_accuracy = ladder.judge_types(data, little)
    judged = decision.table(data, *decision.score(data, scores[:rows.real]))
    print(decision.line("trained", judged), flush=True)
    whole = decision.table(data, *decision.score(data, scores[:rows.real], least_words=0))
    print(decision.line("without the empty rule", whole), flush=True)
    twice = decision.table(data, *decision.score(data, scores[:rows.real], repeats=True))
    print(decision.line("with repeated text", twice), flush=True)
    small_ones = decision.table(little, *decision.score(little, scores[rows.real:]))
    print(f"small pages: {small_ones['small']:.4f}; without content: {small_ones['empty']:.4f}; "
          f"page types: {type_accuracy:.3f} right", flush=True)


def final(data, rows):
    """The model of all pages. A block's own site stays out of the tables that its row saw."""
    use = rows.label >= 0
    boosters = ladder.train_blocks(rows.matrix()[use], rows.label[use], rows.weight[use])
    page_columns, names, booster = ladder.train_types(data, np.arange(len(data.pages)))
    types = [
        (name, resource.forest([booster], page_columns, len(names), which))
        for which, name in enumerate(names)]
    return resource.model(
        data.columns, provenance(data), data.encoded_tables(()), decision.LEAST_WORDS,
        resource.forest(boosters, [int(column) for column in rows.columns]), types)


def provenance(data):
    """What the model was made from, as it stands in the model itself."""
    inputs = hashlib.sha256()
    for page, file in zip(data.pages, data.files):
        inputs.update(page.key.encode() + hashlib.sha256(file.read_bytes()).digest())
    inputs.update(data.label.tobytes())
    sets = {name: sum(page.set == name for page in data.pages)
            for name in sorted({page.set for page in data.pages})}
    return json.dumps({
        "data": {
            "wcxb-dev": "Murrough Foley, WCXB: A Multi-Type Web Content Extraction Benchmark, "
                        "2026, CC BY 4.0",
            "news-dev": "Andrei Paraschiv, Article extraction dataset from News Websites, 2024, "
                        "Apache-2.0",
            "multilingual-dev": "trafilatura's evaluation data, BBAW and others, Apache-2.0; block "
                                "labels of this project, Apache-2.0"},
        "pages": sets, "labelled_by_hand": len(handmade.labels()),
        "inputs_sha256": inputs.hexdigest(), "lightgbm": lightgbm.__version__,
        "parameters": ladder.BLOCKS, "rounds": ladder.ROUNDS, "seeds": list(ladder.SEEDS),
        "columns": len(COLUMNS.read_text().split()),
    }, sort_keys=True)


def main():
    options = parse_arguments()
    pages = corpus.load(options.corpus)
    if not pages:
        raise SystemExit(f"no pages below {options.corpus}")
    if options.make_folds:
        folds.save(pages)
    data = Dataset(options.program, pages, options.cache)
    made, made_folds = small.make(data, options.cache / "small" / "html")
    little = Dataset(options.program, made, options.cache / "small", made_folds, tables_of=data)
    wanted = COLUMNS.read_text().split()
    columns = np.array([data.columns.index(name) for name in wanted])
    print("| model | " + " | ".join(decision.ORDER) + " |\n|" + "---|" * (len(decision.ORDER) + 1))
    rows = ladder.Rows(data, little, columns)
    model = final(data, rows)
    options.output.write_bytes(model)
    print(f"{options.output}: {len(model)} bytes, sha256 {hashlib.sha256(model).hexdigest()}",
          flush=True)
    if not options.no_validation:
        validate(data, little, rows)
    if options.ladder:
        ladder.print_steps(data, little, columns)


if __name__ == "__main__":
    main()
