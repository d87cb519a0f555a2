#!/usr/bin/env python3
"""P7 and P9: how soon an empty robotd serves, and what it takes while idle.

Each round starts robotd in a new directory and gRPC C++ beside it, and takes the time from exec to
the first connection that is accepted. An empty start makes three syncs (the journal's first
segment, its directory, the first batch), which on a busy disk are most of it; so what starting
nothing costs and what three such syncs cost here is printed too. Memory is what the kernel
counts as resident a second later, with the part that is the process's own: first of a robotd that
nobody has used since it started and that has given back the pages which only starting needs, then
a second after some calls.

    Tests/Benchmarks/start.py [ROUNDS]
"""

import contextlib
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from harness import TOP, Peer, Robotd, build_peer

START_MILLISECONDS_MAXIMUM = 15
RESIDENT_BYTES_MAXIMUM = 10_000_000
BINARY_BYTES_MAXIMUM = 12 << 20


def memory_kib(pid):
    """Resident memory, and how much of it belongs to no file."""
    fields = dict(line.split(":") for line in
                  pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    return [int(fields[name].split()[0]) for name in ("VmRSS", "RssAnon")]


def milliseconds(action):
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1_000


def three_syncs(directory):
    """A file of 1 MiB, its directory, and one sector of it."""
    path = directory / "synced"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    folder = os.open(directory, os.O_RDONLY)
    os.pwrite(descriptor, bytes(1 << 20), 0)
    os.fdatasync(descriptor)
    os.fsync(folder)
    os.pwrite(descriptor, b"1" * 512, 512)
    os.fdatasync(descriptor)
    os.close(descriptor)
    os.close(folder)
    path.unlink()


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    build_peer()
    starts = {"robotd, empty": [], "gRPC C++": [], "/bin/true": [], "three syncs": []}
    memory = {}
    with tempfile.TemporaryDirectory(prefix="robotd-benchmark-") as name:
        for index in range(rounds):
            directory = pathlib.Path(name) / str(index)
            directory.mkdir()
            for label, start in [
                ("robotd, empty", lambda: Robotd(directory / "robotd", filled=False)),
                ("gRPC C++", lambda: Peer(directory / "peer")),
            ]:
                with contextlib.closing(start()) as server:
                    starts[label].append(server.start_milliseconds)
                    if index == 0:
                        time.sleep(1)
                        memory[label] = memory_kib(server.process.pid)
                        if isinstance(server, Robotd):
                            server.fill()
                            time.sleep(1)
                            memory["robotd, used"] = memory_kib(server.process.pid)
            starts["/bin/true"].append(milliseconds(lambda: subprocess.run(["true"], check=True)))
            starts["three syncs"].append(milliseconds(lambda: three_syncs(directory)))
        stripped = pathlib.Path(name) / "stripped"
        subprocess.run(["strip", "-o", stripped, TOP / ".build/release/robotd"], check=True)
        size = stripped.stat().st_size
    for label, times in starts.items():
        print(f"{label:<14} {min(times):>6.1f} ms at best, {statistics.median(times):>6.1f} median")
    for label, (resident, own) in memory.items():
        print(f"{label:<14} {resident / 1024:>6.1f} MiB resident, {own / 1024:.1f} of it its own")
    print(f"robotd, stripped {size / (1 << 20):.1f} MiB")
    missed = []
    if statistics.median(starts["robotd, empty"]) > START_MILLISECONDS_MAXIMUM:
        missed.append(f"start above {START_MILLISECONDS_MAXIMUM} ms")
    print("P7 (empty): " + ("; ".join(missed) or "reached"))
    missed = []
    if memory["robotd, empty"][0] << 10 > RESIDENT_BYTES_MAXIMUM:
        missed.append(f"more than {RESIDENT_BYTES_MAXIMUM // 1_000_000} MB resident")
    if size > BINARY_BYTES_MAXIMUM:
        missed.append(f"the binary is larger than {BINARY_BYTES_MAXIMUM >> 20} MiB")
    print("P9: " + ("; ".join(missed) or "reached"))


if __name__ == "__main__":
    main()
