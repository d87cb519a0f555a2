#!/usr/bin/env python3
"""P5: how late timed robots are, from the due time to the worker that has the action in hand.

h2load puts 10,000 deals a second, evenly, into a stage whose robot hands an action to a worker
some seconds later; so as many are due each second. The worker compares each action's due time
with the wall clock when the action arrives: the timer, the robot, the journal's sync and the
socket are in it. It is measured on this disk, where syncing costs nothing, and there with a
program beside it that keeps one core busy. Before the figures stands what a sync costs, since no
action goes out before one, and behind them how late this machine ends a pause of a millisecond.

    Tests/Benchmarks/lateness.py [COUNT]
"""

import pathlib
import subprocess
import sys
import tempfile

from durable_entry import METHOD, request_file, sync_microseconds
from harness import CallTimes, Robotd, build_program, load, verdict

PER_SECOND = 10_000
CASES = (("this disk", "/var/tmp", False, 300, 1_000), ("memory", "/dev/shm", False, 300, 1_000),
         ("memory, a core busy", "/dev/shm", True, None, 10_000))


def measure(directory, worker, count):
    """The worker's and the clock's microseconds by quantile."""
    server = Robotd(directory, {"executors": {"notify": "robot.notify"}})
    try:
        delay = count // PER_SECOND + 2
        server.call("RuleService/CreateRobot", {"robot": {
            "entityType": "deal", "pipeline": "sales", "stage": "new", "type": "notify",
            "parameters": {"recipients": {"text": "user:anna"}, "text": {"text": "Call {{name}}"}},
            "timing": {"after": {"count": delay, "unit": "TIME_UNIT_SECOND"}}}})
        load(server.socket, request_file(directory), 1, 100, count, METHOD, per_second=PER_SECOND)
        times = CallTimes(server.socket, "grpc.health.v1.Health", "Check")
        output = subprocess.run(
            [worker, server.socket, "robot.notify", str(count)],
            check=True, capture_output=True, text=True, timeout=300).stdout
        _, pauses = times.end()
    finally:
        server.close()
    words = output.splitlines()[-1].split()[3:]
    return dict(zip(words[::2], map(int, words[1::2]))), pauses


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    build_program("call-times")
    worker = build_program("worker-stream")
    for name, place, isBusy, p50, p99 in CASES:
        with tempfile.TemporaryDirectory(prefix="robotd-benchmark-", dir=place) as path:
            directory = pathlib.Path(path)
            sync = sync_microseconds(directory)
            busy = isBusy and subprocess.Popen([sys.executable, "-c", "while True: pass"])
            try:
                late, pauses = measure(directory, worker, count)
            finally:
                if busy:
                    busy.kill()
                    busy.wait()
        print(f"on {name}: {count} actions, late by min {late['min']} p50 {late['p50']} p99"
              f" {late['p99']} max {late['max']} us; fdatasync p50 {sync:.0f} us, pauses of 1 ms"
              f" longer by p50 {pauses['p50']} p99 {pauses['p99']} us")
        missed = [f"{-late['min']} us early"] if late["min"] < 0 else []
        for quantile, limit in (("p50", p50), ("p99", p99)):
            if limit and late[quantile] > limit:
                missed.append(f"{quantile} {late[quantile]} of {limit} us")
        verdict(f"P5 on {name}", missed)


if __name__ == "__main__":
    main()
