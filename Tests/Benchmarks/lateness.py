#!/usr/bin/env python3
"""P5: how late timed robots are, from the due time to the worker that has the action in hand.

Each of 100,000 deals has a date of its own at which a robot hands an action to a worker; the
dates lie evenly over ten seconds. The service counts in milliseconds, so ten deals are due at the
beginning of each. One worker serves all and reports each action as done, which the service keeps
as durably as everything else.

What is measured: for each action, the wall clock when the worker takes its message from the
stream, in microseconds, less the due time that it carries. So there are in it: the timer's
wake-up, the robots of the same millisecond that stand before it, the journal's write and sync, the
socket, and the worker's own wake-up. Whatever is negative was early.

It is measured on this disk, in memory, where syncing costs nothing, and there with a program
beside it that keeps one core busy. Before the figures stands what a sync costs, since no action
goes out before one, and behind them how late this machine ends a pause of a millisecond. At last,
without a target, the same number in bursts, a hundred deals due in each tenth millisecond: the
last of a hundred waits for the other ninety-nine.

    Tests/Benchmarks/lateness.py [COUNT]
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

from durable_entry import sync_microseconds
from harness import CallTimes, Robotd, build_program, verdict

PER_MILLISECOND = 10
# So long the deals may take to be put in, before the first is due.
DEALS_PUT_A_SECOND = 8_000


class Case(NamedTuple):
    """Where it is measured, how, and how late the median and all but one in a hundred may be."""

    name: str
    place: str
    deals_at_once: int = PER_MILLISECOND
    is_core_busy: bool = False
    p50: int | None = None
    p99: int | None = None


CASES = (
    Case("this disk", "/var/tmp", p50=300, p99=1_000),
    Case("memory", "/dev/shm", p50=300, p99=1_000),
    Case("memory, a core busy", "/dev/shm", is_core_busy=True, p99=10_000),
    Case("this disk, in bursts of 100", "/var/tmp", deals_at_once=100),
)


def put_deals(server, directory, count, deals_at_once):
    """Puts the deals in; returns when the first is due."""
    first = datetime.datetime.fromtimestamp(
        int(time.time()) + 2 + count / DEALS_PUT_A_SECOND, datetime.timezone.utc)
    lines = directory / "deals.jsonl"
    with lines.open("w") as file:
        for index in range(count):
            due = first + datetime.timedelta(
                milliseconds=index // deals_at_once * deals_at_once // PER_MILLISECOND)
            file.write(json.dumps({"put": {"record": {
                "entityType": "deal", "id": f"D-{index}", "pipeline": "sales", "stage": "new",
                "fields": {"name": {"text": "Oak table"},
                           "call_at": {"timestamp": due.isoformat()}}}}}) + "\n")
    subprocess.run([server.control[0], "--socket", server.socket, "ingest", lines],
                   check=True, capture_output=True, timeout=300)
    if time.time() > first.timestamp() - 0.5:
        raise SystemExit("putting the deals in took so long that the first are due")


def measure(directory, worker, count, deals_at_once=PER_MILLISECOND):
    """The worker's and the clock's microseconds by quantile."""
    server = Robotd(directory, {"executors": {"notify": "robot.notify"}})
    try:
        deal = server.call("RuleService/GetEntityType", {"id": "deal"})["entityType"]
        deal["fields"].append({"id": "call_at", "type": "VALUE_TYPE_TIMESTAMP"})
        server.call("RuleService/UpdateEntityType", {"entityType": deal, "updateMask": "fields"})
        server.call("RuleService/CreateRobot", {"robot": {
            "entityType": "deal", "pipeline": "sales", "stage": "new", "type": "notify",
            "parameters": {"recipients": {"text": "user:anna"}, "text": {"text": "Call {{name}}"}},
            "timing": {"date": {"path": "call_at", "direction": "DATE_DIRECTION_AT"}}}})
        put_deals(server, directory, count, deals_at_once)
        times = CallTimes(server.socket, "grpc.health.v1.Health", "Check")
        output = subprocess.run(
            [worker, server.socket, "robot.notify", str(count)],
            check=True, capture_output=True, text=True, timeout=300).stdout
        _, pauses = times.end()
    finally:
        server.close()
    words = output.splitlines()[-1].split()[3:]
    return dict(zip(words[::2], map(int, words[1::2]))), pauses


def report(case, worker, count):
    """Measures one case and prints it."""
    with tempfile.TemporaryDirectory(prefix="robotd-benchmark-", dir=case.place) as path:
        directory = pathlib.Path(path)
        sync = sync_microseconds(directory)
        busy = case.is_core_busy and subprocess.Popen([sys.executable, "-c", "while True: pass"])
        try:
            late, pauses = measure(directory, worker, count, case.deals_at_once)
        finally:
            if busy:
                busy.kill()
                busy.wait()
    print(f"on {case.name}: {count} actions, late by min {late['min']} p50 {late['p50']} p99"
          f" {late['p99']} max {late['max']} us; fdatasync p50 {sync:.0f} us, pauses of 1 ms"
          f" longer by p50 {pauses['p50']} p99 {pauses['p99']} us")
    missed = [f"{-late['min']} us early"] if late["min"] < 0 else []
    for quantile, limit in (("p50", case.p50), ("p99", case.p99)):
        if limit and late[quantile] > limit:
            missed.append(f"{quantile} {late[quantile]} of {limit} us")
    verdict(f"P5 on {case.name}", missed)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    build_program("call-times")
    worker = build_program("worker-stream")
    for case in CASES:
        report(case, worker, count)


if __name__ == "__main__":
    main()
