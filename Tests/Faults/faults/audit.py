# SPDX-License-Identifier: Apache-2.0
"""Compares what was dropped with ledger, output, archive and quarantine."""
import hashlib
from collections import Counter, defaultdict

from harness.executable import files, ledger_lines


class Audit:
    """The checks after a round; each adds what it finds wrong to `violations`.

    Every drop is told by its SHA-256: pages are generated, so that two drops have the same one only
    when the same page was dropped again on purpose.
    """

    def __init__(self, site, drops, consumer):
        self.site = site
        self.drops = drops
        self.consumer = consumer
        self.expected = Counter(drop.sha256 for drop in drops)
        self.paths = defaultdict(set)
        for drop in drops:
            self.paths[drop.sha256].add(drop.path)
        self.violations = []
        #: Copies that a deleted output folder explains; see `_allows_copy`.
        self.reissued = 0

    def run(self):
        """All checks; the violations."""
        self._check_folders()
        self._check_archive()
        rows = self._check_ledger()
        documents = self.consumer.documents()
        for what in sorted(self.consumer.torn):
            self._note(f"torn output {what}")
        self._check_outputs(documents)
        self._check_names(rows, documents)
        self._check_duplicates(documents)
        return self.violations

    def _note(self, text):
        self.violations.append(text)

    def _check_folders(self):
        """Nothing is left to do, and no good input is quarantined."""
        folders = self.site.folders
        for name in ("failed", "work", "incoming"):
            for path in files(folders.spool / name):
                self._note(f"left in {name}/: {path.relative_to(folders.spool / name)}")
        for path in files(folders.output):
            if path.name != ".lock":
                self._note(f"left in the output: {path.relative_to(folders.output)}")

    def _check_archive(self):
        """Every input is in done/, whole, as often as it was dropped."""
        found = Counter()
        for path in files(self.site.folders.done):
            found[hashlib.sha256(path.read_bytes()).hexdigest()] += 1
        self._compare(found, "in done/")

    def _check_ledger(self):
        """Every drop has one entry with one line, and all are stored."""
        try:
            rows = list(ledger_lines(self.site.folders))
        except ValueError as error:
            self._note(f"a line of the ledger is no JSON: {error}")
            return []
        for entry, count in Counter(row["entry"] for row in rows).items():
            if count != 1:
                self._note(f"entry {entry} has {count} lines in the ledger")
        for row in rows:
            if row["outcome"] != "stored":
                self._note(f"outcome {row['outcome']} in the ledger: {row}")
            elif row["path"] not in self.paths.get(row["sha256"], ()):
                self._note(f"the ledger has path {row['path']} for {row['sha256']}")
        self._compare(Counter(row["sha256"] for row in rows), "in the ledger")
        return rows

    def _check_outputs(self, documents):
        """Every drop has one document, with its own text."""
        markers = {drop.sha256: drop.marker for drop in self.drops}
        found = Counter()
        for taken in documents:
            source = taken.document["source"]
            digest = source["sha256"]
            found[digest] += 1
            if markers.get(digest, "") not in taken.document.get("text", ""):
                self._note(f"output {taken.name} has not the text of its source")
            if source.get("path") not in self.paths.get(digest, ()):
                self._note(f"output {taken.name} has path {source.get('path')}")
        self._compare(found, "in the output", allowing_copies=self._allows_copy)

    def _check_names(self, rows, documents):
        """The names that the ledger tells are those that were seen."""
        told = Counter(name for row in rows for name in row.get("outputs", ()))
        seen = Counter(taken.name for taken in documents)
        for name, count in sorted((told - seen).items()):
            self._note(f"the ledger tells of output {name} {count} times more than it was seen")
        if self.consumer.roots_deleted == 0:
            for name, count in sorted((seen - told).items()):
                self._note(f"output {name} was seen {count} times more than the ledger tells")

    def _check_duplicates(self, documents):
        """A page is a copy of itself only when it was dropped twice.

        What made pages have in common with one another is the detector's affair: by the seed of a
        state, small ones may pass for parts of each other.
        """
        statuses = defaultdict(Counter)
        for taken in documents:
            duplicate = taken.document.get("duplicate")
            if duplicate:
                statuses[taken.document["source"]["sha256"]][duplicate["status"]] += 1
        if self.consumer.roots_deleted:
            return
        for digest, counts in statuses.items():
            firsts = counts.total() - counts["exact"]
            if firsts != 1:
                paths = ", ".join(sorted(self.paths[digest]))
                self._note(f"{firsts} of {counts.total()} are no exact copy: {paths}")

    def _allows_copy(self):
        """Whether a document may come twice.

        With the output folder goes the daemon's private part of it, and with that its memory of
        what it had published but not yet released: these documents are made again.
        """
        return self.consumer.roots_deleted > 0

    def _compare(self, found, where, allowing_copies=lambda: False):
        for digest in sorted(set(found) | set(self.expected)):
            wanted, got = self.expected[digest], found[digest]
            if got == wanted:
                continue
            if wanted and got > wanted and allowing_copies():
                self.reissued += got - wanted
                continue
            word = "lost" if got < wanted else "doubled" if wanted else "unknown"
            names = ", ".join(sorted(self.paths.get(digest, ()))) or digest
            self._note(f"{word} {where}: {names} dropped {wanted} times, found {got} times")
