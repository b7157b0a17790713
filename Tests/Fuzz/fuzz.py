#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sends changed pages through the default pipeline and looks for crashes and for slow pages.

    fuzz.py [--thresher FILE] [--pipeline FILE] [--times 20] [--seed 1] [--every 1] [FOLDER ...]

Each page of each FOLDER (`*.html`, `*.html.gz`; by default the three development sets beside the
repository) is changed `--times` times: bytes flipped, parts cut, tags shuffled. Batches go to
`thresher process`; a batch that dies, or takes more CPU than its size allows, is done again page by
page. What was found is kept in `--keep`. The status is 1 when anything was found.
"""
import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import mutations

ROOT = Path(__file__).resolve().parent.parent.parent
SETS = ["wcxb-dev", "news-dev", "multilingual-dev"]
# CPU allowed: the start of the process, each document, and each byte (about ten times the usual).
START, DOCUMENT, BYTE = 0.5, 0.05, 400e-9


def run(command, limit):
    """Status and CPU seconds of a command whose output is thrown away."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + limit
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_utime + usage.ru_stime
        if time.monotonic() > deadline:
            process.kill()
        time.sleep(0.01)


def is_well(status, cpu, paths):
    size = sum(path.stat().st_size for path in paths)
    # 1: a document failed with a reason, which a page cut to nothing may.
    return status in (0, 1) and cpu <= START + DOCUMENT * len(paths) + BYTE * size


class Fuzzer:
    def __init__(self, thresher, pipeline, keep):
        self.command = [thresher, "process", "--pipeline", pipeline]
        self.keep = keep
        self.pages = self.bytes = self.found = 0
        self.cpu = self.worst = 0.0

    def batch(self, paths):
        status, cpu = run([*self.command, *map(str, paths)], 600)
        size = sum(path.stat().st_size for path in paths)
        self.pages += len(paths)
        self.bytes += size
        self.cpu += cpu
        self.worst = max(self.worst, cpu / max(size, 1_000_000))
        if is_well(status, cpu, paths):
            return
        for path in paths:
            status, cpu = run([*self.command, str(path)], 120)
            if not is_well(status, cpu, [path]):
                self.found += 1
                print(f"{path.name}: status {status}, {cpu:.2f} s of CPU", flush=True)
                if self.keep:
                    self.keep.mkdir(parents=True, exist_ok=True)
                    (self.keep / path.name).write_bytes(path.read_bytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--thresher", default=str(ROOT / ".build/release/thresher"))
    parser.add_argument("--pipeline", default=str(ROOT / "pipelines/default.yaml"))
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--every", type=int, default=1, help="take every n-th page only")
    parser.add_argument("--keep", type=Path, help="folder for the pages that were found")
    options = parser.parse_args()
    folders = options.folders or [ROOT.parent / "shared/corpus" / name for name in SETS]
    fuzzer = Fuzzer(options.thresher, options.pipeline, options.keep)
    for folder in folders:
        paths = sorted([*folder.rglob("*.html.gz"), *folder.rglob("*.html")])
        for source in paths[:: options.every]:
            page = source.read_bytes()
            if source.suffix == ".gz":
                page = gzip.decompress(page)
            name = str(source.relative_to(folder)).replace("/", "-").removesuffix(".gz")
            with tempfile.TemporaryDirectory(dir="/dev/shm") as scratch:
                batch = []
                for number, variant in mutations.variants(name, page, options.times, options.seed):
                    path = Path(scratch) / f"{number:02}-{name}"
                    path.write_bytes(variant)
                    batch.append(path)
                fuzzer.batch(batch)
        print(f"{folder.name}: {fuzzer.pages} changed pages so far", flush=True)
    print(
        f"{fuzzer.pages} changed pages, {fuzzer.bytes / 1e6:.0f} MB, {fuzzer.found} found; "
        f"{fuzzer.cpu:.0f} s of CPU, {fuzzer.cpu / max(1, fuzzer.bytes) * 1e9:.0f} ns a byte, "
        f"worst batch {fuzzer.worst * 1e9:.0f}"
    )
    return 1 if fuzzer.found else 0


if __name__ == "__main__":
    sys.exit(main())
