# SPDX-License-Identifier: Apache-2.0
"""CPU of the default pipeline on real pages, beside bare libxml2 and other extractors."""
import json
import shutil
import subprocess
from pathlib import Path

from bench import native, process
from harness.executable import Folders

GROUP = "pages"
#: What an extractor does: from bytes to main content and metadata.
_EXTRACTION = ("decode", "html_strip", "content", "metadata")
_PEERS = Path(__file__).resolve().parents[1] / "page_peers.py"


def add_argument(parser):
    """Adds what only this group needs to a parser of command lines."""
    parser.add_argument(
        "--peers", type=Path, metavar="PYTHON",
        help="an interpreter with the packages of page-peers.txt, to measure other extractors by")
    parser.add_argument(
        "--every", type=int, default=1, help="only every so many-th page of the corpus (1)")


def measure(options, folder, table):
    """The corpus through the default pipeline, a bare DOM parse, and the peers."""
    missing = options.corpus.missing()
    if missing:
        table.skip(GROUP, missing)
        return
    program = native.build("parse_rate", folder, packages=["libxml-2.0"])
    pages = folder / "pages"
    count = options.corpus.unpack(pages, options.every)
    bare, usages = [], []
    for turn in range(options.repeat):
        bare.append(native.run(program, *sorted(pages.iterdir()))["cpu_seconds"])
        usages.append(_daemon(options, folder / f"spool-{turn}", pages))
    parse = min(bare) / count * 1e6
    table.add(GROUP, "corpus", count, "pages")
    table.add(GROUP, "bare libxml2 DOM: CPU a page", parse, "us")
    extraction = _tell_daemon(table, count, usages, parse)
    _tell_peers(table, options, pages, extraction)


def _daemon(options, spool, pages):
    """All pages wait when the daemon starts."""
    folders = Folders(spool)
    shutil.copytree(pages, folders.incoming)
    usage = process.run_once(
        options.thresher, folders, "--settle", options.settle, "--workers", 1)
    shutil.rmtree(spool)
    return usage


def _tell_daemon(table, count, usages, parse):
    """The daemon's figures, of the run with the least CPU; what the extraction takes a page."""
    usage = min(usages, key=lambda one: one.daemon_cpu + one.workers_cpu)
    stages = {name: cpu / count * 1e6 for name, cpu in usage.stage_cpu().items()}
    whole = (usage.daemon_cpu + usage.workers_cpu) / count * 1e6
    extraction = sum(stages[name] for name in _EXTRACTION)
    for name, cpu in stages.items():
        table.add(GROUP, f"  {name}: CPU a page", cpu, "us")
    table.add(GROUP, "all stages: CPU a page", sum(stages.values()), "us")
    table.add(GROUP, "daemon and workers: CPU a page", whole, "us")
    table.add(GROUP, "daemon and workers against the bare DOM", whole / parse, "")
    table.add(GROUP, "decode to metadata: CPU a page", extraction, "us")
    table.add(
        GROUP, "decode to metadata against the bare DOM", extraction / parse, "", at_most=1.2)
    return extraction


def _tell_peers(table, options, pages, extraction):
    """Other extractors on the same pages."""
    if options.peers is None:
        table.skip(GROUP, "other extractors: no --peers")
        return
    aims = {"resiliparse, main content": 1, "trafilatura with metadata": 25}
    result = subprocess.run(
        [str(options.peers), str(_PEERS), str(pages)], check=True, capture_output=True, text=True)
    for line in result.stdout.splitlines():
        peer = json.loads(line)
        name = peer["name"]
        if "missing" in peer:
            table.skip(GROUP, f"{name}: {peer['missing']}")
            continue
        cpu = peer["cpu_seconds"] / peer["pages"] * 1e6
        table.add(GROUP, f"{name}: CPU a page", cpu, "us")
        if peer["errors"]:
            table.add(GROUP, f"{name}: pages it fails on", peer["errors"], "pages")
        table.add(
            GROUP, f"{name}, times decode to metadata", cpu / extraction, "",
            at_least=aims.get(name))
