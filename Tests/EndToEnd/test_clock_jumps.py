"""K9: the wall clock is set while the service runs or stands still: nothing is lost or early."""

import time

import pytest

from robots.v1 import run_pb2
from shims.preload import ClockedDaemon

HOUR = 3_600_000
DAY = 24 * HOUR
DELAYS = {"soon": 10, "today": 30 * 60, "later": 2 * 3_600, "next-week": 7 * 24 * 3_600}


@pytest.fixture
def clocked(directory):
    with ClockedDaemon(directory) as daemon:
        daemon.make_pipeline()
        for robot, seconds in DELAYS.items():
            daemon.make_robot(robot, "write_log", parameters={"text": {"text": robot}},
                              timing={"after": {"count": seconds, "unit": "TIME_UNIT_SECOND"}})
        daemon.put_deal("D-1")
        yield daemon


def milliseconds(timestamp):
    return timestamp.seconds * 1_000 + timestamp.nanos // 1_000_000


def ended(daemon):
    """The robots that have run; each at its time or later, on the service's clock."""
    found = set()
    for robot, run in daemon.runs("D-1").items():
        if run.state == run_pb2.RUN_STATE_SUCCEEDED:
            assert milliseconds(run.start_time) >= milliseconds(run.due_time), robot
            found.add(robot)
    return found


def wait_until_ended(daemon, expected):
    deadline = time.monotonic() + 20
    while ended(daemon) != expected:
        assert time.monotonic() < deadline, (ended(daemon), expected)


def jump(daemon, offset, while_running):
    if while_running:
        daemon.set_clock(offset)
    else:
        daemon.kill()
        daemon.set_clock(offset)
        daemon.start()


# How far the clock is set, and which robots are due then.
JUMPS = {
    "an hour back": (-HOUR, set()),
    "an hour on": (HOUR, {"soon", "today"}),
    "a day on": (DAY, {"soon", "today", "later"}),
    "ten years back": (-3_650 * DAY, set()),
}


@pytest.mark.parametrize("while_running", [True, False], ids=["running", "stopped"])
@pytest.mark.parametrize("name", JUMPS)
def test_a_jump(clocked, name, while_running):
    offset, due = JUMPS[name]
    jump(clocked, offset, while_running)
    wait_until_ended(clocked, due)
    if offset < 0:
        status = clocked.execute("GetStatus")
        assert status.clock_behind.seconds >= -offset // 1_000 - 60
    # Back to the right time, then past everything: each has run once.
    jump(clocked, 0, while_running)
    assert ended(clocked) == due
    jump(clocked, 8 * DAY, while_running)
    wait_until_ended(clocked, set(DELAYS))
    logged = [entry.text for entry in clocked.history("D-1") if entry.text in DELAYS]
    assert sorted(logged) == sorted(DELAYS)

