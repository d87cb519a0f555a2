"""K1: kill -9 in the middle of random load, again and again, and nothing that was answered is lost.

    python Tests/Kill/cycles.py [--cycles N] [--seed S] [--control]

Clients put, rename and move deals, a worker takes actions and reports some of them done, snapshots
are asked for now and then; at a random moment the daemon is killed. After each start it holds
against everything that was answered:

  - a record is as it was last answered, or as the one call has it that was under way;
  - each visit's store robot has logged exactly once;
  - an action that comes again has the key that it had; one whose result was acknowledged is done
    and never comes again.

Every 250 cycles the daemon begins an empty directory, so that what is read back stays small.

`--control` cuts the last records off the journal after each kill, as a service would lose them that
answers before it keeps; the run has to notice. `ROBOTD_BINARIES` names other binaries. Prints
`N passed, N failed`, a cycle each.
"""

import argparse
import random
import tempfile

from load import QUEUE, WRITERS, Load, Totals, set_up, start_and_hold
from daemon import Daemon

CYCLES_A_DIRECTORY = 250


def cut_off(data):
    """Turns the last records of the journal into zeroes, as if they had never been written."""
    segment = sorted(data.glob("*.journal"))[-1]
    content = bytearray(segment.read_bytes())
    last = len(content)
    # More than were under way, so that some of them were answered.
    for _ in range(3 * WRITERS):
        last = max(content.rfind(b"btch", 0, last), 64)
    content[last:] = bytes(len(content) - last)
    segment.write_bytes(content)


def live_and_die(cycles, source, totals, is_control):
    """Kills a daemon on a directory of its own again and again."""
    with tempfile.TemporaryDirectory(prefix="robotd-kill-", dir="/tmp") as name, \
            Daemon(name, configuration={"executors": {"notify": QUEUE}, "lease": 1}) as daemon:
        set_up(daemon)
        load = Load(daemon, source)
        for _ in range(cycles):
            load.run(daemon.kill)
            if is_control:
                cut_off(daemon.data)
            totals.add(start_and_hold(daemon, load))
            if totals.failed:
                break
        totals.add_load(load)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cycles", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true")
    options = parser.parse_args()
    source = random.Random(options.seed)
    totals = Totals(options.seed)
    while totals.cycles < options.cycles and not totals.failed:
        live_and_die(min(options.cycles - totals.cycles, CYCLES_A_DIRECTORY), source, totals,
                     options.control)
    totals.finish(options.control, "in directories of their own")


if __name__ == "__main__":
    main()
