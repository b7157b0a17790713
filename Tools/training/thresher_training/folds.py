# SPDX-License-Identifier: Apache-2.0
"""Which page is judged by a model that never saw its site."""
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "folds.json"
COUNT = 5


def make(pages):
    """Deals sites to folds, the largest first, so that each fold has its share of every type."""
    sites = defaultdict(Counter)
    for page in pages:
        sites[page.domain][f"{page.set} {page.type}"] += 1
    totals = sum(sites.values(), Counter())
    order = sorted(
        sites, key=lambda site: (-sum(sites[site].values()), hashlib.sha1(site.encode()).hexdigest()))
    held = [Counter() for _ in range(COUNT)]
    fold_of = {}
    for site in order:
        def cost(fold):
            return sum(
                ((held[fold][kind] + number) / totals[kind]) ** 2
                - (held[fold][kind] / totals[kind]) ** 2
                for kind, number in sites[site].items())
        best = min(range(COUNT), key=lambda fold: (cost(fold), fold))
        held[best] += sites[site]
        fold_of[site] = best
    return {page.key: fold_of[page.domain] for page in pages}


def load(pages):
    """The fold of each page, from the committed file; pages that are new to it are refused."""
    known = json.loads(FILE.read_text(encoding="utf-8"))
    missing = [page.key for page in pages if page.key not in known]
    if missing:
        raise SystemExit(f"{FILE.name} lacks {len(missing)} pages, such as {missing[0]}")
    return [known[page.key] for page in pages]


def save(pages):
    text = json.dumps(make(pages), indent=0, sort_keys=True)
    FILE.write_text(text + "\n", encoding="utf-8")
