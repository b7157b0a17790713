# SPDX-License-Identifier: Apache-2.0
"""From the start of the process to the moment it says that it is ready."""
from statistics import median

from bench.process import Daemon, ReadySocket
from harness.executable import Folders

GROUP = "startup"
_RUNS = 10


def measure(options, folder, table):
    """The first start makes the folders; the others find them."""
    folders = Folders(folder / "spool")
    folders.incoming.mkdir(parents=True)
    times = [_start(options, folders, folder) for _ in range(_RUNS + 1)]
    table.add(GROUP, "first start to ready, folders made", times[0] * 1000, "ms")
    table.add(GROUP, f"start to ready, median of {_RUNS}", median(times[1:]) * 1000, "ms")


def _start(options, folders, folder):
    ready = ReadySocket(folder)
    try:
        with Daemon(options.thresher, folders, environment=ready.environment()) as daemon:
            ready.await_ready(daemon)
            elapsed = daemon.elapsed()
            daemon.require(daemon.stop())
        return elapsed
    finally:
        ready.close()
