#!/usr/bin/env python3
"""P1: a unary call without work, robotd against gRPC C++ in the same run.

Both servers stand on Unix sockets, and h2load asks both in turn, in many short rounds, so that a
change of the machine's speed meets both. Two methods are asked:

  Check      grpc.health.v1.Health/Check of one service: 28 bytes in, 2 bytes out, no work in
             either server. This is the row that counts. Small messages leave the least time in
             message codecs and so compare what HTTP/2 and gRPC themselves cost.
  GetRecord  robots.v1.ExecutionService/GetRecord: 17 bytes in, some 320 bytes out. robotd looks
             the record up and builds the answer from it, the peer sends one that it holds ready:
             what is printed is how much of the lead real work leaves.

Printed per method and shape (connections x streams): calls per second, CPU time per call with
the kernel's part, the ratio of the medians, and user instructions per call, as valgrind counts
them in runs of their own. With 8 x 32 h2load alone keeps one core busy.

    Tests/Benchmarks/unary_call.py [ROUNDS]
"""

import contextlib
import pathlib
import shutil
import statistics
import sys
import tempfile

from harness import Peer, Robotd, build_peer, cpu_nanoseconds, load, request_file, text_field

SHAPES = [(1, 1, 20_000), (1, 64, 100_000), (8, 32, 150_000)]
TARGETS = {(1, 1): 1.4, (1, 64): 3.5, (8, 32): 5.0}
INSTRUCTIONS_MAXIMUM = 40_000
COUNTED_CALLS = 5_000
METHODS = {
    "Check": ("grpc.health.v1.Health/Check", text_field(1, "robots.v1.ExecutionService")),
    "GetRecord": ("robots.v1.ExecutionService/GetRecord",
                  text_field(1, "deal") + text_field(2, "benchmark")),
}


def measure(servers, url, body, shape, rounds):
    """Calls per second and microseconds of CPU per call of each server: medians of the rounds."""
    connections, streams, count = shape
    rates = {name: [] for name in servers}
    costs = {name: [] for name in servers}
    for name, server in servers.items():
        load(server.socket, body, connections, streams, count // 10, url)
    for _ in range(rounds):
        for name, server in servers.items():
            before = cpu_nanoseconds(server.process.pid)
            rates[name].append(load(server.socket, body, connections, streams, count, url))
            spent = cpu_nanoseconds(server.process.pid) - before
            costs[name].append(spent / count / 1_000)
    return {name: (statistics.median(rates[name]), statistics.median(costs[name]))
            for name in servers}


def instructions(kind, directory, calls):
    """User instructions per call with 64 in flight: what further calls add to a run's total."""
    counts = {name: [] for name in calls}
    for name, (url, body) in calls.items():
        for count in (COUNTED_CALLS, 2 * COUNTED_CALLS):
            with contextlib.closing(kind(directory / f"{kind.__name__}-{name}-{count}",
                                         counted=True)) as server:
                load(server.socket, body, 1, 64, count, url)
            counts[name].append(server.instructions)
    return {name: (more - few) / COUNTED_CALLS for name, (few, more) in counts.items()}


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    build_peer()
    missed = []
    with tempfile.TemporaryDirectory(prefix="robotd-benchmark-") as name:
        directory = pathlib.Path(name)
        calls = {method: ("http://localhost/" + path, request_file(directory / method, message))
                 for method, (path, message) in METHODS.items()}
        with (contextlib.closing(Robotd(directory / "robotd")) as robotd,
              contextlib.closing(Peer(directory / "peer")) as peer):
            servers = {"robotd": robotd, "gRPC C++": peer}
            print(f"{'method':<9} {'shape':>5}  {'robotd/s':>9} {'CPU us':>7}"
                  f"  {'gRPC C++/s':>10} {'CPU us':>7}  {'ratio':>5} {'wanted':>6}")
            for method, (url, body) in calls.items():
                for shape in SHAPES:
                    found = measure(servers, url, body, shape, rounds)
                    ours, theirs = found["robotd"], found["gRPC C++"]
                    ratio = ours[0] / theirs[0]
                    wanted = TARGETS[shape[:2]] if method == "Check" else None
                    label = f"{shape[0]}x{shape[1]}"
                    print(f"{method:<9} {label:>5}  {ours[0]:>9.0f} {ours[1]:>7.2f}"
                          f"  {theirs[0]:>10.0f} {theirs[1]:>7.2f}"
                          f"  {ratio:>5.2f} {wanted or '':>6}")
                    if wanted and ratio < wanted:
                        missed.append(f"ratio {ratio:.2f} at {label}")
        if shutil.which("valgrind"):
            for kind in (Robotd, Peer):
                for method, each in instructions(kind, directory, calls).items():
                    print(f"{method:<9} user instructions a call, {kind.__name__}: {each:.0f}")
                    if kind is Robotd and method == "Check" and each > INSTRUCTIONS_MAXIMUM:
                        missed.append(f"{each:.0f} instructions")
        else:
            print("user instructions: not counted, valgrind is not there")
    print("P1: " + ("missed: " + "; ".join(missed) if missed else "reached"))


if __name__ == "__main__":
    main()
