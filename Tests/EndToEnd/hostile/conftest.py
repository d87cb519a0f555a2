"""One daemon for all tests of a file: what one attack leaves behind, the next ones would meet."""

import contextlib
import pathlib
import tempfile

import pytest

from daemon import Daemon


@contextlib.contextmanager
def fresh_daemon():
    with tempfile.TemporaryDirectory(prefix="robotd-", dir="/tmp") as name:
        with Daemon(pathlib.Path(name), clock="2026-03-02T08:00:00Z") as running:
            yield running
            assert running.process.poll() is None, running.log.read_text()


@pytest.fixture(scope="module")
def lasting_daemon():
    """The one that is attacked."""
    with fresh_daemon() as running:
        yield running


@pytest.fixture(scope="module")
def twin_daemon():
    """One that is left in peace."""
    with fresh_daemon() as running:
        yield running
