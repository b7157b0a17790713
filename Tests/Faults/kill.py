#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills the real daemon and its workers at random system calls, and fails its calls.

After each round every input must have exactly one outcome in the ledger and exactly one output.
README.md beside this file tells how it works. Python 3.11, standard library and strace only.
"""
import argparse
import itertools
import random
import shutil
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults import daemon, layout, tracing  # noqa: E402
from faults.report import Report  # noqa: E402
from faults.rounds import Round  # noqa: E402
from harness import executable  # noqa: E402

#: Ends the script when nothing could be tried, so that a caller does not take it for a success.
EXIT_UNAVAILABLE = 69

KILLS_A_ROUND = 8
ERRORS_A_ROUND = 6
#: How often a kind of call is aimed at before it is told as not reached.
MOST_TRIES = 6


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    executable.add_argument(parser)
    parser.add_argument("--seed", type=int, help="repeat a run's choices (default: a new one)")
    parser.add_argument("--kills", type=int, default=300, help="processes to kill (default: 300)")
    parser.add_argument(
        "--errors", type=int, default=100,
        help="calls to fail at random, beside each kind of call once with EIO and with ENOSPC "
        "(default: 100; 0: none at all)")
    parser.add_argument(
        "--quick", action="store_true", help="a short form: 24 kills, 12 failed calls")
    parser.add_argument(
        "--layout", action="append", choices=sorted(layout.LAYOUTS),
        help="only this layout of file systems; may be repeated (default: all that are allowed)")
    parser.add_argument(
        "--timeout", type=float, default=60, help="seconds that one life of a daemon may take")
    options = parser.parse_args()
    options.thresher = executable.require(options.thresher)
    if options.quick:
        options.kills, options.errors = 24, 12
        options.layout = options.layout or ["one", "tmpfs"]
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1_000_000)
    return options


class Run:
    """All rounds of one run, over the layouts that this machine allows."""

    def __init__(self, options, base):
        self.options = options
        self.report = Report()
        self.rng = random.Random(options.seed)
        self.layouts = {}
        for name in options.layout or sorted(layout.LAYOUTS):
            (base / name).mkdir()
            try:
                self.layouts[name] = layout.LAYOUTS[name](base / name)
            except layout.Unavailable as reason:
                self.report.skipped.append(f"layout {name}: {reason}")
        self.profile = tracing.Profile()
        self.worker_profile = tracing.Profile()
        self._serial = 0

    def play(self):
        """Learns which calls there are, then kills, then fails calls."""
        if not self.layouts:
            return
        if not self._round(lambda one: one.profile_daemon(self.profile)):
            return
        if not self._round(lambda one: one.profile_worker(self.worker_profile)):
            return
        self._kill()
        if self.options.errors:
            self._fail()

    def close(self):
        """Removes everything."""
        for one in self.layouts.values():
            one.close()

    def _kill(self):
        lives_left = 10 * self.options.kills
        for turn in itertools.count():
            missing = self.options.kills - self.report.kills
            if missing <= 0 or lives_left <= 0:
                break
            count = min(missing + 2, KILLS_A_ROUND)
            lives_left -= count
            if turn % 3 == 2:
                self._round(lambda one, n=count: one.kill_workers(self.worker_profile, n))
            else:
                self._round(
                    lambda one, n=count: one.kill_daemon(self.profile, n),
                    deletes_root=turn % 5 == 3)
        if self.report.kills < self.options.kills:
            self.report.violations.append(f"only {self.report.kills} kills were reached")

    def _fail(self):
        """Fails calls at random, then those kinds of call that were not reached by chance."""
        every = [
            (call, error) for call in self.profile.spool_calls() for error in ("EIO", "ENOSPC")]
        chosen = self.rng.sample(every, min(self.options.errors, len(every)))
        more = self.rng.choices(every, k=self.options.errors - len(chosen))
        self._fail_each(chosen + more, ERRORS_A_ROUND)
        if self.options.quick:
            return
        for turn in range(MOST_TRIES):
            self._fail_each(self._not_failed(every), 1, is_settled=turn % 2 == 0)
        self.report.unreached = [
            f"{error} of {call}" for call, error in self._not_failed(every)]

    def _not_failed(self, pairs):
        return [(call, error) for call, error in pairs if not self.report.hits[str(call)][error]]

    def _fail_each(self, pairs, count, is_settled=False):
        """Fails calls, some in each round; many calls are made only by a spool's first daemon."""
        for start in range(0, len(pairs), count):
            shots = [
                (call, self.profile.number(call, self.rng), error)
                for call, error in pairs[start:start + count]]
            self._round(lambda one, chosen=shots: one.fail_calls(chosen, is_settled))

    def _round(self, faults, deletes_root=False):
        """Plays one round on the next layout; its folders stay when it went wrong."""
        name = self.rng.choice(list(self.layouts))
        self._serial += 1
        title = f"{name}-{self._serial}"
        site = self.layouts[name].site(title)
        one = Round(self.options, site, self.report, title, deletes_root)
        is_good = one.play(lambda: faults(one))
        if is_good:
            site.remove()
        self._progress(title)
        return is_good

    def _progress(self, title):
        report = self.report
        print(
            f"{title}: {report.kills} kills, {report.errors} failed calls, "
            f"{len(report.violations)} violations", file=sys.stderr, flush=True)


def main():
    # Threads of a test runner block signals, and children inherit that: strace would never end.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    options = parse_arguments()
    reason = tracing.unavailable()
    if reason is not None:
        print(f"skipped: strace cannot trace here: {reason}")
        return EXIT_UNAVAILABLE
    daemon.adopt_orphans()
    base = Path(tempfile.mkdtemp(prefix="thresher-faults-"))
    print(f"seed {options.seed}", flush=True)
    run = Run(options, base)
    try:
        run.play()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
    run.report.print()
    if run.report.violations:
        return 1
    run.close()
    shutil.rmtree(base)
    return 0


if __name__ == "__main__":
    sys.exit(main())
