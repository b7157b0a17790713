#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""CPU of extractors from PyPI over pages: one JSON object for each that is asked for.

`run.py --peers PYTHON` runs this in the environment of the packages of `page-peers.txt`; by itself:

    page_peers.py FOLDER [NAME ...]
"""
import json
import sys
import time
from pathlib import Path


def resiliparse_parse():
    from resiliparse.parse.html import HTMLTree
    return lambda data: HTMLTree.parse_from_bytes(data, "utf-8")


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
    return lambda data: extract_plain_text(
        HTMLTree.parse_from_bytes(data, "utf-8"), main_content=True)


def trafilatura():
    from trafilatura import bare_extraction
    return lambda data: bare_extraction(data, with_metadata=True)


def rs_trafilatura():
    from rs_trafilatura import extract_bytes
    return extract_bytes


#: By the names that the figures carry.
PEERS = {
    "resiliparse, parse": resiliparse_parse,
    "resiliparse, main content": resiliparse,
    "rs-trafilatura": rs_trafilatura,
    "trafilatura with metadata": trafilatura,
}


def measure(make, paths):
    """User and system time over all pages, imports and the first call left out."""
    extract = make()
    extract(b"<html><body><p>The first call loads what is loaded once.</p></body></html>")
    used, errors = 0.0, 0
    for path in paths:
        data = path.read_bytes()
        start = time.process_time()
        try:
            extract(data)
        except Exception:  # A peer that fails on a page is counted, not followed.
            errors += 1
        used += time.process_time() - start
    return {"pages": len(paths), "errors": errors, "cpu_seconds": used}


def main():
    paths = sorted(Path(sys.argv[1]).iterdir())
    for name in sys.argv[2:] or PEERS:
        try:
            figures = measure(PEERS[name], paths)
        except ImportError as error:
            figures = {"missing": str(error)}
        print(json.dumps({"name": name, **figures}), flush=True)


if __name__ == "__main__":
    main()
