"""Black-box tests: the real robotd binary, driven by stock gRPC clients over its Unix socket."""

import pathlib
import signal
import tempfile

import pytest

import stubs

stubs.generate()

from daemon import Daemon  # noqa: E402  (needs the stubs)

# A shell starts what runs in its background with interrupts ignored, and so would be all programs
# that the tests start, interrupt and wait for.
signal.signal(signal.SIGINT, signal.default_int_handler)


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
