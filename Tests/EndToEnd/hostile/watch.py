"""Watches a server under attack: does it live, how far does its memory grow, are others served?"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

from daemon import BINARIES

# How long a pattern is repeated, and how many honest calls are made meanwhile at least.
SECONDS = float(os.environ.get("HOSTILE_SECONDS", "0.3"))
CALLS = 120
HONEST = pathlib.Path(__file__).with_name("honest.py")


class HonestClient:
    """`honest.py` as a child, and the times it measured."""

    def __init__(self, path):
        self.calls, self.line = [], ""
        self.folder = tempfile.TemporaryDirectory()
        self.errors = pathlib.Path(self.folder.name, "errors")
        times = pathlib.Path(self.folder.name, "times")
        self.process = subprocess.Popen(
            [sys.executable, HONEST, str(path)], stdin=subprocess.PIPE, stdout=times.open("w"),
            stderr=self.errors.open("w"))
        self.times = times.open()
        deadline = time.monotonic() + 60
        while not self.measured():
            assert self.process.poll() is None, self.complaint()
            assert time.monotonic() < deadline, "the honest client was not served at all"
            time.sleep(0.05)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=30)

    def measured(self, since=0.0):
        """The seconds that each call took which began after `since`, in ascending order."""
        while line := self.times.readline():
            self.line += line
            if line.endswith("\n"):
                end, took = map(float, self.line.split())
                self.calls.append((end - took, took))
                self.line = ""
        return sorted(took for start, took in self.calls if start >= since)

    def wait_for_calls(self, count, since):
        """Gives a busy machine time for so many calls."""
        deadline = time.monotonic() + 30
        while len(self.measured(since)) < count:
            assert self.process.poll() is None, self.complaint()
            assert time.monotonic() < deadline, "the honest client is not served any more"
            time.sleep(0.05)

    def complaint(self):
        return self.errors.read_text()


class Memory:
    """Resident bytes of a process: now, and at most since the watch began."""

    def __init__(self, pid):
        self.folder = pathlib.Path(f"/proc/{pid}")
        (self.folder / "clear_refs").write_text("5")
        self.before = self.read("VmRSS")

    def read(self, name):
        for line in (self.folder / "status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
        raise AssertionError(f"the process has no {name}")

    def growth(self):
        return self.read("VmHWM") - self.before


class Verdict:
    """What an attack did; `faults` is empty if the server kept its promises (K12)."""

    MEMORY_LIMIT = 32 << 20
    # An unoptimised build is tens of times slower: it only has to answer at all.
    LATENCY_LIMIT = 0.005 if BINARIES.name == "release" else 1.0
    # How much slower honest calls may be than those to a server that is not attacked, where the
    # machine has so much else to do that even those take long.
    LATENCY_FACTOR = 4
    CUT_OFF_LIMIT = 5.0
    # What waiting for a processor may add on a busy machine.
    SLACK = 0.4

    def __init__(self, name, ends, alive, growth, latencies, twin_latencies):
        self.name, self.ends, self.alive, self.growth = name, ends, alive, growth
        self.count = len(latencies)
        self.latency = percentile(latencies, 0.99)
        self.twin_latency = percentile(twin_latencies, 0.99)

    @property
    def faults(self):
        # All but the last were in order, or there would have been no next.
        faults = self.ends[-1].faults(self.CUT_OFF_LIMIT + self.SLACK)
        if not self.alive:
            faults.append("the server died")
        if self.growth > self.MEMORY_LIMIT:
            faults.append(f"memory grew by {self.growth >> 20} MiB")
        if self.latency > max(self.LATENCY_LIMIT, self.LATENCY_FACTOR * self.twin_latency):
            faults.append(f"honest calls took {self.latency * 1000:.1f} ms")
        return faults

    def __str__(self):
        times = f", {len(self.ends)} times" if len(self.ends) > 1 else ""
        return (f"{self.name}: {self.ends[-1]}{times}; memory +{self.growth / (1 << 20):.1f} MiB; "
                f"honest p99 {self.latency * 1000:.2f} ms of {self.count} calls, at the same time "
                f"without attack {self.twin_latency * 1000:.2f} ms")


def percentile(values, part):
    return values[min(len(values) - 1, int(len(values) * part))]


def watch(name, attack, path, pid, honest, twin, seconds=SECONDS):
    """Repeats an attack for some seconds, at least once, and says what it did.

    `honest` calls the server that is attacked. `twin` calls another one that is not, and so tells
    what this machine gives just now.
    """
    memory = Memory(pid)
    since = time.monotonic()
    ends = [attack(path)]
    while time.monotonic() - since < seconds and not ends[-1].faults(Verdict.CUT_OFF_LIMIT):
        ends.append(attack(path))
    honest.wait_for_calls(CALLS, since)
    twin.wait_for_calls(CALLS, since)
    alive = pathlib.Path(f"/proc/{pid}/stat").exists()
    growth = memory.growth() if alive else 0
    return Verdict(name, ends, alive, growth, honest.measured(since), twin.measured(since))
