"""Daemons on a disk whose troubles a test turns on and off, and on a clock that a test sets."""

import functools
import os
import pathlib
import shutil
import subprocess
import tempfile

from daemon import Daemon

HERE = pathlib.Path(__file__).parent


@functools.cache
def shim(name):
    """A shim as a library, built once for all tests of a run."""
    library = pathlib.Path(built().name) / f"{name}.so"
    subprocess.run([compiler(), "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library,
                    HERE / f"{name}.c", "-ldl"], check=True, capture_output=True)
    return library


def compiler():
    """The system's C compiler, or the one that comes with Swift."""
    swift = pathlib.Path(shutil.which("swift") or "/usr/bin/swift").resolve()
    return shutil.which("cc") or shutil.which("clang") or swift.with_name("clang")


@functools.cache
def built():
    """The directory of the libraries; it goes with the process."""
    return tempfile.TemporaryDirectory(prefix="robotd-shims-")


class TroubledDaemon(Daemon):
    """One robotd with the shim of `disk.c` in front of the C library."""

    def __init__(self, directory, **options):
        super().__init__(directory, **options)
        self.syncs = self.directory / "syncs"

    def switch(self, trouble):
        return self.directory / f"is-{trouble}"

    def turn_on(self, trouble):
        self.switch(trouble).touch()

    def turn_off(self, trouble):
        self.switch(trouble).unlink()

    def sync_lines(self):
        return self.syncs.read_text().splitlines() if self.syncs.exists() else []

    def environment(self):
        return {**super().environment(), "LD_PRELOAD": str(shim("disk")),
                "SHIM_DIRECTORY": str(self.data), "SHIM_LOG": str(self.syncs),
                "SHIM_MILLISECONDS": "400",
                "SHIM_SLOW": str(self.switch("slow")), "SHIM_BROKEN": str(self.switch("broken")),
                "SHIM_FULL": str(self.switch("full")),
                "SHIM_DROP": str(self.switch("drop"))}


class ClockedDaemon(Daemon):
    """One robotd on the real clock, which the shim of `clock.c` moves."""

    def __init__(self, directory, **options):
        super().__init__(directory, **options)
        self.offset = self.directory / "offset"

    def set_clock(self, milliseconds):
        """Sets the wall clock to so much more or less than it really is."""
        new = self.directory / "offset.new"
        new.write_text(str(milliseconds))
        new.rename(self.offset)

    def environment(self):
        return {**super().environment(), "LD_PRELOAD": str(shim("clock")),
                "SHIM_CLOCK": str(self.offset)}
