#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scores near duplicates: generated pairs through the real daemon, in their order.

The documents come from `make_pairs.py` beside the corpus (`--data`), which also keeps the truth:
which sentences a document was made from. `score.py` there judges. README.md beside this file tells
what the figures mean.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import process  # noqa: E402
from harness import executable  # noqa: E402

PIPELINE = """\
name: dedup
match: {path: "**"}
stages: [decode, normalize, dedup]
"""
COPIES = ("exact", "near", "contained")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    executable.add_argument(parser)
    repository = Path(__file__).resolve().parents[2]
    parser.add_argument(
        "--data", type=Path, default=repository.parent / "shared" / "dedup",
        help="the folder with make_pairs.py and score.py")
    parser.add_argument(
        "--seed", type=int, action="append", help="seed of make_pairs.py; may be repeated")
    parser.add_argument(
        "--times", type=int, default=1,
        help="runs of each: an index hashes with a secret number of its own, and chance is in what it finds")
    parser.add_argument("--truth", type=Path, action="append", help="pairs that were made before")
    options = parser.parse_args()
    options.thresher = executable.require(options.thresher)
    return options


def make(options, seed, folder):
    """Makes pairs with a seed; `None` is the seed of make_pairs.py itself."""
    command = [sys.executable, options.data / "make_pairs.py", "--out", folder]
    if seed is not None:
        command += ["--seed", str(seed)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def run(options, truth, folder):
    """Runs the documents through the daemon; its decisions in a file that score.py reads."""
    folders = executable.Folders(folder / "spool")
    folders.incoming.mkdir(parents=True)
    names = []
    with open(truth / "docs.jsonl", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            document = json.loads(line)
            names.append(document["id"])
            # Claims are in order of arrival, then of path.
            (folders.incoming / f"{number:06}.txt").write_text(document["text"], encoding="utf-8")
    pipeline = folder / "dedup.yaml"
    pipeline.write_text(PIPELINE, encoding="utf-8")
    usage = process.run_once(options.thresher, folders, "--pipelines", pipeline)
    decisions = folder / "decisions.jsonl"
    ids, found = {}, []
    for number, name in enumerate(names):
        output = json.loads((folders.output / f"{number:06}.txt.json").read_text(encoding="utf-8"))
        ids.setdefault(output["id"], name)
        found.append((name, output.get("duplicate", {})))
    with open(decisions, "w", encoding="utf-8") as file:
        for name, duplicate in found:
            is_copy = duplicate.get("status") in COPIES
            of = [ids[duplicate["of"]]] if is_copy and duplicate.get("of") in ids else []
            file.write(json.dumps({"id": name, "dup": is_copy, "of": of}) + "\n")
    return decisions, usage, len(names)


def main():
    options = parse_arguments()
    if not (options.data / "score.py").exists():
        raise SystemExit(f"there is no score.py in {options.data}")
    runs = [(None, truth) for truth in options.truth or []]
    runs += [(seed, None) for seed in options.seed or ([] if runs else [None])]
    for seed, truth in (run for run in runs for _ in range(options.times)):
        with tempfile.TemporaryDirectory(prefix="thresher-dedup-") as name:
            folder = Path(name)
            if truth is None:
                truth = folder / "truth"
                make(options, seed, truth)
            decisions, usage, count = run(options, truth, folder)
            print(f"== {truth.name if seed is None else f'seed {seed}'}: daemon "
                  f"{usage.daemon_cpu / count * 1e6:.0f} us, workers "
                  f"{usage.workers_cpu / count * 1e6:.0f} us, the stage alone "
                  f"{usage.stage_cpu().get('dedup', 0) / count * 1e6:.0f} us of CPU a document",
                  flush=True)
            subprocess.run(
                [sys.executable, options.data / "score.py", "--truth", truth, "--pred", decisions],
                check=True)


if __name__ == "__main__":
    main()
