# SPDX-License-Identifier: Apache-2.0
"""Where the folders of a round lie: on one file system or on two."""
import os
import shutil
import subprocess
from pathlib import Path

from harness.executable import Folders

_SHARED_MEMORY = Path("/dev/shm")
_IMAGE_BYTES = 256 << 20


class Unavailable(Exception):
    """This machine does not allow a layout."""


class Site:
    """The folders of one round, and the consumer's own beside the output."""

    def __init__(self, spool_root, output_root):
        for root in (spool_root, output_root):
            root.mkdir(exist_ok=True)
        self.folders = Folders(spool_root / "spool", output_root / "out", spool_root / "state")
        self.taken = output_root / "taken"
        self.trace = spool_root / "trace"
        self.taken.mkdir()
        self.folders.incoming.mkdir(parents=True)
        self._roots = (spool_root, output_root)

    def remove(self):
        """Removes everything."""
        for root in self._roots:
            shutil.rmtree(root, ignore_errors=True)


class OneFileSystem:
    """Spool, state and output on one file system."""

    def __init__(self, base):
        self._base = base

    def site(self, name):
        """Folders for a round."""
        return Site(self._base / name, self._base / name)

    def close(self):
        """Gives back what the layout has taken beside its folder."""


class OutputInMemory:
    """The output on a tmpfs, the rest on the folder's own file system."""

    def __init__(self, base):
        if not os.access(_SHARED_MEMORY, os.W_OK):
            raise Unavailable(f"{_SHARED_MEMORY} is not writable")
        if os.stat(_SHARED_MEMORY).st_dev == os.stat(base).st_dev:
            raise Unavailable(f"{_SHARED_MEMORY} is the file system of {base}")
        self._base = base
        self._memory = _SHARED_MEMORY / f"{base.parent.name}-{base.name}"
        self._memory.mkdir()

    def site(self, name):
        """Folders for a round."""
        return Site(self._base / name, self._memory / name)

    def close(self):
        """Gives back what the layout has taken beside its folder."""
        shutil.rmtree(self._memory, ignore_errors=True)


class SpoolMounted:
    """Spool and state on an ext4 image of their own, the output beside the image."""

    def __init__(self, base):
        self._base = base
        self._mounted = base / "mounted"
        self._mounted.mkdir()
        image = base / "image"
        with open(image, "wb") as file:
            file.truncate(_IMAGE_BYTES)
        _run("mkfs.ext4", "-q", "-F", str(image))
        _run("mount", "-o", "loop", str(image), str(self._mounted))

    def site(self, name):
        """Folders for a round."""
        return Site(self._mounted / name, self._base / name)

    def close(self):
        """Gives back what the layout has taken beside its folder."""
        subprocess.run(["umount", "--lazy", str(self._mounted)], check=False)


def _run(*command):
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Unavailable(f"{command[0]}: {error.strerror}") from error
    if result.returncode != 0:
        raise Unavailable(f"{command[0]}: {result.stderr.strip()}")


#: By name; each takes an empty folder.
LAYOUTS = {"one": OneFileSystem, "tmpfs": OutputInMemory, "ext4": SpoolMounted}
