"""--sync none: changes are in snapshots alone; what is lost is said, and is never more."""

import subprocess
import threading
import time

import grpc
import pytest

from daemon import BINARIES, Daemon, text
from robots.v1 import execution_service_pb2

CLOCK = "2026-03-02T08:00:00Z"


@pytest.fixture
def start(directory):
    """Starts daemons on one directory, with a policy and settings."""
    made = []

    def make(policy="none", **configuration):
        for old in made:
            old.__exit__()
        daemon = Daemon(directory, clock=CLOCK, configuration=configuration,
                        arguments=["--sync", policy])
        made.append(daemon)
        daemon.start()
        return daemon

    yield make
    for daemon in made:
        daemon.__exit__()


@pytest.fixture
def shop(start):
    daemon = start()
    daemon.make_pipeline()
    daemon.make_robot("greet", "write_log", parameters={"text": text("Hello {{name}}")})
    daemon.make_robot("later", "write_log", parameters={"text": text("Again {{name}}")},
                      timing={"after": {"count": 1, "unit": "TIME_UNIT_HOUR"}})
    return daemon


def deals(daemon):
    return {record.id for record in daemon.execute(
        "ListRecords", entityType="deal", pageSize=1000).records}


def test_a_stop_keeps_everything(shop):
    shop.put_deal("D-1", fields={"name": text("Roof")})
    assert shop.stop() == 0
    shop.start()
    assert deals(shop) == {"D-1"} and set(shop.runs("D-1")) == {"greet", "later"}
    shop.advance(3600)
    shop.stop()
    shop.start()
    assert [entry.text for entry in shop.history("D-1") if entry.text] == [
        "Hello Roof", "Again Roof"]


def test_a_kill_takes_what_came_after_the_last_snapshot_and_no_more(shop):
    for round in range(4):
        shop.put_deal(f"kept-{round}")
        shop.execute("Snapshot")
        shop.put_deal(f"lost-{round}")
        shop.execute("MoveItem", entityType="deal", id=f"kept-{round}", stage="documents")
        shop.restart()
        assert deals(shop) == {f"kept-{number}" for number in range(round + 1)}
        record = shop.execute("GetRecord", entityType="deal", id=f"kept-{round}").record
        assert record.stage == "new"


def test_nothing_is_written_between_snapshots(shop):
    shop.execute("Snapshot")
    files = {path.name: path.read_bytes() for path in shop.data.glob("*.journal")}
    for number in range(50):
        shop.put_deal(f"D-{number}", fields={"name": text("a trace of it")})
    assert {path.name: path.read_bytes() for path in shop.data.glob("*.journal")} == files


def test_a_snapshot_follows_a_change_in_time(start):
    daemon = start(snapshot_interval=1)
    daemon.make_pipeline()
    daemon.put_deal("D-1")
    deadline = time.monotonic() + 30
    while not daemon.execute("GetStatus").journal.snapshot_sequence:
        assert time.monotonic() < deadline
    daemon.restart()
    assert deals(daemon) == {"D-1"}


def test_without_a_change_there_is_no_further_snapshot(start):
    daemon = start(snapshot_interval=1)
    daemon.make_pipeline()
    daemon.put_deal("D-1")
    daemon.execute("Snapshot")
    count = daemon.log.read_text().count("snapshot written")
    # Two intervals long nothing is asked of it that changes anything, then it stops.
    until = time.monotonic() + 2.5
    while time.monotonic() < until:
        assert deals(daemon) == {"D-1"}
    assert daemon.stop() == 0
    assert daemon.log.read_text().count("snapshot written") == count


def test_a_snapshot_under_load_is_exact(start):
    """What was answered before it is in it; what it holds fits together."""
    daemon = start(snapshot_interval=1)
    daemon.make_pipeline()
    daemon.make_robot("greet", "write_log", parameters={"text": text("Hello {{name}}")})
    daemon.make_robot("go", "change_stage", stage="documents",
                      parameters={"stage": text("payment")})
    stopping = threading.Event()
    answered = [[] for _ in range(3)]

    def put(worker):
        number = 0
        while not stopping.is_set():
            id = f"{worker}-{number}"
            try:
                daemon.put_deal(id, fields={"name": text(id)})
                daemon.execute("MoveItem", entityType="deal", id=id, stage="documents")
            except grpc.RpcError:
                return
            answered[worker].append(id)
            number += 1

    for round in range(3):
        threads = [threading.Thread(target=put, args=[worker]) for worker in range(3)]
        for ids in answered:
            ids.clear()
        for thread in threads:
            thread.start()
        for _ in range(4):
            before = [len(ids) for ids in answered]
            daemon.execute("Snapshot")
        daemon.kill()
        stopping.set()
        for thread in threads:
            thread.join()
        stopping.clear()
        daemon.start()
        for ids, count in zip(answered, before):
            for id in ids[:count]:
                record = daemon.execute("GetRecord", entityType="deal", id=id).record
                assert record.stage == "payment", f"{id} was answered before the snapshot"
                assert daemon.runs(id)["greet"].finish_time.seconds
        for page in daemon.execute("ListRecords", entityType="deal", pageSize=1000).records:
            daemon.execute("DeleteRecord", entityType="deal", id=page.id)


def test_one_may_change_from_one_way_to_the_other(start):
    daemon = start("always")
    daemon.make_pipeline()
    daemon.put_deal("with-1")
    daemon.kill()
    daemon = start("none")
    assert deals(daemon) == {"with-1"}
    daemon.put_deal("without-1")
    daemon.execute("Snapshot")
    daemon.put_deal("lost")
    daemon.kill()
    daemon = start("always")
    assert deals(daemon) == {"with-1", "without-1"}
    daemon.put_deal("with-2")
    daemon.restart()
    assert deals(daemon) == {"with-1", "without-1", "with-2"}
    daemon.stop()
    done = subprocess.run([BINARIES / "robotd", "check", "--data-directory", daemon.data],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_damaged_snapshot_is_not_replaced_by_an_older_state(shop):
    shop.put_deal("D-1")
    shop.execute("Snapshot")
    shop.put_deal("D-2")
    shop.execute("Snapshot")
    shop.kill()
    [snapshot] = shop.data.glob("*.snapshot")
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 2] ^= 1
    snapshot.write_bytes(content)
    with pytest.raises(AssertionError, match="robotd ended with 65"):
        shop.start()


def test_the_loss_is_said_wherever_one_looks(shop):
    journal = shop.execute("GetStatus").journal
    assert journal.sync == "none"
    assert journal.loss_window == (
        "everything since the last snapshot, and so can the end of the process; one is begun at "
        "most 60 s after a change")
    shown = subprocess.run([BINARIES / "robotctl", "--socket", shop.socket, "status"],
                           capture_output=True, text=True, timeout=60).stdout
    assert "can take everything since the last snapshot" in shown
    help = subprocess.run([BINARIES / "robotd", "--help"], capture_output=True, text=True).stdout
    assert "Only with none does the death of the process take anything" in help
    assert "the journal takes no changes" in shop.log.read_text()


def test_changes_cannot_be_followed(shop):
    with pytest.raises(grpc.RpcError) as refused:
        next(shop.execution.WatchChanges(execution_service_pb2.WatchChangesRequest()))
    assert refused.value.code() == grpc.StatusCode.FAILED_PRECONDITION


def test_erasing_leaves_no_trace_here_either(shop):
    shop.put_deal("D-1", fields={"name": text("Zofia Zimowska")})
    shop.execute("Snapshot")
    shop.execute("EraseRecord", entityType="deal", id="D-1")
    for path in shop.data.rglob("*"):
        assert not path.is_file() or b"Zimowska" not in path.read_bytes(), path
    shop.restart()
    assert deals(shop) == set()
