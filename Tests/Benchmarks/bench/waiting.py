# SPDX-License-Identifier: Apache-2.0
"""Memory and first output with very many files waiting."""
import os
import time

from bench.process import Daemon
from harness import pages
from harness.executable import ROOT, Folders

GROUP = "waiting"
#: More than the daemon takes while it is watched.
_OWN_FILES = 60_000
#: Below the number of names that one file may have on ext4.
_LINKS = 50_000


def measure(options, folder, table):
    """Starts a daemon on a full intake folder and watches it for a while."""
    folders = Folders(folder / "spool")
    _fill(folders.incoming, folder, options.waiting, options.page_bytes)
    with Daemon(
            options.thresher, folders, "--settle", options.settle, "--pipelines",
            ROOT / "pipelines/strip.yaml") as daemon:
        first, resident, proportional = _watch(daemon, folders, options.watch_seconds)
        waiting_left = sum(1 for _ in os.scandir(folders.incoming))
        daemon.require(daemon.stop())
    table.add(GROUP, "files waiting at the start", options.waiting, "files")
    table.add(GROUP, "start to first output", first, "s", at_most=2)
    table.add(
        GROUP, "daemon and workers: most resident memory", resident / 1e6, "MB", at_most=150)
    table.add(
        GROUP, "daemon and workers: most proportional memory", proportional / 1e6, "MB")
    table.add(
        GROUP, "files claimed meanwhile", (options.waiting - waiting_left) / options.watch_seconds,
        "files/s")


def _fill(incoming, folder, count, page_bytes):
    """Files for as long as the daemon is watched, and behind them names for a few files more.

    Names are quick to make and each is a waiting file, but a claim changes the file behind all of
    its names: only files of their own are taken as in real life.
    """
    incoming.mkdir(parents=True)
    content = [pages.page("waiting", number, page_bytes) for number in range(100)]
    source = ""
    for number in range(count):
        path = f"{incoming}/page-{number:07d}.html"
        if number < _OWN_FILES:
            with open(path, "wb") as file:
                file.write(content[number % len(content)])
            continue
        if number % _LINKS == 0 or not source:
            source = str(folder / f"source-{number}.html")
            with open(source, "wb") as file:
                file.write(content[0])
        os.link(source, path)
    os.sync()


def _watch(daemon, folders, seconds):
    """Seconds to the first output, and the most memory until `seconds` after it."""
    first, resident, proportional = None, 0, 0
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if daemon.process.poll() is not None:
            raise SystemExit("the daemon ended:\n" + daemon.log()[-2000:])
        if first is None and _has_output(folders.output):
            first = daemon.elapsed()
            end = time.monotonic() + seconds
        one, other = daemon.resident_of_all()
        resident, proportional = max(resident, one), max(proportional, other)
        time.sleep(0.005 if first is None else 0.1)
    if first is None:
        raise SystemExit("no output within 120 s")
    return first, resident, proportional


def _has_output(output):
    try:
        with os.scandir(output) as found:
            return any(entry.name.endswith(".json") for entry in found)
    except FileNotFoundError:
        return False
