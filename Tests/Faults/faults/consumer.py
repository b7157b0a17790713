# SPDX-License-Identifier: Apache-2.0
"""Takes files out of the output folder while the daemon runs, as another program would."""
import json
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from harness.executable import files


@dataclass(frozen=True)
class Taken:
    """One document that left the output folder."""

    name: str
    document: dict


class Consumer:
    """Takes documents one by one, and now and then a whole folder.

    Everything is taken by a rename to a folder on the same file system, so that what was published
    and what was taken are the same set whatever happens between: a document is either in the output
    or with the consumer, never in both and never in neither. To the daemon a folder that is renamed
    away is a folder deleted.
    """

    def __init__(self, site, rng, deletes_root=False):
        self.output = site.folders.output
        self.taken = site.taken
        self.rng = rng
        self.deletes_root = deletes_root
        self.roots_deleted = 0
        self.folders_deleted = 0
        self.torn = set()
        self._names = {}
        self._count = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="consumer", daemon=True)

    def start(self):
        """Begins to take."""
        self._thread.start()

    def stop(self):
        """Ends taking, after one last look at the output."""
        self._stop.set()
        self._thread.join()
        self._take_files()

    def documents(self):
        """What was taken, read again; call it after `stop`."""
        found = []
        for path in sorted(files(self.taken)):
            relative = path.relative_to(self.taken)
            origin = self._names[relative.parts[0]]
            name = os.path.join(origin, *relative.parts[1:])
            if any(part.startswith(".") for part in relative.parts):
                continue
            document = self._read(path, name)
            if document is not None:
                found.append(Taken(os.path.normpath(name), document))
        return found

    def _run(self):
        while not self._stop.is_set():
            kind = self.rng.random()
            if kind < 0.04:
                self._take_folder()
            elif kind < 0.08 and self.deletes_root:
                self._take_root()
            elif kind < 0.6:
                self._take_files()
            time.sleep(self.rng.uniform(0.001, 0.03))

    def _take_files(self):
        """Takes every document that is there, and leaves the empty folders or removes them."""
        for where, folders, names in os.walk(self.output):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                # Hidden files are the daemon's own, as those of the intake folder are the producer's.
                if name.startswith("."):
                    continue
                path = Path(where, name)
                moved = self._move(path)
                if moved is not None:
                    self._read(moved, str(path.relative_to(self.output)))
            if Path(where) != self.output and self.rng.random() < 0.3:
                self._remove_empty(where)

    def _remove_empty(self, folder):
        try:
            os.rmdir(folder)
            self.folders_deleted += 1
        except OSError:
            return

    def _take_folder(self):
        """Takes a folder of the output with everything in it."""
        folders = list(self._public_folders())
        if folders and self._move(self.rng.choice(folders)) is not None:
            self.folders_deleted += 1

    def _take_root(self):
        """Takes the whole output folder, the daemon's private part of it included."""
        if self._move(self.output) is not None:
            self.roots_deleted += 1

    def _public_folders(self):
        for where, folders, _ in os.walk(self.output):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in folders:
                yield Path(where, name)

    def _move(self, path):
        """Takes a file or folder; None when it was no longer there."""
        target = self.taken / f"{self._count:06d}"
        self._names[target.name] = str(path.relative_to(self.output))
        try:
            os.rename(path, target)
        except FileNotFoundError:
            return None
        self._count += 1
        return target

    def _read(self, path, name):
        """The document in a file; a file that holds none is noted as torn."""
        content = path.read_bytes()
        try:
            document = json.loads(content)
            if isinstance(document.get("source"), dict):
                return document
        except (ValueError, AttributeError):
            pass
        self.torn.add(f"{name}: {content[:80]!r}")
        return None
