"""One daemon for all tests of a file: what one attack leaves behind, the next ones would meet."""

import pathlib
import tempfile

import pytest

from daemon import Daemon


@pytest.fixture(scope="module")
def lasting_daemon():
    with tempfile.TemporaryDirectory(prefix="robotd-", dir="/tmp") as name:
        with Daemon(pathlib.Path(name), clock="2026-03-02T08:00:00Z") as running:
            yield running
            assert running.process.poll() is None, running.log.read_text()
