#!/usr/bin/env python3
"""P11: actions handed out to a worker and completed, each durably.

h2load makes deals whose one robot is an action of the queue robot.notify; then one worker takes
them all over one stream and reports each as done. Both the hand-out and the result are journalled.

    Tests/Benchmarks/worker_stream.py [COUNT]
"""

import pathlib
import subprocess
import sys
import tempfile

from durable_entry import METHOD, request_file, sync_microseconds
from harness import Robotd, build_program, cpu_nanoseconds, load


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    worker = build_program("worker-stream")
    with tempfile.TemporaryDirectory(prefix="robotd-benchmark-", dir="/var/tmp") as name:
        directory = pathlib.Path(name)
        print(f"fdatasync of this disk: p50 {sync_microseconds(directory):.0f} us")
        server = Robotd(directory, {"executors": {"notify": "robot.notify"}})
        try:
            server.call("RuleService/CreateRobot", {"robot": {
                "entityType": "deal", "pipeline": "sales", "stage": "new", "type": "notify",
                "parameters": {"recipients": {"text": "user:anna"},
                               "text": {"text": "Call {{name}}"}}}})
            load(server.socket, request_file(directory), 8, 32, count, METHOD)
            before = cpu_nanoseconds(server.process.pid)
            print(subprocess.run(
                [worker, server.socket, "robot.notify", str(count)],
                check=True, capture_output=True, text=True, timeout=300).stdout.strip())
            spent = (cpu_nanoseconds(server.process.pid) - before) / count / 1_000
            print(f"{spent:.2f} us of the daemon's CPU each")
            states = server.call("ExecutionService/GetStatus", {})["store"]["runsByState"]
            if int(states.get("SUCCEEDED", 0)) != count:
                raise SystemExit(f"{count} actions were acknowledged, but the runs are {states}")
        finally:
            server.close()


if __name__ == "__main__":
    main()
