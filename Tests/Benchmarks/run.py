#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the daemon beside what the machine itself can do.

README.md beside this file tells what each figure means. Nothing here asserts: figures that miss an
aim are marked, and the exit code tells only whether everything could be measured.
"""
import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import pages_cpu, poison, startup, text_cpu, throughput, waiting  # noqa: E402
from bench.corpus import Corpus  # noqa: E402
from bench.table import Table  # noqa: E402
from harness import executable  # noqa: E402

GROUPS = {
    module.GROUP: module.measure for module in (throughput, pages_cpu, text_cpu, startup, poison, waiting)}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    executable.add_argument(parser)
    Corpus.add_argument(parser)
    poison.add_argument(parser)
    pages_cpu.add_argument(parser)
    parser.add_argument(
        "--only", action="append", choices=sorted(GROUPS), help="only this group; may be repeated")
    parser.add_argument("--pages", type=int, default=20_000, help="generated pages (20000)")
    parser.add_argument("--page-bytes", type=int, default=5_000, help="their size (5000)")
    parser.add_argument(
        "--repeat", type=int, default=3, help="runs of throughput and pages, of which the best counts (3)")
    parser.add_argument("--waiting", type=int, default=1_000_000, help="waiting files (1000000)")
    parser.add_argument(
        "--watch-seconds", type=float, default=15, help="how long memory is watched (15)")
    parser.add_argument(
        "--settle", default="100ms", help="the daemon's settle time in all groups (100ms)")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")
    options = parser.parse_args()
    options.thresher = executable.require(options.thresher)
    return options


def main():
    options = parse_arguments()
    table = Table(quiet=options.json)
    base = Path(tempfile.mkdtemp(prefix="thresher-benchmark-"))
    try:
        for group in options.only or GROUPS:
            folder = base / group
            folder.mkdir()
            GROUPS[group](options, folder, table)
            shutil.rmtree(folder)
            os.sync()
    finally:
        shutil.rmtree(base, ignore_errors=True)
    if options.json:
        print(table.json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
