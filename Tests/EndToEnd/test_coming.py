"""O4: what will run, in the order of time."""

import subprocess

import grpc
import pytest

from daemon import BINARIES, text
from robots.v1 import reason_pb2


def after(count, unit="HOUR"):
    return {"after": {"count": count, "unit": f"TIME_UNIT_{unit}"}}


@pytest.fixture
def shop(daemon):
    """Two robots, one after the other, and items an hour apart."""
    daemon.make_pipeline()
    hello = {"text": text("Hello")}
    daemon.make_robot("week", "write_log", parameters=hello, timing=after(1, "WEEK"))
    daemon.make_robot("day", "write_log", parameters=hello, timing=after(1, "DAY"))
    daemon.make_robot("then", "write_log", parameters=hello,
                      timing={**after(1), "afterPrevious": True})
    for number in range(5):
        daemon.put_deal(f"D-{number}")
        daemon.advance(3600)
    return daemon


def coming(shop, size=1000, **narrowed):
    runs, token = [], ""
    while True:
        page = shop.execute("ListRuns", orderBy="due_time", pageSize=size, pageToken=token,
                            **narrowed)
        runs += page.runs
        token = page.next_page_token
        if not token:
            return runs


def names(runs):
    return [f"{run.robot} {run.item_id}" for run in runs]


def test_everything_comes_in_the_order_of_time_also_after_a_restart(shop):
    expected = ([f"day D-{n}" for n in range(5)] + [f"week D-{n}" for n in range(5)]
                + [f"then D-{n}" for n in range(5)])
    for size in (1, 4, 1000):
        assert names(coming(shop, size)) == expected
    shop.restart()
    runs = coming(shop, 4)
    assert names(runs) == expected
    assert runs[-1].previous_robot == "day" and runs[-1].previous_run == runs[4].id
    assert runs[-1].reason == reason_pb2.REASON_PREVIOUS


def test_it_can_be_narrowed_and_a_page_stays_where_it_was(shop):
    assert names(coming(shop, entityType="deal", itemId="D-2")) == ["day D-2", "week D-2", "then D-2"]
    assert names(coming(shop, robot="week")) == [f"week D-{n}" for n in range(5)]
    page = shop.execute("ListRuns", orderBy="due_time", pageSize=2)
    shop.execute("CancelRun", id=page.runs[0].id)
    shop.put_deal("D-9")
    following = shop.execute("ListRuns", orderBy="due_time", pageSize=2,
                             pageToken=page.next_page_token)
    assert names(following.runs) == ["day D-2", "day D-3"]


def test_a_moved_run_takes_its_new_place_and_a_held_one_comes_first(shop):
    last = coming(shop, robot="week")[-1]
    shop.execute("RescheduleRun", id=last.id, dueTime="2026-03-02T14:00:00Z")
    assert names(coming(shop))[0] == "week D-4"
    shop.execute("PauseAutomation", entityType="deal", itemId="D-4")
    shop.advance(7200)
    [first, *rest] = coming(shop)
    assert names([first]) == ["week D-4"] and first.reason == reason_pb2.REASON_PAUSED
    assert {run.item_id for run in rest if run.hold == reason_pb2.REASON_PAUSED} == {"D-4"}


@pytest.mark.parametrize("request_, field", [
    ({"orderBy": "size"}, "order_by"),
    ({"orderBy": "due_time", "states": ["RUN_STATE_FAILED"]}, "states"),
])
def test_other_orders_are_refused(daemon, request_, field):
    with pytest.raises(grpc.RpcError) as refused:
        daemon.execute("ListRuns", **request_)
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert field in refused.value.details()


def test_robotctl_shows_a_table(shop):
    table = subprocess.run(
        [BINARIES / "robotctl", "--socket", shop.socket, "coming", "--item", "deal/D-1"],
        capture_output=True, text=True, timeout=60, check=True).stdout.splitlines()
    assert [line.split()[0] for line in table[:1]] == ["DUE"] and len(table) == 4
    assert "robot day" in table[3] and "2026-03-03" in table[1]
