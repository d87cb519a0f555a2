#!/usr/bin/env python3
"""P7: how soon a robotd with a full store serves again, after a stop and after a kill.

A million deals enter a stage, each with a run that waits for a day, so that the store holds as many
items as pending runs. The daemon is stopped, which writes a snapshot, and started; then as many
deals again are changed by one call each and it is killed, so that the next start has a journal to
read behind the snapshot. A start ends when the first call is answered by what was read back. The
files are dropped from the kernel's cache before one of the starts; beside the figures stands what
only reading the snapshot and summing it up takes here.

    Tests/Benchmarks/restart.py [ITEMS]
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import zlib

from durable_entry import request_file
from harness import TOP, Robotd, build_program, verdict

SECONDS_MAXIMUM = 3
RECORDS_A_SECOND_MINIMUM = 1_500_000
WAITING = {"type": "write_log", "parameters": {"text": {"text": "A day later"}},
           "timing": {"after": {"count": 1, "unit": "TIME_UNIT_DAY"}}}


class Restarted(Robotd):
    """A daemon on the directory of one that ended, with the seconds until its first answer."""

    def __init__(self, directory):
        begin = time.perf_counter()
        super().__init__(directory, filled=False)
        self.store = self.call("ExecutionService/GetStatus", {})["store"]
        self.seconds = time.perf_counter() - begin


def forget(directory):
    """Drops the files of a directory from the kernel's cache."""
    for path in directory.iterdir():
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def read_and_sum(path):
    """Seconds that reading a file and summing it up takes, in pieces of 1 MiB."""
    begin = time.perf_counter()
    with open(path, "rb") as file:
        total = 0
        while piece := file.read(1 << 20):
            total = zlib.crc32(piece, total)
    return time.perf_counter() - begin


def enter(client, server, body, count):
    subprocess.run([client, server.socket, body, str(count)], check=True, capture_output=True,
                   timeout=600)


def start(name, directory, items):
    """Starts and stops a daemon again; returns the seconds that its start took."""
    server = Restarted(directory)
    try:
        records = int(server.store["records"])
        if records < items:
            raise SystemExit(f"{records} records are there, {items} were acknowledged")
        print(f"{name:<28} {server.seconds:>6.2f} s: {records} records,"
              f" {server.store['runs']} runs,"
              f" {int(server.store['residentBytes']) >> 20} MiB resident")
    finally:
        server.close()
    return server.seconds


def main():
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    client = build_program("ingest-stream")
    with tempfile.TemporaryDirectory(prefix="robotd-benchmark-", dir="/var/tmp") as name:
        directory = pathlib.Path(name)
        body = request_file(directory)
        server = Robotd(directory)
        server.call("RuleService/CreateRobot", {"robot": {
            "entityType": "deal", "pipeline": "sales", "stage": "new", **WAITING}})
        enter(client, server, body, items)
        stored = int(server.call("ExecutionService/Snapshot", {})["records"])
        server.close()
        data = directory / "data"
        snapshot = max(data.glob("*.snapshot"))
        limit = read_and_sum(snapshot)
        print(f"{'reading and summing only':<28} {limit:>6.2f} s:"
              f" {snapshot.stat().st_size >> 20} MiB of snapshot")
        seconds = start("after a stop", directory, items)
        forget(data)
        start("with no file in the cache", directory, items)
        server = Restarted(directory)
        enter(client, server, body, items // 10)
        server.process.kill()
        server.process.wait()
        start(f"killed after {items // 10} more", directory, items + items // 10)
    missed = []
    if seconds > SECONDS_MAXIMUM:
        missed.append(f"{seconds:.2f} of {SECONDS_MAXIMUM} s")
    rate = stored / seconds
    print(f"{rate:.0f} of the snapshot's {stored} records a second: of each item itself, its visit,"
          " its run and its history")
    if rate < RECORDS_A_SECOND_MINIMUM:
        missed.append(f"{rate:.0f} of {RECORDS_A_SECOND_MINIMUM} records a second")
    verdict(f"P7 ({items})", missed)


if __name__ == "__main__":
    main()
