"""O9: robots that are run on the items that were there before them, through kill -9."""

import json
import subprocess
import time

import grpc
import pytest

from daemon import BINARIES, Daemon, text
from robots.v1 import reason_pb2, run_pb2

COUNT = 600


@pytest.fixture
def shop(directory):
    """A daemon on the real clock with items in its first stage, and a robot that is new to them."""
    with Daemon(directory) as running:
        running.make_pipeline()
        for number in range(COUNT):
            running.put_deal(f"D-{number}", suppressAutomation=number % 2 == 1)
        running.make_robot("thank", "write_log", parameters={"text": text("Thanks")})
        yield running


def application(shop):
    [found] = shop.rule("ListApplications", robot="thank").applications
    return found


def wait_until(shop, reached):
    """Asks until it is so: what is awaited comes by itself."""
    deadline = time.monotonic() + 60
    while not reached(application(shop)):
        assert time.monotonic() < deadline, application(shop)
    return application(shop)


def all_runs(shop, **more):
    runs, token = [], ""
    while True:
        page = shop.execute("ListRuns", robot="thank", pageSize=1000, pageToken=token, **more)
        runs += page.runs
        token = page.next_page_token
        if not token:
            return runs


def test_the_preview_counts_exactly_and_kill_9_loses_and_repeats_nothing(shop):
    preview = shop.rule("ApplyToExisting", robot="thank", validateOnly=True).application
    assert preview.item_count == COUNT and preview.items_per_second == 10
    assert not preview.HasField("begin_time") and not all_runs(shop)
    assert not shop.rule("ListApplications").applications
    shop.rule("ApplyToExisting", robot="thank", itemsPerSecond=200)
    for part in (COUNT // 5, COUNT // 2):
        seen = wait_until(shop, lambda found: found.run_count >= part).run_count
        shop.restart()
        assert COUNT > application(shop).run_count >= seen
    wait_until(shop, lambda found: found.HasField("end_time"))
    ended = application(shop)
    assert (ended.run_count, ended.item_count, ended.reason) == (COUNT, COUNT, 0)
    # 600 items, 200 in a second.
    assert ended.end_time.ToMilliseconds() - ended.begin_time.ToMilliseconds() >= 2_900
    runs = all_runs(shop)
    assert len(runs) == len({run.item_id for run in runs}) == COUNT
    assert {run.state for run in runs} == {run_pb2.RUN_STATE_SUCCEEDED}
    assert shop.rule("ApplyToExisting", robot="thank").application.item_count == 0
    assert len(all_runs(shop)) == COUNT


def test_it_can_be_ended_and_its_pace_be_changed(shop):
    shop.rule("ApplyToExisting", robot="thank", itemsPerSecond=1)
    wait_until(shop, lambda found: found.run_count > 0)
    assert shop.rule("ApplyToExisting", robot="thank",
                     itemsPerSecond=500).application.run_count > 0
    wait_until(shop, lambda found: found.run_count > 50)
    ended = shop.rule("CancelApplication", robot="thank").application
    assert ended.reason == reason_pb2.REASON_BY_PERSON and ended.HasField("end_time")
    assert application(shop) == ended and len(all_runs(shop)) == ended.run_count
    with pytest.raises(grpc.RpcError) as refused:
        shop.rule("CancelApplication", robot="thank")
    assert refused.value.code() == grpc.StatusCode.FAILED_PRECONDITION
    left = shop.rule("ApplyToExisting", robot="thank", validateOnly=True).application
    assert left.item_count == COUNT - ended.run_count


@pytest.mark.parametrize("pace", [-1, 1001])
def test_a_pace_beyond_the_limit_is_refused(daemon, pace):
    with pytest.raises(grpc.RpcError) as refused:
        daemon.rule("ApplyToExisting", robot="thank", itemsPerSecond=pace)
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "items_per_second" in refused.value.details() and "1000" in refused.value.details()


def test_robotctl_applies_and_tells_how_far_it_is(shop):
    def robotctl(*words):
        return subprocess.run(
            [BINARIES / "robotctl", "--socket", shop.socket, *words],
            capture_output=True, text=True, timeout=60, check=True)

    assert robotctl("robot", "apply", "thank", "--dry-run").stdout.split()[0] == str(COUNT)
    told = robotctl("robot", "apply", "thank", "--rate", "1000", "--wait")
    assert told.stdout == f"done: {COUNT} of {COUNT} items\n"
    table = robotctl("robot", "applications").stdout
    assert [str(COUNT), str(COUNT), "1000/s"] == table.splitlines()[1].split()[2:5]
    reply = json.loads(robotctl("robot", "apply", "thank", "-o", "json").stdout)
    assert reply["application"]["robot"] == "thank"
    assert "itemCount" not in reply["application"] or reply["application"]["itemCount"] == "0"


def test_it_ends_behind_a_thousand_items(directory):
    with Daemon(directory, clock="2026-03-02T08:00:00Z") as shop:
        shop.make_pipeline()
        for number in range(1_000):
            shop.put_deal(f"D-{number}")
        shop.make_robot("thank", "write_log", parameters={"text": text("Thanks")})
        shop.rule("ApplyToExisting", robot="thank", itemsPerSecond=1_000)
        shop.advance(5)
        ended = application(shop)
        assert ended.run_count == 1_000 and ended.HasField("end_time")
