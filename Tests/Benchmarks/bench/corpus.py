# SPDX-License-Identifier: Apache-2.0
"""The corpus of real pages, when it lies beside the checkout."""
import gzip
import subprocess
import sys
from pathlib import Path

from harness.executable import ROOT


class Corpus:
    """A folder with `html/*.html.gz` and their truth, and the scorer beside it."""

    def __init__(self, folder):
        self.folder = folder

    @staticmethod
    def add_argument(parser):
        """Adds `--corpus` to a parser of command lines."""
        parser.add_argument(
            "--corpus", type=lambda text: Corpus(Path(text)),
            default=Corpus(ROOT.parent / "shared/corpus/wcxb-dev"),
            help="folder with html/*.html.gz (default: ../shared/corpus/wcxb-dev of the checkout)")

    def missing(self):
        """Why there is nothing to measure on; None when there is."""
        return None if (self.folder / "html").is_dir() else f"no corpus at {self.folder}"

    def unpack(self, target, every=1):
        """Unzips all pages, or every so many-th, into a folder; their number."""
        target.mkdir(parents=True)
        sources = sorted((self.folder / "html").glob("*.html.gz"))[::every]
        for source in sources:
            (target / source.stem).write_bytes(gzip.decompress(source.read_bytes()))
        return len(sources)

    def score(self, output, *options):
        """Runs the corpus's own scorer on an output folder; what it prints."""
        scorer = self.folder.parent / "score.py"
        return subprocess.run(
            [sys.executable, str(scorer), "--truth", str(self.folder), "--pred", str(output),
             *options], check=True, capture_output=True, text=True).stdout
