#!/usr/bin/env python3
"""P10: how long turns take while a snapshot is written and items go on entering.

Deals with ten waiting runs each are put into the store; then a snapshot is asked for while h2load
puts more. The health check is answered at the end of the turn that reads it, whatever the journal
waits for, so a client that asks every millisecond sees how long turns are; the scheduler's share is
seen in the client's pauses, in the same run. The same is measured without a snapshot.

    Tests/Benchmarks/snapshot_turns.py [RUNS]
"""

import pathlib
import sys
import tempfile
import threading
import time

from durable_entry import METHOD, request_file, sync_microseconds
from harness import CallTimes, Robotd, build_program, load, verdict

ROBOTS = 10
MICROSECONDS = {"p99.9": 5_000, "max": 20_000}


def watched(server, body, during):
    """Quantiles of calls and pauses while h2load puts deals and `during` runs."""
    isOver = threading.Event()

    def put():
        while not isOver.is_set():
            load(server.socket, body, 1, 16, 2_000, METHOD)
    loader = threading.Thread(target=put)
    loader.start()
    times = CallTimes(server.socket, "grpc.health.v1.Health", "Check")
    during()
    result = times.end()
    isOver.set()
    loader.join()
    return result


def show(name, calls, pauses):
    print(f"{name}: calls p50 {calls['p50']} p99 {calls['p99']} p99.9 {calls['p99.9']} max"
          f" {calls['max']} us; pauses of 1 ms longer by p99.9 {pauses['p99.9']} max"
          f" {pauses['max']} us")


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    build_program("call-times")
    with tempfile.TemporaryDirectory(prefix="robotd-benchmark-", dir="/var/tmp") as path:
        directory = pathlib.Path(path)
        print(f"fdatasync of this disk: p50 {sync_microseconds(directory):.0f} us")
        server = Robotd(directory)
        try:
            for index in range(ROBOTS):
                server.call("RuleService/CreateRobot", {"robot": {
                    "id": f"robot-{index}", "entityType": "deal", "pipeline": "sales",
                    "stage": "new", "type": "write_log",
                    "parameters": {"text": {"text": "A day later"}},
                    "timing": {"after": {"count": 1, "unit": "TIME_UNIT_DAY"}}}})
            body = request_file(directory)
            load(server.socket, body, 8, 32, runs // ROBOTS, METHOD)
            show("without a snapshot", *watched(server, body, lambda: time.sleep(3)))
            answer = {}
            calls, pauses = watched(server, body, lambda: answer.update(
                server.call("ExecutionService/Snapshot", {})))
            show("while one is written", calls, pauses)
            print(f"the snapshot: {answer['records']} records, {int(answer['bytes']) >> 20} MiB,"
                  f" {answer['duration']}")
        finally:
            server.close()
    verdict("P10", [f"{name} {calls[name]} of {limit} us" for name, limit in MICROSECONDS.items()
                    if calls[name] > limit])


if __name__ == "__main__":
    main()
