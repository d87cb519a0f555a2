"""Black-box tests: the real robotd binary, driven by stock gRPC clients over its Unix socket."""

import pathlib
import subprocess
import sys
import tempfile

import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]


def generate_stubs():
    """Python modules for proto/, made anew for each session so that they cannot be stale."""
    out = pathlib.Path(tempfile.mkdtemp(prefix="robotd-stubs-"))
    protos = sorted((TOP / "proto" / "robots").rglob("*.proto"))
    protos += sorted((TOP / "proto/third_party/google/type").glob("*.proto"))
    subprocess.run(
        [sys.executable, "-m", "grpc_tools.protoc", "-I", TOP / "proto",
         "-I", TOP / "proto/third_party", f"--python_out={out}", f"--grpc_python_out={out}",
         *map(str, [p for p in protos if "google" not in p.parts])],
        check=True)
    sys.path.insert(0, str(out))


generate_stubs()

from daemon import Daemon  # noqa: E402  (needs the stubs)


@pytest.fixture
def directory():
    """A short path: Unix socket paths are at most 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="robotd-", dir="/tmp") as name:
        yield pathlib.Path(name)


@pytest.fixture
def daemon(directory):
    """A fresh robotd on a simulated clock that starts on a Monday morning."""
    with Daemon(directory, clock="2026-03-02T08:00:00Z") as running:
        yield running


@pytest.fixture
def queue_daemon(directory):
    """The same, with `notify` handed to the queue robot.notify."""
    with Daemon(
        directory, clock="2026-03-02T08:00:00Z",
        configuration={"executors": {"notify": "robot.notify"}},
    ) as running:
        yield running
