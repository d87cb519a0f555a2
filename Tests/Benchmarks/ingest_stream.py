#!/usr/bin/env python3
"""P3: a durable "item entered a stage" over the Ingest stream, acknowledged after the sync.

One client tells of new deals over one stream, as fast as it is read from. Each deal enters a stage
with the robots of P2: one with a condition that holds and that the store performs at once, and one
in a day. It is measured on this disk, and there with syncs that take 2 ms longer, where what
arrives meanwhile must be made durable together.

    Tests/Benchmarks/ingest_stream.py [COUNT]
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

from durable_entry import make_robots, request_file, sync_microseconds
from harness import TOP, Robotd, build_program, cpu_nanoseconds, verdict

TARGET = 250_000
SLOW_SHARE = 0.8


def slow_sync(directory):
    """Builds the library that makes syncs slow."""
    library = directory / "slow_sync.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library,
                    TOP / "Tests/Benchmarks/SlowSync/slow_sync.c", "-ldl"], check=True)
    return library


def measure(directory, client, count, environment):
    """Elements a second, and microseconds of the daemon's CPU for each."""
    server = Robotd(directory, environment=environment)
    try:
        make_robots(server)
        before = cpu_nanoseconds(server.process.pid)
        output = subprocess.run(
            [client, server.socket, request_file(directory), str(count)],
            check=True, capture_output=True, text=True, timeout=600).stdout
        spent = (cpu_nanoseconds(server.process.pid) - before) / count / 1_000
        records = int(server.call("ExecutionService/GetStatus", {})["store"]["records"])
        if records != count + 1:
            raise SystemExit(f"{records} records are there, {count + 1} were acknowledged")
    finally:
        server.close()
    return float(re.search(r": (\d+) a second", output)[1]), spent


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    client = build_program("ingest-stream")
    rates = {}
    with tempfile.TemporaryDirectory(prefix="robotd-benchmark-", dir="/var/tmp") as name:
        directory = pathlib.Path(name)
        print(f"fdatasync of this disk: p50 {sync_microseconds(directory):.0f} us")
        for label, environment in (
            ("this disk", {}), ("with 2 ms", {"LD_PRELOAD": str(slow_sync(directory))}),
        ):
            place = directory / label.replace(" ", "-")
            rates[label], spent = measure(place, client, count, environment)
            print(f"{label:<9} {rates[label]:>9.0f} durable elements/s "
                  f"{spent:>7.2f} us of CPU each")
    missed = []
    if rates["this disk"] < TARGET:
        missed.append(f"{rates['this disk']:.0f} of {TARGET} a second")
    share = rates["with 2 ms"] / rates["this disk"]
    if share < SLOW_SHARE:
        missed.append(f"{share:.0%} of that with slow syncs")
    verdict("P3", missed)


if __name__ == "__main__":
    main()
