# SPDX-License-Identifier: Apache-2.0
"""One life of the daemon: started, traced, awaited."""
import ctypes
import os
import signal
import subprocess
import time
from pathlib import Path

from faults import tracing

_PR_SET_CHILD_SUBREAPER = 36

_PIPELINE = Path(__file__).resolve().parents[1] / "faults.yaml"
_CONFIGURATION = """\
intake:
  settle: 20ms
workers:
  count: 2
disk:
  min_free: 1MB
  min_free_inodes: 0
log:
  level: debug
  per_second: 0
"""


class Hung(Exception):
    """A daemon did not end in time."""


def adopt_orphans():
    """Makes this process the parent of what a killed daemon leaves behind."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children(pid):
    """The processes that a process has started and not reaped."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(word) for word in task.read_text().split()]
        except OSError:
            continue
    return found


def command_line(pid):
    """The arguments of a process; none when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[:-1]
    except OSError:
        return []


class Launcher:
    """Starts daemons on the folders of one site."""

    def __init__(self, executable, site, timeout):
        self.executable = executable
        self.site = site
        self.timeout = timeout
        self.log = site.trace.with_name("log")
        self.configuration = site.trace.with_name("thresher.yaml")
        self.configuration.write_text(_CONFIGURATION)
        self.places = tracing.Places(site.folders)

    def start(self, *options, shot=None, traced=True):
        """Starts a daemon; its log is appended to the site's."""
        command = [
            str(self.executable), "run", "--config", str(self.configuration), "--pipelines",
            str(_PIPELINE), *self.site.folders.arguments(), *options]
        if traced:
            self.site.trace.unlink(missing_ok=True)
            command = tracing.tracing(self.site.trace, shot) + command
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
        with open(self.log, "ab") as log:
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)

    def run_once(self, shot=None):
        """Runs until nothing claimable is left, or death.

        Returns the exit code, negative for a signal, and the calls that were hit.
        """
        process = self.start("--once", shot=shot, traced=shot is not None)
        code = self.wait(process)
        return code, tracing.hits(self.site.trace, shot, self.places) if shot else []

    def profile(self, profile):
        """Runs until nothing claimable is left and adds every call of the daemon to a profile."""
        self.wait(self.start("--once"))
        profile.add(tracing.read(self.site.trace), self.places)

    def wait(self, process):
        """Waits for a daemon's end."""
        try:
            return process.wait(self.timeout)
        except subprocess.TimeoutExpired:
            for pid in children(process.pid):
                os.kill(pid, signal.SIGKILL)
            process.kill()
            process.wait()
            raise Hung(f"the daemon did not end within {self.timeout} s") from None

    def workers(self, process):
        """The worker processes of a daemon that was started without a trace."""
        return [pid for pid in children(process.pid) if b"worker" in command_line(pid)[1:2]]

    def leftovers(self, patience=10):
        """Reaps the orphans of killed daemons; returns those that do not end by themselves."""
        own = os.getpid()
        deadline = time.monotonic() + patience
        while True:
            orphans = [pid for pid in children(own) if self._is_ours(pid)]
            alive = [pid for pid in orphans if os.waitpid(pid, os.WNOHANG) == (0, 0)]
            if not alive or time.monotonic() > deadline:
                return alive
            time.sleep(0.01)

    def _is_ours(self, pid):
        line = command_line(pid)
        # An ended process has no command line any more, and waits to be reaped.
        return not line or line[0] == os.fsencode(self.executable)
