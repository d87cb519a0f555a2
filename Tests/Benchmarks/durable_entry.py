#!/usr/bin/env python3
"""P2: a durable "item entered a stage", answered after the sync.

Every call puts a new deal into a stage whose robots are: one with a condition that holds and
that the store performs at once, and one in a day. h2load asks over a Unix socket with one call
in flight and with 8 x 32; beside the figures stands what this disk's fdatasync takes, since a
durable figure means little without it, and what the peers of `durable_peers.py` reach on it.

    Tests/Benchmarks/durable_entry.py [COUNT]
"""

import os
import pathlib
import statistics
import struct
import sys
import tempfile
import time

import durable_peers
from harness import Robotd, cpu_nanoseconds, load

TARGETS = {(1, 1): 10_000, (8, 32): 100_000}
METHOD = "http://localhost/robots.v1.ExecutionService/PutRecord"


def text(number, value):
    data = value.encode()
    return bytes([number << 3 | 2, len(data)]) + data


def message(number, value):
    return bytes([number << 3 | 2, len(value)]) + value


def request_file(directory):
    """PutRecord of a deal without an id, so that each call makes a new one."""
    money = text(1, "PLN") + b"\x10" + varint(120_000)
    fields = message(3, text(1, "name") + message(2, text(1, "Oak table")))
    fields += message(3, text(1, "amount") + message(2, message(5, money)))
    record = text(1, "deal") + fields + text(4, "sales") + text(5, "new")
    body = message(1, record)
    path = directory / "put.bin"
    path.write_bytes(b"\0" + struct.pack(">I", len(body)) + body)
    return path


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def sync_microseconds(directory):
    """The median of appending 200 bytes to a file on this disk and syncing them."""
    times = []
    with open(directory / "sync", "wb", buffering=0) as file:
        file.write(b"\0" * 4_000_000)
        os.fdatasync(file.fileno())
        file.seek(0)
        for _ in range(500):
            start = time.perf_counter()
            file.write(b"x" * 200)
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - start) * 1e6)
    return statistics.median(times)


def make_robots(server):
    """One that the store performs at once, on a condition that holds, and one in a day."""
    for robot in (
        {"type": "write_log", "parameters": {"text": {"text": "A big one: {{name}}"}},
         "conditionText": "amount > 100000"},
        {"type": "write_log", "parameters": {"text": {"text": "A day later"}},
         "timing": {"after": {"count": 1, "unit": "TIME_UNIT_DAY"}}},
    ):
        server.call("RuleService/CreateRobot", {"robot": {
            "entityType": "deal", "pipeline": "sales", "stage": "new", **robot}})


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory(prefix="robotd-benchmark-", dir="/var/tmp") as name:
        directory = pathlib.Path(name)
        print(f"fdatasync of this disk: p50 {sync_microseconds(directory):.0f} us")
        server = Robotd(directory)
        try:
            make_robots(server)
            body = request_file(directory)
            load(server.socket, body, 8, 32, count // 10, METHOD)
            missed = []
            for connections, streams, calls in ((1, 1, count // 10), (8, 32, count)):
                before = cpu_nanoseconds(server.process.pid)
                rate = load(server.socket, body, connections, streams, calls, METHOD)
                spent = (cpu_nanoseconds(server.process.pid) - before) / calls / 1_000
                print(f"{connections}x{streams:<4} {rate:>9.0f} durable entries/s "
                      f"{spent:>7.2f} us of CPU each")
                target = TARGETS[(connections, streams)]
                if rate < target:
                    missed.append(f"{rate:.0f} of {target} a second at {connections}x{streams}")
            status = server.call("ExecutionService/GetStatus", {})
            records = int(status["store"]["records"])
            wanted = count // 10 + count // 10 + count + 1
            if records != wanted:
                raise SystemExit(f"{records} records are there, {wanted} were answered")
            print(f"{records} records, {status['store']['runs']} runs, "
                  f"{int(status['store']['residentBytes']) >> 20} MiB resident")
        finally:
            server.close()
        missed += durable_peers.compare(directory, rate)
    print("P2: " + ("missed: " + "; ".join(missed) if missed else "reached"))


if __name__ == "__main__":
    main()
