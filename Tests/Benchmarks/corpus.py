#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the default pipeline over the corpus of real pages and scores what comes out."""
import argparse
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import process  # noqa: E402
from bench.corpus import Corpus  # noqa: E402
from harness import executable  # noqa: E402


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    executable.add_argument(parser)
    Corpus.add_argument(parser)
    parser.add_argument("--pipelines", type=Path, help="other pipelines than the default one")
    parser.add_argument("--per-page", type=Path, help="write the score of each page here")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    options = parser.parse_args()
    options.thresher = executable.require(options.thresher)
    return options


def run(options, base):
    """Runs the daemon over all pages; prints outcomes and scores."""
    folders = executable.Folders(base / "spool")
    count = options.corpus.unpack(folders.incoming)
    more = ["--pipelines", options.pipelines] if options.pipelines else []
    usage = process.run_once(options.thresher, folders, "--settle", "100ms", *more)
    outcomes = Counter(row["outcome"] for row in executable.ledger_lines(folders))
    if not options.json:
        told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
        print(f"{count} pages in {usage.seconds:.1f} s: {told}")
    flags = ["--json"] if options.json else []
    if options.per_page:
        flags += ["--per-page", options.per_page]
    print(options.corpus.score(folders.output, *map(str, flags)), end="")
    return 0 if outcomes.total() == count else 1


def main():
    options = parse_arguments()
    missing = options.corpus.missing()
    if missing:
        print(f"skipped: {missing}")
        return 0
    base = Path(tempfile.mkdtemp(prefix="thresher-corpus-"))
    try:
        return run(options, base)
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
