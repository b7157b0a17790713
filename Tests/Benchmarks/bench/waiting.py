# SPDX-License-Identifier: Apache-2.0
"""Memory and first output with very many files waiting."""
import os
import time

from bench.process import Daemon
from harness import pages
from harness.executable import ROOT, Folders

GROUP = "waiting"
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
    """Names for a few pages: quick to make, and each a waiting file of its own."""
    incoming.mkdir(parents=True)
    source = ""
    for number in range(count):
        if number % _LINKS == 0:
            source = str(folder / f"source-{number}.html")
            with open(source, "wb") as file:
                file.write(pages.page("waiting", number, page_bytes))
        os.link(source, f"{incoming}/page-{number:07d}.html")
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
