# SPDX-License-Identifier: Apache-2.0
"""Where the executable is, and how it is called."""
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def add_argument(parser):
    """Adds `--thresher` to a parser of command lines."""
    parser.add_argument(
        "--thresher", type=Path, default=ROOT / ".build/release/thresher",
        help="the executable to drive (default: the release build)")


def require(path):
    """The absolute path of an executable; ends the script with 2 when there is none."""
    path = path.absolute()
    if not os.access(path, os.X_OK):
        sys.exit(f"no executable at {path}: run 'make build' or pass --thresher")
    return path


class Folders:
    """The folders of one daemon."""

    def __init__(self, spool, output=None, state=None):
        self.spool = Path(spool)
        self.output = Path(output or self.spool / "out")
        self.state = Path(state or self.spool / "state")
        self.incoming = self.spool / "incoming"
        self.work = self.spool / "work"
        self.done = self.spool / "done"
        self.failed = self.spool / "failed"

    def arguments(self):
        """What tells the daemon of them."""
        return ["--spool", str(self.spool), "--output", str(self.output), "--state", str(self.state)]


def files(folder):
    """Every file below a folder, as paths; what vanishes meanwhile is left out."""
    for where, _, names in os.walk(folder):
        for name in names:
            yield Path(where, name)


def ledger_lines(folders):
    """The lines of the ledger that tell of a document, parsed.

    Raises ValueError at a line that is no JSON.
    """
    for path in sorted(files(folders.state / "ledger")):
        with open(path, "rb") as file:
            for line in file:
                row = json.loads(line)
                if "outcome" in row:
                    yield row


def log_events(text):
    """The events of a daemon's standard error; lines of another kind are left out."""
    for line in text.splitlines():
        if line.startswith("{"):
            try:
                yield json.loads(line)
            except ValueError:
                continue
