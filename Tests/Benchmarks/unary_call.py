#!/usr/bin/env python3
"""P1: a unary call without work, robotd against gRPC C++ in the same run.

Both servers answer robots.v1.ExecutionService/GetRecord over a Unix socket with the same record;
h2load asks both in turn, round by round, so that a change of the machine's speed meets both.
Printed per shape (connections x streams): requests per second, CPU time per request, the ratio
of the medians, and user instructions per request where perf can count them.

    Tests/Benchmarks/unary_call.py [ROUNDS]
"""

import json
import os
import pathlib
import re
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
PATH = "http://localhost/robots.v1.ExecutionService/GetRecord"
SHAPES = [(1, 1, 40_000), (1, 64, 300_000), (8, 32, 400_000)]
TARGETS = {(1, 1): 1.4, (1, 64): 3.5, (8, 32): 5.0}
INSTRUCTIONS_MAXIMUM = 40_000


def text_field(number, text):
    data = text.encode()
    return bytes([number << 3 | 2, len(data)]) + data


def request_file(directory):
    """GetRecord(deal/benchmark) as one gRPC message."""
    message = text_field(1, "deal") + text_field(2, "benchmark")
    path = directory / "request.bin"
    path.write_bytes(b"\0" + struct.pack(">I", len(message)) + message)
    return path


def cpu_nanoseconds(pid):
    """CPU time of every thread of the process, the kernel's part included."""
    total = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total


def load(socket, body, connections, streams, count, url=PATH):
    """Runs h2load; returns requests per second and fails on any answer but 200."""
    command = [
        "h2load", "-n", str(count), "-c", str(connections), "-m", str(streams), "-t", "1",
        "-d", str(body), "-H", "content-type: application/grpc", "-H", "te: trailers",
        "-B", f"unix:{socket}", url,
    ]
    output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    succeeded = int(re.search(r"(\d+) succeeded", output)[1])
    if succeeded != count:
        raise SystemExit(f"{socket}: {succeeded} of {count} calls were answered\n{output}")
    return float(re.search(r"([\d.]+) req/s", output)[1])


def instructions(pid, run):
    """User instructions of the process while `run` runs; None where they cannot be counted."""
    if not shutil.which("perf"):
        return None
    counter = subprocess.Popen(
        ["perf", "stat", "-x,", "-e", "instructions:u", "-p", str(pid), "sleep", "60"],
        stderr=subprocess.PIPE, text=True)
    time.sleep(0.3)
    run()
    subprocess.run(["pkill", "-P", str(counter.pid), "sleep"], check=False)
    match = re.search(r"^(\d+),,instructions", counter.communicate()[1], re.M)
    return int(match[1]) if match else None


class Robotd:
    """robotd in its own directory, with one record to be read."""

    def __init__(self, directory, configuration=None):
        self.socket = directory / "robotd.sock"
        binaries = TOP / ".build" / "release"
        (directory / "robotd.json").write_text(json.dumps(configuration or {}))
        self.process = subprocess.Popen(
            [binaries / "robotd", "--socket", self.socket, "--data-directory", directory / "data",
             "--config", directory / "robotd.json", "--log-level", "warning"],
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        self.control = [binaries / "robotctl", "--socket", self.socket, "call"]
        wait_for(self.socket)
        fields = {f"field_{index}": {"text": "a short value"} for index in range(6)}
        self.call("RuleService/CreatePipeline", {"pipeline": {
            "entityType": "deal", "id": "sales", "stages": [{"id": "new"}]}})
        deal = self.call("RuleService/GetEntityType", {"id": "deal"})["entityType"]
        deal["fields"] += [{"id": name, "type": "VALUE_TYPE_TEXT"} for name in fields]
        self.call("RuleService/UpdateEntityType", {"entityType": deal, "updateMask": "fields"})
        self.call("ExecutionService/PutRecord", {"record": {
            "entityType": "deal", "id": "benchmark", "pipeline": "sales", "stage": "new",
            "fields": fields}})

    def call(self, method, request):
        output = subprocess.run(
            [*self.control, f"robots.v1.{method}", json.dumps(request)],
            check=True, capture_output=True, text=True).stdout
        return json.loads(output)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


class Peer:
    """gRPC C++ with one completion queue and one thread."""

    def __init__(self, directory):
        self.socket = directory / "peer.sock"
        self.process = subprocess.Popen(
            [TOP / ".build" / "peer" / "server", self.socket], stdin=subprocess.PIPE)
        wait_for(self.socket)

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)


def wait_for(path):
    for _ in range(2_000):
        if path.exists():
            return
        time.sleep(0.005)
    raise SystemExit(f"{path} did not appear")


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    subprocess.run([TOP / "Tests/Benchmarks/Peer/build"], check=True)
    missed = []
    with tempfile.TemporaryDirectory(prefix="robotd-benchmark-") as name:
        directory = pathlib.Path(name)
        body = request_file(directory)
        servers = {"robotd": Robotd(directory), "gRPC C++": Peer(directory)}
        try:
            print(f"{'shape':>6}  {'server':<9} {'calls/s':>9} {'CPU us':>7} {'instructions':>13}")
            for connections, streams, count in SHAPES:
                rates = {name: [] for name in servers}
                costs = {name: [] for name in servers}
                for _ in range(rounds):
                    for name, server in servers.items():
                        load(server.socket, body, connections, streams, count // 10)
                        before = cpu_nanoseconds(server.process.pid)
                        rates[name].append(load(server.socket, body, connections, streams, count))
                        spent = cpu_nanoseconds(server.process.pid) - before
                        costs[name].append(spent / count / 1_000)
                for name, server in servers.items():
                    counted = instructions(
                        server.process.pid,
                        lambda: load(server.socket, body, connections, streams, count // 4))
                    each = counted / (count // 4) if counted else None
                    print(f"{connections}x{streams:<4}  {name:<9} "
                          f"{statistics.median(rates[name]):>9.0f} "
                          f"{statistics.median(costs[name]):>7.2f} "
                          f"{f'{each:.0f}' if each else 'not counted':>13}")
                    if name == "robotd" and each and (connections, streams) != (1, 1):
                        if each > INSTRUCTIONS_MAXIMUM:
                            missed.append(f"{each:.0f} instructions at {connections}x{streams}")
                ratio = statistics.median(rates["robotd"]) / statistics.median(rates["gRPC C++"])
                target = TARGETS[(connections, streams)]
                print(f"        ratio {ratio:.2f}, wanted {target}")
                if ratio < target:
                    missed.append(f"ratio {ratio:.2f} at {connections}x{streams}")
        finally:
            for server in servers.values():
                server.stop()
    print("P1: " + ("missed: " + "; ".join(missed) if missed else "reached"))


if __name__ == "__main__":
    main()
