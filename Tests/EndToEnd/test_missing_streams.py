"""Programs that are started without standard streams: nothing that they open takes their places."""

import subprocess

import pytest

from daemon import BINARIES, text
from test_maintenance import maintain


def without(*streams):
    """Wraps a command that is to start without these streams."""
    closed = " ".join(f"{number}<&-" for number in streams)
    return ["sh", "-c", f'exec "$0" "$@" {closed}']


def robotctl(daemon, *words, missing):
    return subprocess.run(
        [*without(*missing), BINARIES / "robotctl", *words, "--socket", daemon.socket],
        timeout=60).returncode


@pytest.mark.parametrize("missing", [(1,), (0, 1), (0, 1, 2)])
def test_a_backup_is_whole_where_nobody_can_be_told_of_it(daemon, missing):
    daemon.make_pipeline()
    daemon.put_deal("D-1", fields={"name": text("Oak table")})
    archive = daemon.directory / "shop.tar"
    assert robotctl(daemon, "backup", archive, missing=missing) == 1
    restored = daemon.directory / "restored"
    status, _, said = maintain("restore", restored, archive)
    assert status == 0, said


@pytest.mark.parametrize(
    "words", [("record", "list", "deal"), ("history", "list"), ("status",),
              ("record", "list", "deal", "-o", "json")])
def test_what_cannot_be_shown_is_a_failure(daemon, words):
    daemon.make_pipeline()
    daemon.put_deal("D-1")
    assert robotctl(daemon, *words, missing=(1,)) == 1
    assert robotctl(daemon, *words, missing=(0,)) == 0


def test_a_daemon_without_streams_serves(daemon):
    daemon.stop()
    daemon.start(wrapper=without(0, 1, 2))
    daemon.make_pipeline()
    daemon.put_deal("D-1", fields={"name": text("Oak table")})
    assert daemon.stop() == 0
    status, _, said = maintain("check", daemon.data)
    assert status == 0, said
    daemon.start()
    assert daemon.execute("GetRecord", entityType="deal", id="D-1").record.id == "D-1"
