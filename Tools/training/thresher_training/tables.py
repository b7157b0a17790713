# SPDX-License-Identifier: Apache-2.0
"""The learned tables: what words of names and of short texts say about content."""
import struct

import numpy as np

STEP = 0.05
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class Statistics:
    """Shares of content for each hash and site, from which a table for any set of folds is made."""

    def __init__(self, pages, hashes, shares, domains, folds):
        """pages, hashes, shares: one row each time a page has a hash; domains, folds: by page."""
        names, codes = np.unique(domains, return_inverse=True)
        site = codes[pages].astype(np.int64)
        fold_of_site = np.zeros(len(names), int)
        fold_of_site[codes] = folds
        distinct, index = np.unique(hashes, return_inverse=True)
        group = index * len(names) + site
        groups, inverse = np.unique(group, return_inverse=True)
        counts = np.bincount(inverse)
        self.mean = np.bincount(inverse, shares) / counts
        self.hash = distinct[groups // len(names)]
        self.fold = fold_of_site[groups % len(names)]

    def table(self, without, least_sites, pull=2.0, prior=None):
        """Log-odds minus the prior's for each hash that enough sites have; two arrays.

        without: folds whose sites stay unseen. The mean over sites is pulled to the prior by `pull`
        sites' worth.
        """
        seen = ~np.isin(self.fold, list(without))
        hashes, inverse = np.unique(self.hash[seen], return_inverse=True)
        count = np.bincount(inverse)
        total = np.bincount(inverse, self.mean[seen])
        if prior is None:
            prior = (total / count)[count >= 5].mean()
        value = np.clip((total + pull * prior) / (count + pull), 0.01, 0.99)
        keep = count >= least_sites
        odds = np.log(value / (1 - value)) - np.log(prior / (1 - prior))
        return hashes[keep], odds[keep]


def encode(hashes, values):
    """A table as the program reads it: slots, 16-bit keys, signed bytes (see ValueTable.swift)."""
    size = 64
    while size < len(hashes) * 1.5:
        size *= 2
    keys = np.zeros(size, np.uint16)
    steps = np.zeros(size, np.int8)
    with np.errstate(over="ignore"):
        mixed = hashes.astype(np.uint64) * _MULTIPLIER
    marks = ((mixed >> np.uint64(16)) & np.uint64(0xFFFF)).astype(np.uint16) | np.uint16(1)
    homes = ((mixed >> np.uint64(40)) & np.uint64(size - 1)).astype(int)
    rounded = np.clip(np.round(values / STEP), -127, 127).astype(np.int8)
    for mark, slot, value in zip(marks, homes, rounded):
        while keys[slot]:
            slot = (slot + 1) & (size - 1)
        keys[slot], steps[slot] = mark, value
    return struct.pack("<I", size) + keys.astype("<u2").tobytes() + steps.tobytes()
