"""A daemon on a disk whose troubles a test turns on and off."""

import functools
import os
import pathlib
import subprocess
import tempfile

from daemon import Daemon

SOURCE = pathlib.Path(__file__).with_name("shim.c")


@functools.cache
def shim():
    """The shim as a library, built once."""
    library = pathlib.Path(tempfile.mkdtemp(prefix="robotd-shim-")) / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, SOURCE,
                    "-ldl"], check=True, capture_output=True)
    return library


class TroubledDaemon(Daemon):
    """One robotd with the shim in front of the C library."""

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
        return {**os.environ, "SWIFT_BACKTRACE": "enable=no", "LD_PRELOAD": str(shim()),
                "SHIM_DIRECTORY": str(self.data), "SHIM_LOG": str(self.syncs),
                "SHIM_MILLISECONDS": "400",
                "SHIM_SLOW": str(self.switch("slow")), "SHIM_BROKEN": str(self.switch("broken")),
                "SHIM_FULL": str(self.switch("full"))}
