# SPDX-License-Identifier: Apache-2.0
"""Documents a second of the daemon, beside the disk's own rate."""
import os

from bench import native, process
from harness import pages
from harness.executable import ROOT, Folders

GROUP = "throughput"
_BUNDLE = 64


def measure(options, folder, table):
    """Generated pages through the tag stripper, and the same number of files by a bare program.

    Nothing is deleted before the end: ext4 looks at every inode that was freed within the last
    minutes before it gives out another, which costs more than all else that making a file does.
    """
    program = native.build("disk_rate", folder)
    content = [
        pages.page("throughput", number, options.page_bytes)
        for number in range(min(options.pages, 2000))]
    disk, spool, usages = [], [], []
    for turn in range(options.repeat):
        disk.append(_disk(program, folder / f"disk-{turn}", options))
        spool.append(_disk(program, folder / f"inputs-{turn}", options, "inputs"))
        usages.append(_daemon(options, folder / f"spool-{turn}", content))
    _tell_disk(table, disk, spool)
    _tell_daemon(table, options.pages, disk, usages)


def _disk(program, folder, options, *more):
    """A reference: staged, synced and renamed in bundles of 64."""
    folder.mkdir()
    os.sync()
    return native.run(program, folder, options.pages, options.page_bytes, _BUNDLE, *more)


def _daemon(options, spool, content):
    """All pages wait when the daemon starts."""
    folders = Folders(spool)
    folders.incoming.mkdir(parents=True)
    for number in range(options.pages):
        path = folders.incoming / f"page-{number:05d}.html"
        path.write_bytes(content[number % len(content)])
    os.sync()
    usage = process.run_once(
        options.thresher, folders, "--settle", options.settle, "--pipelines",
        ROOT / "pipelines/strip.yaml")
    stored = sum(1 for _ in folders.output.glob("*.json"))
    if stored != options.pages:
        raise SystemExit(f"{stored} documents of {options.pages} pages in {folders.output}")
    return usage


def _rate(runs):
    """The best of the runs: a sync of the file system writes out what others have left as well."""
    return max(one["files"] / one["seconds"] for one in runs)


def _cpu(runs):
    """The least of the runs, for the same reason."""
    return min(one["cpu_seconds"] / one["files"] for one in runs) * 1e6


def _tell_disk(table, disk, spool):
    table.add(GROUP, "disk: staged, synced, renamed in bundles of 64", _rate(disk), "files/s")
    table.add(GROUP, "disk: CPU a file", _cpu(disk), "us")
    table.add(GROUP, "disk, inputs claimed and archived as well", _rate(spool), "files/s")
    table.add(GROUP, "disk, inputs claimed and archived: CPU a file", _cpu(spool), "us")


def _tell_daemon(table, count, disk, usages):
    rate = max(count / one.seconds for one in usages)
    daemon = min(one.daemon_cpu for one in usages) / count * 1e6
    workers = min(one.workers_cpu for one in usages) / count * 1e6
    stages = min(sum(one.stage_cpu().values()) for one in usages) / count * 1e6
    table.add(GROUP, "daemon: documents, strip.yaml", rate, "docs/s")
    table.add(GROUP, "daemon's share of the disk's rate", rate / _rate(disk), "", at_least=0.4)
    table.add(GROUP, "stages: CPU a document", stages, "us")
    table.add(GROUP, "workers: CPU a document, stages included", workers, "us")
    table.add(GROUP, "daemon process: CPU a document", daemon, "us")
    table.add(GROUP, "daemon process: CPU against the disk's", daemon / _cpu(disk), "", at_most=1.5)
    table.add(
        GROUP, "daemon and workers without stages: against the disk's",
        (daemon + workers - stages) / _cpu(disk), "")
