"""K6, K7 and the sync policies: what the service does when the disk is slow, broken or full."""

import subprocess
import time

import grpc
import pytest

from daemon import BINARIES
from shims.preload import TroubledDaemon

TEXT = "x" * 60_000


@pytest.fixture
def troubled(directory):
    """Makes a daemon on a troubled disk, with a pipeline in it."""
    made = []

    def make(*arguments, **options):
        daemon = TroubledDaemon(directory, clock="2026-06-01T08:00:00Z", arguments=arguments,
                                **options)
        made.append(daemon)
        daemon.start()
        daemon.make_pipeline()
        return daemon

    yield make
    for daemon in made:
        daemon.__exit__()


def put_seconds(daemon, id):
    start = time.monotonic()
    daemon.put_deal(id)
    return time.monotonic() - start


def test_a_failed_sync_is_final(troubled):
    """K6: nothing is acknowledged after it, it is not tried again, and the process says so."""
    daemon = troubled()
    daemon.put_deal("D-1")
    before = len(daemon.sync_lines())
    daemon.turn_on("broken")
    with pytest.raises(grpc.RpcError) as refused:
        daemon.put_deal("D-2")
    assert refused.value.code() == grpc.StatusCode.UNAVAILABLE
    assert daemon.process.wait(timeout=20) == 69
    failed = [line for line in daemon.sync_lines()[before:] if line.endswith("failed")]
    journal = [line for line in failed if ".journal" in line]
    assert len(journal) == 1, f"a failed sync was tried again: {failed}"
    said = daemon.log.read_text()
    assert "cannot be made durable" in said and "0000000001.journal" in said
    daemon.turn_off("broken")
    daemon.start()
    assert daemon.execute("GetRecord", entityType="deal", id="D-1").record.id == "D-1"
    daemon.put_deal("D-3")


def test_always_waits_for_the_sync(troubled):
    """The control of the two below: with a slow disk the answer is slow."""
    daemon = troubled()
    daemon.turn_on("slow")
    assert put_seconds(daemon, "D-1") >= 0.4
    journal = daemon.execute("GetStatus").journal
    assert (journal.sync, journal.loss_window) == ("always", "nothing that was answered")


@pytest.mark.parametrize("policy", ["interval", "never"])
def test_other_policies_answer_what_is_written(troubled, policy):
    daemon = troubled("--sync", policy)
    daemon.turn_on("slow")
    assert put_seconds(daemon, "D-1") < 0.3
    journal = daemon.execute("GetStatus").journal
    assert journal.sync == policy and "power" in journal.loss_window
    # kill -9 loses nothing: it was written, and the system has it.
    daemon.turn_off("slow")
    daemon.restart()
    assert daemon.execute("GetRecord", entityType="deal", id="D-1").record.id == "D-1"


def test_interval_syncs_at_intervals_and_never_does_not(troubled, directory):
    daemon = troubled("--sync", "interval", configuration={"sync_interval": 0.05})
    syncs = len(daemon.sync_lines())
    deadline = time.monotonic() + 20
    while daemon.execute("GetStatus").journal.durable_sequence == 0 or \
            len(daemon.sync_lines()) < syncs + 3:
        assert time.monotonic() < deadline
        daemon.put_deal(f"D-{time.monotonic()}")
    daemon.stop()
    daemon.arguments = ["--sync", "never", *daemon.arguments[2:]]
    daemon.start()
    syncs = [line for line in daemon.sync_lines() if ".journal" in line]
    for number in range(200):
        daemon.put_deal(f"N-{number}")
    assert [line for line in daemon.sync_lines() if ".journal" in line] == syncs
    # A snapshot counts only when all that it tells of is durable, whatever the policy.
    daemon.execute("Snapshot")
    journal = daemon.execute("GetStatus").journal
    assert journal.durable_sequence == journal.last_sequence == journal.snapshot_sequence


def fill(daemon):
    """Puts until the disk is full; returns the ids that were answered."""
    answered = []
    for number in range(600):
        try:
            daemon.put_deal(f"F-{number}", fields={"name": {"text": TEXT}})
            answered.append(f"F-{number}")
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.UNAVAILABLE
            assert "no room" in error.details() or "ENOSPC" in error.details() or \
                "space" in error.details(), error.details()
            return answered
    raise AssertionError("the disk was never full")


def test_a_full_disk_refuses_changes_and_nothing_else(troubled):
    """K7: changes are refused, reads go on, due actions wait; there is room again: all goes on."""
    daemon = troubled()
    daemon.make_robot("later", "write_log", parameters={"text": {"text": "late {{name}}"}},
                      timing={"after": {"count": 1, "unit": "TIME_UNIT_HOUR"}})
    daemon.turn_on("full")
    answered = fill(daemon)
    assert answered
    assert daemon.execute("GetRecord", entityType="deal", id=answered[-1]).record.id
    with pytest.raises(grpc.RpcError):
        daemon.put_deal("refused")
    with pytest.raises(grpc.RpcError) as missing:
        daemon.execute("GetRecord", entityType="deal", id="refused")
    assert missing.value.code() == grpc.StatusCode.NOT_FOUND
    assert "no room" in daemon.execute("GetStatus").journal.obstacle or \
        "space" in daemon.execute("GetStatus").journal.obstacle
    status = subprocess.run([BINARIES / "robotctl", "status", "--socket", daemon.socket],
                            capture_output=True, text=True, timeout=60)
    assert "REFUSING CHANGES" in status.stdout
    checked = daemon.execute("PutRecord", validateOnly=True, record={
        "entityType": "deal", "id": "checked", "pipeline": "sales", "stage": "new"})
    assert checked.record.stage == "new"

    with pytest.raises(grpc.RpcError) as waiting:
        daemon.execute("AdvanceClock", by="7200s")
    assert waiting.value.code() == grpc.StatusCode.UNAVAILABLE
    assert daemon.runs(answered[0])["later"].state == daemon.runs(answered[-1])["later"].state

    def why():
        return daemon.execute("Explain", entityType="deal", itemId=answered[0],
                              robot="later").summary

    assert "until the disk has room" in why()
    daemon.turn_off("full")
    deadline = time.monotonic() + 20
    while True:
        try:
            daemon.put_deal("again")
            break
        except grpc.RpcError:
            assert time.monotonic() < deadline
    assert not daemon.execute("GetStatus").journal.obstacle and "disk" not in why()
    assert daemon.execute("AdvanceClock", by="7200s").run_count == len(answered) + 1
    daemon.restart()
    found = {record.id for page in pages(daemon) for record in page.records}
    assert found == {*answered, "again"}


def pages(daemon):
    token = ""
    while True:
        page = daemon.execute("ListRecords", entityType="deal", pageSize=20, pageToken=token)
        yield page
        token = page.next_page_token
        if not token:
            return


def test_a_stop_on_a_full_disk_is_clean(troubled):
    """No room for the last snapshot is no reason to fail: the journal has it all."""
    daemon = troubled()
    daemon.turn_on("full")
    answered = fill(daemon)
    assert daemon.stop() == 0
    daemon.turn_off("full")
    daemon.start()
    assert daemon.execute("GetRecord", entityType="deal", id=answered[-1]).record.id
