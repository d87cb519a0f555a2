#!/usr/bin/env python3
"""P4: timed robots of as many items that are all due at the same moment, each durably done.

Deals enter a stage whose robot acts a second later, while all automation is paused; a second after
the last of them everything is resumed. A run counts as done when the status tells of it, and the
status is answered after the sync that covers what it tells of. Another client asks for the status
every millisecond meanwhile. Beside the figures stand what the bytes cost on this disk when nothing
but they is written, and what the same costs where syncing is free.

    Tests/Benchmarks/due_at_once.py [COUNT]
"""

import os
import pathlib
import sys
import tempfile
import time

from durable_entry import METHOD, request_file, sync_microseconds
from harness import CallTimes, Robotd, build_program, cpu_nanoseconds, load, verdict

FIRED_PER_SECOND = 250_000
CALL_MICROSECONDS = 10_000
PLACES = (("this disk", "/var/tmp"), ("memory", "/dev/shm"))


def done(server):
    """How many runs have succeeded, durably."""
    status = server.call("ExecutionService/GetStatus", {})
    return int(status["store"].get("runsByState", {}).get("SUCCEEDED", 0))


def write_seconds(directory, count):
    """Appends so many bytes to a file, 256 KiB at a time, each synced: the least it takes."""
    piece = b"x" * (256 << 10)
    with open(directory / "written", "wb", buffering=0) as file:
        start = time.perf_counter()
        for _ in range(max(1, count // len(piece))):
            file.write(piece)
            os.fdatasync(file.fileno())
        return time.perf_counter() - start


def measure(directory, count):
    """Prints one place's figures; returns what is missed."""
    server = Robotd(directory)
    try:
        server.call("RuleService/CreateRobot", {"robot": {
            "entityType": "deal", "pipeline": "sales", "stage": "new", "type": "write_log",
            "parameters": {"text": {"text": "A second later: {{name}}"}},
            "timing": {"after": {"count": 1, "unit": "TIME_UNIT_SECOND"}}}})
        server.call("ExecutionService/PauseAutomation", {})
        load(server.socket, request_file(directory), 8, 32, count, METHOD)
        time.sleep(1.1)
        if done(server) != 0:
            raise SystemExit("a robot acted during the pause")
        times = CallTimes(server.socket, "robots.v1.ExecutionService", "GetStatus")
        cpu = cpu_nanoseconds(server.process.pid)
        appended = server.written_bytes()
        start = time.perf_counter()
        server.call("ExecutionService/ResumeAutomation", {})
        while (fired := done(server)) < count:
            if time.perf_counter() > start + 300:
                raise SystemExit(f"{fired} of {count} are done after five minutes")
            time.sleep(0.05)
        seconds = time.perf_counter() - start
        cpu = (cpu_nanoseconds(server.process.pid) - cpu) / count / 1_000
        appended = server.written_bytes() - appended
        calls, pauses = times.end()
    finally:
        server.close()
    print(f"  {count} due at once: {count / seconds:.0f} durably done/s, {cpu:.2f} us of CPU each,"
          f" {appended / count:.0f} bytes written each")
    alone = count / write_seconds(directory, appended)
    print(f"  these bytes alone, synced every 256 KiB: {alone:.0f}/s")
    print(f"  other calls: p50 {calls['p50']} p99 {calls['p99']} max {calls['max']} us;"
          f" pauses of 1 ms were longer by p99 {pauses['p99']} max {pauses['max']} us")
    missed = []
    if count / seconds < FIRED_PER_SECOND:
        missed.append(f"{count / seconds:.0f} of {FIRED_PER_SECOND} a second")
    if calls["p99"] > CALL_MICROSECONDS:
        missed.append(f"p99 {calls['p99'] / 1_000:.1f} ms of {CALL_MICROSECONDS // 1_000}")
    return missed


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    build_program("call-times")
    for name, place in PLACES:
        with tempfile.TemporaryDirectory(prefix="robotd-benchmark-", dir=place) as path:
            directory = pathlib.Path(path)
            print(f"on {name}, fdatasync p50 {sync_microseconds(directory):.0f} us:")
            verdict(f"P4 on {name}", measure(directory, count))


if __name__ == "__main__":
    main()
