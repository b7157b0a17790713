#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the languages that pages declare with those that Thresher finds in their text.

A page counts as right when the two have the same primary subtag, or when the text is too short to
judge. Every disagreement is printed with the beginning of the text, for a person to tell false
declarations from mistakes.
"""
import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.corpus import Corpus  # noqa: E402
from harness import executable  # noqa: E402


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    executable.add_argument(parser)
    Corpus.add_argument(parser)
    options = parser.parse_args()
    options.thresher = executable.require(options.thresher)
    return options


def documents(options, folder):
    """The documents of all pages."""
    options.corpus.unpack(folder)
    names = sorted(path.name for path in folder.iterdir())
    lines = subprocess.run(
        [str(options.thresher), "process", *names], cwd=folder, check=True,
        stdout=subprocess.PIPE).stdout.splitlines()
    return [json.loads(line) for line in lines]


def main():
    options = parse_arguments()
    missing = options.corpus.missing()
    if missing:
        print(f"skipped: {missing}")
        return 0
    base = Path(tempfile.mkdtemp(prefix="thresher-language-"))
    try:
        pages = documents(options, base / "pages")
    finally:
        shutil.rmtree(base, ignore_errors=True)
    kinds, tags = Counter(), Counter()
    for page in pages:
        language = page.get("language", {})
        tags[language.get("tag", "-").split("-")[0]] += 1
        is_declared = page.get("metadata_from", {}).get("language") not in (None, "text")
        if "declared" in language:
            kinds["other than declared"] += 1
            print(f"{page['source']['name']}: declared {language['declared']}, found "
                  f"{language['tag']} {language.get('confidence', '')}: {page['text'][:120]!r}")
        else:
            kinds["as declared" if is_declared else "undeclared"] += 1
    print(", ".join(f"{tag} {count}" for tag, count in tags.most_common()))
    print(", ".join(f"{count} {kind}" for kind, count in kinds.items()))
    declared = kinds["as declared"] + kinds["other than declared"]
    if declared:
        print(f"as declared: {kinds['as declared'] / declared:.4f} of {declared}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
