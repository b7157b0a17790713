# SPDX-License-Identifier: Apache-2.0
"""strace: what a process calls, and how one of its calls is hit from outside."""
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from dataclasses import dataclass

_CALL = re.compile(r"^(?:(\d+) +)?([a-z_0-9]+)\(")
_PATH = re.compile(r'[<"](/[^>"]*)[>"]')
_RELATIVE = re.compile(r'<(/[^>"]*)>, "([^/"][^"]*)"')

#: Calls that end or begin a process: there is nothing to see before the first and after the last.
_NEVER_HIT = {"execve", "exit", "exit_group", "rt_sigreturn", "restart_syscall"}


@dataclass(frozen=True)
class Call:
    """A system call and where it went, such as `renameat2` at `staging>output`."""

    name: str
    place: str

    def __str__(self):
        return f"{self.name} {self.place}" if self.place else self.name


@dataclass(frozen=True)
class Shot:
    """The n-th call of a name in any thread, and what is done to it."""

    name: str
    number: int
    action: str

    def arguments(self):
        """What tells strace of it."""
        return ["-e", f"trace={self.name}", "-e",
                f"inject={self.name}:{self.action}:when={self.number}"]


class Places:
    """Names the folder of the daemon that a traced call went to."""

    def __init__(self, folders):
        self._names = [
            (str(folders.output / ".thresher"), "staging"), (str(folders.output), "output"),
            (str(folders.state), "state"), (str(folders.incoming), "incoming"),
            (str(folders.work), "work"), (str(folders.done), "done"),
            (str(folders.failed), "failed"), (str(folders.spool), "spool"),
        ]

    def call(self, line):
        """The call of a line of a trace; None when it begins none."""
        match = _CALL.match(line)
        if match is None:
            return None
        # A name beneath an open folder is a path too: the folder's own would say too little.
        line = _RELATIVE.sub(r'<\1/\2>', line.split(") = ")[0])
        found = [self._place(path) for path in _PATH.findall(line)]
        places = list(dict.fromkeys(place for place in found if place))
        return Call(match.group(2), ">".join(places[:2]))

    def _place(self, path):
        for prefix, name in self._names:
            if path == prefix or path.startswith(prefix + "/"):
                return name
        return ""


class Profile:
    """Which calls a process makes: for each, the numbers at which a thread reaches it."""

    def __init__(self):
        self.numbers = defaultdict(set)
        #: Up to which number children make calls of a name before they run their own program.
        self._children = Counter()

    def add(self, lines, places):
        """Adds what a trace of all calls shows."""
        children = _children(lines)
        counts = Counter()
        for line in lines:
            call = places.call(line)
            if call is None or call.name in _NEVER_HIT:
                continue
            thread = _thread(line)
            counts[thread, call.name] += 1
            number = counts[thread, call.name]
            if thread in children:
                self._children[call.name] = max(self._children[call.name], number)
            else:
                self.numbers[call].add(number)
        self._forget_children()

    def _forget_children(self):
        """Leaves out what would hit every child at its start: a daemon that can never start a
        worker has nothing to show.
        """
        for call, numbers in list(self.numbers.items()):
            self.numbers[call] = {
                number for number in numbers if number > self._children[call.name]}
            if not self.numbers[call]:
                del self.numbers[call]

    def spool_calls(self):
        """The calls that went to a folder of the daemon, in a fixed order."""
        return sorted((call for call in self.numbers if call.place), key=str)

    def pick(self, rng):
        """A call and its number: mostly at the daemon's folders, every kind as likely as others."""
        calls = self.spool_calls()
        if not calls or rng.random() < 0.2:
            calls = sorted(self.numbers, key=str)
        call = rng.choice(calls)
        return call, self.number(call, rng)

    def number(self, call, rng):
        """One of the numbers at which a call was seen; the early ones are reached in short runs."""
        numbers = sorted(self.numbers[call])
        return rng.choice(numbers if rng.random() < 0.5 else numbers[:5])


def _thread(line):
    """The thread of a line; empty in the trace of a single one."""
    first = line.split(" ", 1)[0]
    return first if first.isdigit() else ""


def _children(lines):
    """The processes of a trace that went on to run another program."""
    running = [_thread(line) for line in lines if re.match(r"^\d+ +execve\(", line)]
    return set(running[1:])


def unavailable():
    """Why strace cannot be used here; None when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    result = subprocess.run(
        ["strace", "-f", "-b", "execve", "-e", "trace=none", "-o", "/dev/null", "true"],
        capture_output=True, text=True, check=False)
    return None if result.returncode == 0 else result.stderr.strip().splitlines()[-1]


def tracing(trace, shot=None):
    """The front of a command line that is traced without the processes it starts."""
    return ["strace", "-f", "-b", "execve", *_common(trace, shot)]


def attach(trace, pid, shot=None):
    """Traces a running process."""
    return subprocess.Popen(
        ["strace", *_common(trace, shot), "-p", str(pid)], stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def _common(trace, shot):
    return ["-q", "-y", "-s", "300", "-o", str(trace), *(shot.arguments() if shot else [])]


def read(trace):
    """The lines of a trace; none when it was never begun."""
    try:
        with open(trace, encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()
    except FileNotFoundError:
        return []


def hits(trace, shot, places):
    """The calls of a trace that were hit."""
    lines = read(trace)
    if shot.action.startswith("error="):
        return [places.call(line) for line in lines if line.endswith("(INJECTED)") and
                places.call(line)]
    if not any("+++ killed by SIGKILL" in line for line in lines):
        return []
    counts = Counter()
    for line in lines:
        call = places.call(line)
        if call is not None and call.name == shot.name:
            counts[_thread(line)] += 1
            if counts[_thread(line)] == shot.number:
                return [call]
    return []
