# SPDX-License-Identifier: Apache-2.0
"""Drops pages into the intake folder and remembers every one of them."""
import ctypes
import errno
import hashlib
import os
from dataclasses import dataclass

from harness import pages

_LIBC = ctypes.CDLL(None, use_errno=True)
_AT_FDCWD = -100
_RENAME_NOREPLACE = 1


@dataclass(frozen=True)
class Drop:
    """One file that was dropped."""

    path: str
    number: int
    sha256: str
    marker: str


def _rename_without_replacing(source, target):
    """Whether the rename was done; a name that is still waiting is left alone."""
    if _LIBC.renameat2(
            _AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), _RENAME_NOREPLACE) == 0:
        return True
    number = ctypes.get_errno()
    if number == errno.EEXIST:
        return False
    raise OSError(number, os.strerror(number), str(target))


class Dropper:
    """Drops pages as a careful producer does: under an ignored name, then renamed."""

    FOLDERS = ("", "news", "news/today", "blogs/a", "blogs/b")
    SIZES = (300, 2000, 5000, 5000, 40_000)

    def __init__(self, folders, rng, seed):
        self.folders = folders
        self.rng = rng
        self.seed = seed
        self.drops = []
        self._sizes = {}

    def drop_new(self, count):
        """Drops pages under names that were never used."""
        for _ in range(count):
            folder = self.rng.choice(self.FOLDERS)
            self._drop(os.path.join(folder, f"page-{len(self._sizes):05d}.html"), self._fresh())

    def drop_again(self, count):
        """Drops names again, most with other content, some with the same."""
        for _ in range(min(count, len(self.drops))):
            earlier = self.rng.choice(self.drops[-40:])
            same = self.rng.random() < 0.25
            self._drop(earlier.path, earlier.number if same else self._fresh())

    def _fresh(self):
        """The number of a page that was never made."""
        number = len(self._sizes)
        self._sizes[number] = self.rng.choice(self.SIZES)
        return number

    def _drop(self, path, number):
        content = pages.page(self.seed, number, self._sizes[number])
        target = self.folders.incoming / path
        hidden = self.folders.incoming / f".drop-{len(self.drops)}"
        hidden.write_bytes(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        if _rename_without_replacing(hidden, target):
            digest = hashlib.sha256(content).hexdigest()
            self.drops.append(Drop(path, number, digest, pages.marker(self.seed, number)))
        else:
            hidden.unlink()
