# SPDX-License-Identifier: Apache-2.0
"""A round: folders of its own, drops, a consumer, faults, a clean run, an audit."""
import random
import signal
import threading
import time

from faults import tracing
from faults.audit import Audit
from faults.consumer import Consumer
from faults.daemon import Hung, Launcher
from faults.dropper import Dropper
from harness.executable import files

_EXIT_IO = 74
#: What a daemon may answer to a call that failed. Never 78: nobody has to mend its configuration.
_EXITS_AFTER_ERROR = {0, _EXIT_IO}
#: What the dynamic loader answers, when its own calls were hit before there was a daemon.
_LOADER_FAILED = 127


class Broken(Exception):
    """The daemon did something that ends a round at once."""


class Round:
    """One spool from its first drop to its audit."""

    def __init__(self, options, site, report, name, deletes_root=False):
        self.report = report
        self.name = name
        self.site = site
        # Each thread has its own generator: the daemon's pace must not change what the others draw.
        self.rng = random.Random(f"{options.seed}/{name}")
        self.launcher = Launcher(options.thresher, site, options.timeout)
        self.dropper = Dropper(site.folders, random.Random(f"drops {options.seed}/{name}"), name)
        self.consumer = Consumer(
            site, random.Random(f"consumer {options.seed}/{name}"), deletes_root)

    def play(self, faults):
        """Plays the faults between the first drops and the audit; whether all is well."""
        self.consumer.start()
        try:
            self.dropper.drop_new(self.rng.randint(12, 40))
            faults()
            self._finish()
            violations = self._leftover_workers()
        except (Broken, Hung) as error:
            violations = [str(error)]
        finally:
            self.consumer.stop()
        violations += self._audit() if not violations else []
        if violations:
            self.report.add_violations(self.name, self.site.trace.parent, violations)
        return not violations

    def profile_daemon(self, profile):
        """Notes the calls of a first life, of a second one, and of one that recovers."""
        self.launcher.profile(profile)
        self.dropper.drop_again(4)
        self.launcher.profile(profile)
        self.dropper.drop_new(20)
        self.kill_daemon(profile, 2)
        self.launcher.profile(profile)

    def kill_daemon(self, profile, count):
        """Kills the daemon at random calls, most lives right after the last death."""
        killed_before = False
        for _ in range(count):
            call, number = profile.pick(self.rng)
            shot = tracing.Shot(call.name, number, "signal=SIGKILL")
            code, hits = self._live(shot)
            for hit in hits:
                self.report.hit("daemon", hit)
                self.report.during_recovery += killed_before
            if not hits and not self._is_good(code):
                raise Broken(f"the daemon ended with {code} although {shot} was not reached")
            killed_before = bool(hits)

    def fail_calls(self, calls, is_settled=False):
        """Makes calls fail, one after the other, each in a life of its own.

        In a settled round these are not the spool's first.
        """
        if is_settled:
            self.launcher.run_once()
            self.dropper.drop_new(8)
        for call, number, error in calls:
            shot = tracing.Shot(call.name, number, f"error={error}")
            code, hits = self._live(shot)
            if code == _LOADER_FAILED:
                continue
            for hit in hits:
                self.report.hit(error, hit)
            self.report.exits[code] += bool(hits)
            if code not in _EXITS_AFTER_ERROR:
                raise Broken(f"the daemon ended with {code} after {error} of {call}, {shot}")

    def kill_workers(self, profile, count):
        """Kills workers of a daemon that goes on, and now and then the daemon right after."""
        process = self._start_service()
        for _ in range(count):
            self._kill_worker(process, profile)
            if self.rng.random() < 0.2:
                time.sleep(self.rng.uniform(0, 0.05))
                process.kill()
                process.wait()
                self.report.hit("daemon", "(any moment)")
                process = self._start_service()
            self._await_idle(process)
        process.send_signal(signal.SIGTERM)
        code = self.launcher.wait(process)
        if code != 0:
            raise Broken(f"the daemon ended with {code} when asked to stop")

    def profile_worker(self, profile):
        """Notes the calls that one worker makes for a few pages."""
        process = self._start_service()
        tracer = self._attach(self.rng.choice(self.launcher.workers(process)))
        self.dropper.drop_new(20)
        self._await_idle(process)
        tracer.terminate()
        tracer.wait()
        profile.add(tracing.read(self.site.trace), self.launcher.places)
        process.send_signal(signal.SIGTERM)
        self.launcher.wait(process)

    def _live(self, shot):
        """One life of the daemon, with more drops before and while it runs."""
        if self.rng.random() < 0.5:
            self.dropper.drop_new(self.rng.randint(1, 8))
        busy = threading.Thread(target=self._drop_meanwhile, args=(self.rng.uniform(0, 0.3),))
        busy.start()
        try:
            return self.launcher.run_once(shot)
        finally:
            busy.join()

    def _drop_meanwhile(self, delay):
        time.sleep(delay)
        self.dropper.drop_again(3)

    def _is_good(self, code):
        """Whether an exit code is right for a life without a fault.

        A daemon whose output folder goes away while it starts may give up for this time.
        """
        return code == 0 or code == _EXIT_IO and self.consumer.deletes_root

    def _finish(self):
        """Runs without faults until nothing is left."""
        self.consumer.deletes_root = False
        code, _ = self.launcher.run_once()
        if code != 0:
            raise Broken(f"the daemon ended with {code} without a fault")

    def _start_service(self):
        process = self.launcher.start(traced=False)
        self._await(lambda: len(self.launcher.workers(process)) >= 2, process, "start its workers")
        return process

    def _kill_worker(self, process, profile):
        """Attaches to a worker that waits, then drops pages, so that the shot finds it at work."""
        call, number = profile.pick(self.rng)
        shot = tracing.Shot(call.name, number, "signal=SIGKILL")
        self._await(lambda: self.launcher.workers(process), process, "have a worker")
        victim = self.rng.choice(self.launcher.workers(process))
        tracer = self._attach(victim, shot)
        self.dropper.drop_new(self.rng.randint(4, 24))
        self.dropper.drop_again(self.rng.randint(0, 3))
        self._await(
            lambda: tracer.poll() is not None or self._is_idle(), process, "finish the pages")
        tracer.terminate()
        tracer.wait()
        for hit in tracing.hits(self.site.trace, shot, self.launcher.places):
            self.report.hit("worker", hit)

    def _attach(self, pid, shot=None):
        self.site.trace.unlink(missing_ok=True)
        tracer = tracing.attach(self.site.trace, pid, shot)
        self._await(lambda: _is_traced(pid), tracer, f"attach to {pid}")
        return tracer

    def _await_idle(self, process):
        self._await(self._is_idle, process, "finish the pages")

    def _is_idle(self):
        folders = self.site.folders
        return all(next(files(folder), None) is None for folder in (folders.incoming, folders.work))

    def _await(self, condition, process, what):
        deadline = time.monotonic() + self.launcher.timeout
        while not condition():
            if process.poll() is not None:
                return
            if time.monotonic() > deadline:
                raise Hung(f"process {process.pid} did not {what}")
            time.sleep(0.003)

    def _leftover_workers(self):
        return [f"process {pid} outlived its daemon" for pid in self.launcher.leftovers()]

    def _audit(self):
        audit = Audit(self.site, self.dropper.drops, self.consumer)
        violations = audit.run()
        self.report.rounds += 1
        self.report.drops += len(self.dropper.drops)
        self.report.folders_deleted += self.consumer.folders_deleted
        self.report.roots_deleted += self.consumer.roots_deleted
        self.report.reissued += audit.reissued
        return violations


def _is_traced(pid):
    """Whether a tracer has the process; a process that ended has none."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as file:
            return any(
                line.startswith("TracerPid:") and line.split()[1] != "0" for line in file)
    except OSError:
        return False
