# SPDX-License-Identifier: Apache-2.0
"""What was hit, and what came of it."""
from collections import Counter, defaultdict


class Report:
    """Counts the calls that were hit and collects the violations."""

    def __init__(self):
        self.hits = defaultdict(Counter)
        self.exits = Counter()
        self.violations = []
        self.kept = []
        self.skipped = []
        self.unreached = []
        self.drops = 0
        self.rounds = 0
        self.during_recovery = 0
        self.folders_deleted = 0
        self.roots_deleted = 0
        self.reissued = 0

    def hit(self, kind, call):
        """Counts a call that was hit: `daemon` or `worker` for a kill, or an error's name."""
        self.hits[str(call)][kind] += 1

    def count(self, *kinds):
        """The number of hits of some kinds."""
        return sum(counts[kind] for counts in self.hits.values() for kind in kinds)

    @property
    def kills(self):
        """The number of processes that were killed."""
        return self.count("daemon", "worker")

    @property
    def errors(self):
        """The number of calls that were made to fail."""
        return self.count("EIO", "ENOSPC")

    def add_violations(self, name, folder, violations):
        """Notes what a round found wrong, and where its folders are."""
        self.violations += [f"{name}: {violation}" for violation in violations]
        self.kept.append(str(folder))

    def print(self):
        """The table, the sums and the verdict."""
        self._print_table()
        self._print_exits()
        print(
            f"{self.rounds} rounds, {self.drops} drops, {self.kills} kills "
            f"({self.during_recovery} of them after another kill), {self.errors} failed calls, "
            f"{self.folders_deleted} output folders deleted, whole output {self.roots_deleted} "
            f"times ({self.reissued} documents made again)")
        for what in self.skipped:
            print(f"skipped: {what}")
        if self.unreached:
            print("kinds of call that no shot reached: " + ", ".join(self.unreached))
        for violation in self.violations[:50]:
            print(f"VIOLATION {violation}")
        for folder in self.kept:
            print(f"kept for inspection: {folder}")
        if self.violations:
            print(f"verdict: {len(self.violations)} violations")
        else:
            print("verdict: every input has one outcome and one output")

    def _print_table(self):
        kinds = ("daemon", "worker", "EIO", "ENOSPC")
        width = max([len(call) for call in self.hits] + [4])
        print(f"{'call':{width}}" + "".join(f"{kind:>8}" for kind in kinds))
        for call in sorted(self.hits):
            counts = self.hits[call]
            print(f"{call:{width}}" + "".join(f"{counts[kind] or '':>8}" for kind in kinds))

    def _print_exits(self):
        """How daemons ended of which calls failed."""
        for code, count in sorted(self.exits.items()):
            print(f"ended with {code} after a failed call: {count} times")
