# SPDX-License-Identifier: Apache-2.0
"""The project's own labels, block by block (Tools/labelling)."""
import hashlib
import json
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "labelling" / "labels"


@cache
def labels():
    """The labels by the page's name; of two annotators the first counts."""
    found = {}
    for file in sorted(FOLDER.glob("*.jsonl")):
        if file.stem.endswith("second"):
            continue
        for line in file.open(encoding="utf-8"):
            row = json.loads(line)
            found.setdefault(row["name"], row)
    return found


def align(row, tokens, marked):
    """Labels of a page's blocks: those of the same words in the same order, else what is marked."""
    def digest(words):
        return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]

    have = [digest(words) if words else "" for words in tokens]
    made = [block[0] for block in row["blocks"]]
    result = [int(label) for label in marked]
    matcher = SequenceMatcher(None, made, have, autojunk=False)
    for start, place, length in matcher.get_matching_blocks():
        for step in range(length):
            result[place + step] = int(row["blocks"][start + step][2] == 1)
    return result


def page_types():
    """The kind of each labelled page."""
    return {name: row["page_type"] for name, row in labels().items() if row.get("page_type")}
