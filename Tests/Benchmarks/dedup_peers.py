#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Near-duplicate packages from PyPI and the daemon, online over the same documents.

Each document is looked up, then added, in its order; figures are user and system time. The packages
are those of `dedup-peers.txt`, in an environment outside the repository:

    python3 -m venv /elsewhere && /elsewhere/bin/pip install -r Tests/Benchmarks/dedup-peers.txt
    /elsewhere/bin/python Tests/Benchmarks/dedup_peers.py --truth PAIRS
"""
import argparse
import json
import os
import re
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dedup  # noqa: E402
from harness import executable  # noqa: E402

WORD = re.compile(r"\w+")


def shingles(text, size):
    words = WORD.findall(text.lower())
    return {" ".join(words[i:i + size]) for i in range(max(1, len(words) - size + 1))}


def datasketch(permutations, threshold, size):
    from datasketch import MinHash, MinHashLSH
    index = MinHashLSH(threshold=threshold, num_perm=permutations)

    def step(number, text):
        sketch = MinHash(num_perm=permutations)
        sketch.update_batch([shingle.encode() for shingle in shingles(text, size)])
        found = bool(index.query(sketch))
        index.insert(number, sketch)
        return found
    return step


def gaoya(bands, rows, threshold, size):
    from gaoya.minhash import MinHashStringIndex
    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=threshold, num_bands=bands, band_size=rows,
        analyzer="word", lowercase=True, ngram_range=(size, size))

    def step(number, text):
        found = bool(index.query(text))
        index.insert_document(number, text)
        return found
    return step


def rensa(permutations, bands, threshold, size):
    from rensa import RMinHash, RMinHashLSH
    index = RMinHashLSH(threshold=threshold, num_perm=permutations, num_bands=bands)

    def step(number, text):
        sketch = RMinHash(num_perm=permutations, seed=42)
        sketch.update(list(shingles(text, size)))
        found = bool(index.query(sketch))
        index.insert(number, sketch)
        return found
    return step


PEERS = {
    "datasketch 128, .5, 5-gram": lambda: datasketch(128, .5, 5),
    "datasketch 256, .45, 2-gram": lambda: datasketch(256, .45, 2),
    "gaoya 42x3, .5, 5-gram": lambda: gaoya(42, 3, .5, 5),
    "gaoya 47x3, .45, 2-gram": lambda: gaoya(47, 3, .45, 2),
    "rensa 128, 32 bands, 3-gram": lambda: rensa(128, 32, .5, 3),
}


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def resident():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def row(name, documents, found, seconds, memory):
    right = sum(d["dup"] is True and f for d, f in zip(documents, found))
    called = sum(d["dup"] is not None and f for d, f in zip(documents, found))
    wanted = sum(d["dup"] is True for d in documents)
    precision, recall = right / max(1, called), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:32} {precision:9.3f} {recall:7.3f} {f1:6.3f} "
          f"{len(documents) / seconds:12,.0f} {memory:12}", flush=True)


def measure_peer(name, make, documents):
    """Runs a peer in a process of its own, so that memory is its alone."""
    if os.fork():
        return os.wait()[1] == 0
    try:
        before = resident()
        step = make()
        start = cpu()
        found = [step(number, d["text"]) for number, d in enumerate(documents)]
        row(name, documents, found, cpu() - start,
            f"{(resident() - before) / len(documents):,.0f}")
    except ImportError as error:
        print(f"{name:32} skipped: {error}", flush=True)
    os._exit(0)


def measure_daemon(options, truth, documents):
    """The daemon with `dedup` less the daemon without."""
    times = []
    for stages in ("[decode, normalize]", "[decode, normalize, dedup]"):
        with tempfile.TemporaryDirectory(prefix="thresher-dedup-") as name:
            dedup.PIPELINE = f'name: dedup\nmatch: {{path: "**"}}\nstages: {stages}\n'
            decisions, usage, _ = dedup.run(options, truth, Path(name))
            times.append(usage.daemon_cpu + usage.workers_cpu)
            found = [json.loads(line)["dup"] for line in open(decisions, encoding="utf-8")]
    row("thresher: with less without dedup", documents, found, max(1e-9, times[1] - times[0]), "-")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    executable.add_argument(parser)
    parser.add_argument("--truth", type=Path, required=True, help="what make_pairs.py made")
    options = parser.parse_args()
    options.thresher = executable.require(options.thresher)
    with open(options.truth / "docs.jsonl", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    print(f"{'':32} {'precision':>9} {'recall':>7} {'F1':>6} {'docs/CPU s':>12} {'bytes/doc':>12}")
    for name, make in PEERS.items():
        measure_peer(name, make, documents)
    measure_daemon(options, options.truth, documents)


if __name__ == "__main__":
    main()
