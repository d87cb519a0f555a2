"""S-36: what is over is kept for a while, then removed in small steps."""

import subprocess

import pytest

from daemon import BINARIES, Daemon, text

DAY = 86400


@pytest.fixture
def shop(daemon):
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": text("{{name}} came in")})
    return daemon


def walk(daemon, ids):
    """Each deal enters a stage, where a robot writes, and leaves it."""
    for id in ids:
        daemon.put_deal(id, fields={"name": text(id)})
        daemon.put_deal(id, stage="documents")


def status(daemon):
    return daemon.execute("GetStatus")


def kept(daemon):
    store = status(daemon).store
    return store.runs, store.visits, store.history_entries


def everything(daemon):
    return (
        [run.SerializeToString() for run in daemon.execute("ListRuns", pageSize=1000).runs],
        [entry.SerializeToString()
         for entry in daemon.execute("ListHistory", pageSize=1000).entries],
        kept(daemon))


def test_a_year_goes_by(shop):
    walk(shop, ["D-1", "D-2"])
    runs, visits, entries = kept(shop)
    assert runs == 2 and visits == 4 and entries > 4
    shop.advance(89 * DAY)
    assert kept(shop) == (runs, visits, entries)
    walk(shop, ["D-3"])
    shop.advance(2 * DAY)
    assert kept(shop)[0] == 1, "runs that ended 91 days ago are gone when the call is answered"
    assert not shop.runs("D-1") and shop.runs("D-3")
    shop.advance(275 * DAY)
    assert shop.history("D-1") == [] and len(shop.history("D-3")) > 2
    assert kept(shop)[:2] == (0, 4)
    record = shop.execute("GetRecord", entityType="deal", id="D-1").record
    assert record.stage == "documents"
    shop.restart()
    assert kept(shop)[:2] == (0, 4)


def test_the_status_says_what_is_kept_and_when_the_next_sweep_is_due(shop):
    walk(shop, ["D-1"])
    retention = status(shop).retention
    assert (retention.history_days, retention.run_days, retention.deleted_days) == (365, 90, 90)
    assert retention.next_sweep_time.ToJsonString() == "2026-03-03T00:00:00Z"
    assert retention.run_bytes > 0 and retention.history_bytes > 0
    shop.advance(100 * DAY)
    retention = status(shop).retention
    assert retention.removed_runs == 1 and retention.removed_history_entries == 0
    shown = subprocess.run(
        [BINARIES / "robotctl", "status", "--socket", shop.socket],
        capture_output=True, text=True, timeout=60).stdout
    assert "history 365 days, runs 90 days, deleted 90 days" in shown


def test_a_crash_in_the_middle_of_a_sweep_changes_nothing(directory):
    """K2: whenever the service is killed, the same is left in the end."""
    results = []
    for name, kills in [("whole", 0), ("killed", 6)]:
        place = directory / name
        place.mkdir()
        with Daemon(place, clock="2026-03-02T08:00:00Z") as daemon:
            daemon.make_pipeline()
            daemon.make_robot("log", "write_log", parameters={"text": text("{{name}}")})
            walk(daemon, [f"D-{number}" for number in range(400)])
            call = daemon.execution.AdvanceClock.future(advance_request(400 * DAY))
            for _ in range(kills):
                # The sweep is under way, or not begun, or over: each must do.
                daemon.restart()
                call = daemon.execution.AdvanceClock.future(
                    advance_to("2027-04-06T08:00:00Z"))
            call.result(timeout=60)
            store = status(daemon).store
            results.append((store.runs, store.visits, store.history_entries))
            daemon.restart()
            store = status(daemon).store
            results.append((store.runs, store.visits, store.history_entries))
    assert set(results) == {(0, 400, 0)}


def test_a_deleted_record_leaves_nothing_but_its_name(shop):
    walk(shop, ["D-1"])
    shop.execute("DeleteRecord", entityType="deal", id="D-1")
    shop.advance(89 * DAY)
    assert shop.history("D-1")
    shop.advance(2 * DAY)
    assert shop.history("D-1") == [] and kept(shop) == (0, 0, 0)


def test_periods_are_configured(directory):
    with Daemon(
        directory, clock="2026-03-02T08:00:00Z",
        configuration={"history_days": 40, "run_days": 31, "deleted_days": 1},
    ) as daemon:
        daemon.make_pipeline()
        daemon.make_robot("log", "write_log", parameters={"text": text("Hi")})
        walk(daemon, ["D-1"])
        daemon.advance(32 * DAY)
        assert kept(daemon)[0] == 0 and daemon.history("D-1")
        daemon.advance(10 * DAY)
        assert daemon.history("D-1") == []


@pytest.mark.parametrize("name, value", [
    ("history_days", 0), ("run_days", 30), ("run_days", 1.5), ("deleted_days", "90"),
    ("history_days", 36501),
])
def test_a_period_that_cannot_be_is_refused(directory, name, value):
    path = directory / "robotd.json"
    path.write_text(f'{{"{name}": {value!r}}}'.replace("'", '"'))
    done = subprocess.run(
        [BINARIES / "robotd", "--config", path, "--data-directory", directory / "data",
         "--socket", directory / "s"], capture_output=True, text=True, timeout=20)
    assert done.returncode == 64 and "a whole number of days" in done.stderr


def advance_request(seconds):
    from robots.v1 import execution_service_pb2
    request = execution_service_pb2.AdvanceClockRequest()
    request.by.seconds = seconds
    return request


def advance_to(time):
    from robots.v1 import execution_service_pb2
    request = execution_service_pb2.AdvanceClockRequest()
    request.to.FromJsonString(time)
    return request
