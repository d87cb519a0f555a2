"""K2: power cuts under random load, on real file systems, and nothing that was answered is lost.

    python Tests/Kill/power.py [--cycles N] [--seed S] [--file-system ext4|xfs]
                               [--control]

The data directory lies on a file system of its own in a loop-mounted file. At a random moment, also
in the middle of snapshots and of the journal's turn to a new segment, that file system is shut down
without writing anything back (the ioctl behind `xfs_io -x -c shutdown`): what was not synced is
gone as with the power. It is mounted again, the daemon starts, and what was answered is held
against it as `cycles.py` tells.

Every 100 cuts the daemon begins on a new disk, so that what is read back stays small.

`--control` puts a library in front of the daemon that drops all syncs; the run has to notice. (That
of the directory's sync is in the sweeps of `swift run -c release crash`: these file systems write
a new name together with the file's own sync.) SKIPPED where this user may not mount, or the file
system's tools are missing. Prints `N passed, N failed`, a cut each.
"""

import argparse
import contextlib
import fcntl
import os
import pathlib
import random
import shutil
import struct
import subprocess
import tempfile

from load import QUEUE, Load, Totals, set_up, start_and_hold
from shims.preload import TroubledDaemon

# _IOR('X', 125, __u32) of linux/fs.h; 2: without flushing the file system's own log.
SHUTDOWN = 0x8004587D
WITHOUT_FLUSH = 2
CUTS_A_DISK = 100


class Disk:
    """A file system in a file, mounted at a directory."""

    def __init__(self, image, place, kind):
        self.image, self.place = image, place
        with open(image, "wb") as file:
            file.truncate(512 << 20)
        options = {"ext4": ["-F"], "xfs": ["-f"]}[kind]
        subprocess.run([f"mkfs.{kind}", "-q", *options, image], check=True, capture_output=True)
        place.mkdir()

    def mount(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.place], check=True,
                       capture_output=True)

    def cut(self):
        """As when the power fails."""
        descriptor = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", WITHOUT_FLUSH))
        finally:
            os.close(descriptor)

    def unmount(self):
        subprocess.run(["umount", self.place], check=False, capture_output=True)


def obstacle(kind):
    """Why there can be no power cuts here, or nothing."""
    if os.geteuid() != 0:
        return "only root may mount"
    if not shutil.which(f"mkfs.{kind}"):
        return f"mkfs.{kind} is not installed"
    with tempfile.TemporaryDirectory(prefix="robotd-power-") as name:
        disk = Disk(pathlib.Path(name) / "image", pathlib.Path(name) / "place", kind)
        try:
            disk.mount()
            disk.cut()
        except subprocess.CalledProcessError as error:
            return error.stderr.decode().strip()
        except OSError as error:
            return f"the file system cannot be shut down here: {error}"
        finally:
            disk.unmount()
    return None


def cut(daemon, disk):
    """The power fails: the disk first, then the process, which saw nothing but errors."""
    disk.cut()
    daemon.process.kill()
    daemon.process.wait()
    disk.unmount()
    disk.mount()


def live_and_cut(cuts, source, totals, options):
    """Cuts the power of a daemon on a disk of its own again and again."""
    with tempfile.TemporaryDirectory(prefix="robotd-power-", dir="/tmp") as name, \
            contextlib.ExitStack() as stack:
        disk = Disk(pathlib.Path(name) / "image", pathlib.Path(name) / "data",
                    options.file_system)
        disk.mount()
        stack.callback(disk.unmount)
        daemon = TroubledDaemon(
            name, configuration={"executors": {"notify": QUEUE}, "lease": 1})
        if options.control:
            daemon.turn_on("drop")
        stack.enter_context(daemon)
        set_up(daemon)
        # What is set up is there for sure, also where syncs are dropped.
        os.sync()
        load = Load(daemon, source)
        for _ in range(cuts):
            load.run(lambda: cut(daemon, disk))
            totals.add(start_and_hold(daemon, load))
            if totals.failed:
                break
        totals.add_load(load)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cycles", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file-system", choices=["ext4", "xfs"], default="ext4")
    parser.add_argument("--control", action="store_true")
    options = parser.parse_args()
    if reason := obstacle(options.file_system):
        print(f"SKIPPED: {reason}")
        return
    source = random.Random(options.seed)
    totals = Totals(options.seed)
    while totals.cycles < options.cycles and not totals.failed:
        live_and_cut(min(options.cycles - totals.cycles, CUTS_A_DISK), source, totals, options)
    totals.finish(options.control, f"on {options.file_system}")


if __name__ == "__main__":
    main()
