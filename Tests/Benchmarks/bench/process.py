# SPDX-License-Identifier: Apache-2.0
"""Running the daemon and measuring it from outside."""
import os
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from harness.executable import log_events

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Usage:
    """What one life of a daemon took."""

    code: int
    seconds: float
    #: User and system time of the daemon process alone.
    daemon_cpu: float
    #: User and system time of its workers.
    workers_cpu: float
    events: list = field(repr=False)

    def stage_cpu(self):
        """The stages' own CPU time in seconds, by name."""
        last = {}
        for event in self.events:
            if event.get("event") == "stage.measured":
                last[event["pipeline"], event["stage"]] = event["cpu_us"] / 1e6
        return {stage: seconds for (_, stage), seconds in last.items()}


class Daemon:
    """A running daemon whose log goes to a file."""

    def __init__(self, executable, folders, *options, environment=None):
        self._log = tempfile.TemporaryFile()
        self._start = time.monotonic()
        command = [str(executable), "run", *folders.arguments(), *map(str, options)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
            env=dict(os.environ, SWIFT_BACKTRACE="enable=no", **(environment or {})))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
            self.process.wait()
        self._log.close()

    def elapsed(self):
        """Seconds since the start."""
        return time.monotonic() - self._start

    def log(self):
        """What it has written so far."""
        size = os.fstat(self._log.fileno()).st_size
        return os.pread(self._log.fileno(), size, 0).decode(errors="replace")

    def stop(self):
        """Asks it to end; what it took."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self):
        """Waits for its end; what it took."""
        # The times of an ended process can be read until it is reaped.
        os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOWAIT)
        seconds = self.elapsed()
        own, workers = _cpu_times(self.process.pid)
        code = self.process.wait()
        return Usage(code, seconds, own, workers, list(log_events(self.log())))

    def require(self, usage, *codes):
        """Ends the benchmark when the daemon did not end as it should."""
        if usage.code not in (codes or (0,)):
            tail = "\n".join(self.log().splitlines()[-20:])
            raise SystemExit(f"the daemon ended with {usage.code}:\n{tail}")
        return usage

    def processes(self):
        """The daemon and its workers."""
        pid = self.process.pid
        return [pid, *_children(pid)]

    def resident(self):
        """Resident memory of the daemon alone, in bytes."""
        return _memory(self.process.pid)[0]

    def resident_of_all(self):
        """The sums of resident and of proportional memory of daemon and workers, in bytes."""
        pairs = [_memory(pid) for pid in self.processes()]
        return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


class ReadySocket:
    """The end of a service manager that waits for READY=1."""

    def __init__(self, folder):
        self._path = str(Path(folder) / "notify")
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self._path)

    def environment(self):
        """What tells the daemon of it."""
        return {"NOTIFY_SOCKET": self._path}

    def await_ready(self, daemon, timeout=60):
        """Waits until a daemon says that it is ready."""
        self._socket.settimeout(0.5)
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if daemon.process.poll() is not None:
                raise SystemExit("the daemon ended:\n" + daemon.log()[-2000:])
            try:
                if "READY=1" in self._socket.recv(4096).decode().splitlines():
                    return
            except TimeoutError:
                continue
        raise SystemExit(f"the daemon was not ready within {timeout} s")

    def close(self):
        """Forgets the socket."""
        self._socket.close()
        os.unlink(self._path)


def run_once(executable, folders, *options):
    """Runs a daemon until nothing is left; what it took."""
    with Daemon(executable, folders, "--once", *options) as daemon:
        return daemon.require(daemon.wait())


def _cpu_times(pid):
    """CPU seconds of a process alone, and of the children that it has reaped."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    user, system, child_user, child_system = (int(value) for value in fields[11:15])
    return (user + system) / _TICKS, (child_user + child_system) / _TICKS


def _children(pid):
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(word) for word in path.read_text().split()]
        except OSError:
            continue
    return found


def _memory(pid):
    """Resident and proportional memory of a process, in bytes; zeros when it has ended."""
    sizes = {"Rss:": 0, "Pss:": 0}
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            for line in file:
                name, _, rest = line.partition(" ")
                if name in sizes:
                    sizes[name] = int(rest.split()[0]) * 1024
    except OSError:
        return 0, 0
    return sizes["Rss:"], sizes["Pss:"]
