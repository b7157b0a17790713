# SPDX-License-Identifier: Apache-2.0
"""The daemon's own memory before and after documents that take their workers down."""
import json
import time
from collections import Counter
from pathlib import Path

from bench.process import Daemon, ReadySocket
from harness import pages
from harness.executable import ROOT, Folders, files

GROUP = "poison"
_PIPELINE = ROOT / "Tests/PluginFixture/pipelines/poison.yaml"
_CONFIGURATION = """\
limits:
  deadline: 1s
  memory: 400MB
  attempts: 2
workers:
  count: 2
  recycle_memory: 300MB
"""
_WORDS = ("trap", "loop", "memory")
_GOOD = 300
_EACH = 3


def add_argument(parser):
    """Adds `--acme` to a parser of command lines."""
    parser.add_argument(
        "--acme", type=Path, default=ROOT / ".build/plugin-fixture/debug/acme-thresher",
        help="the executable with the plug-in fixture's stages (default: what `make test` builds)")


def measure(options, folder, table):
    """Good pages first, then good ones among poison; the growth between."""
    if not options.acme.exists():
        table.skip(GROUP, f"no plug-in fixture at {options.acme}")
        return
    folders = Folders(folder / "spool")
    folders.incoming.mkdir(parents=True)
    configuration = folder / "thresher.yaml"
    configuration.write_text(_CONFIGURATION)
    ready = ReadySocket(folder)
    with Daemon(
            options.acme.absolute(), folders, "--config", configuration, "--settle", "10ms", "--pipelines", _PIPELINE,
            environment=ready.environment()) as daemon:
        ready.await_ready(daemon)
        _drop_good(folders, "before", _GOOD)
        _await_outcomes(daemon, folders, stored=_GOOD, failed=0)
        before = daemon.resident()
        _drop_good(folders, "after", _GOOD)
        for word in _WORDS:
            for number in range(_EACH):
                content = f"<p>poison: {word}</p>".encode()
                _drop(folders, f"{word}-{number}.html", content)
        _await_outcomes(daemon, folders, stored=2 * _GOOD, failed=_EACH * len(_WORDS))
        after = daemon.resident()
        daemon.require(daemon.stop())
    ready.close()
    _tell(table, folders, before, after)


def _drop(folders, name, content):
    hidden = folders.incoming / f".{name}"
    hidden.write_bytes(content)
    hidden.rename(folders.incoming / name)


def _drop_good(folders, name, count):
    for number in range(count):
        _drop(folders, f"{name}-{number}.html", pages.page(name, number))


def _await_outcomes(daemon, folders, stored, failed):
    deadline = time.monotonic() + 180
    while _count(folders.output) < stored or len(_reasons(folders)) < failed:
        if time.monotonic() > deadline or daemon.process.poll() is not None:
            raise SystemExit(
                f"{_count(folders.output)} stored, {len(_reasons(folders))} failed:\n"
                + daemon.log()[-3000:])
        time.sleep(0.05)


def _count(folder):
    return sum(1 for _ in folder.glob("*.json"))


def _reasons(folders):
    return [path for path in files(folders.failed) if path.name == "reason.json"]


def _tell(table, folders, before, after):
    found = Counter()
    for path in _reasons(folders):
        reason = json.loads(path.read_bytes())
        found[reason["stage"], reason["reason"]] += 1
    for (stage, reason), count in sorted(found.items()):
        table.add(GROUP, f"quarantined: {stage}, {reason}", count, "files")
    table.add(GROUP, "daemon: resident memory before", before / 1e6, "MB")
    table.add(GROUP, "daemon: growth of it over the poison", (after - before) / 1e6, "MB", at_most=5)
