"""S-34: a simulated clock goes on from where it was, whatever ended the service."""

import grpc
import pytest

from daemon import Daemon

DAY = 86_400


def day(daemon):
    return daemon.execute("GetStatus").time.ToJsonString()


def test_an_answered_advance_is_kept_though_nothing_was_due(directory):
    with Daemon(directory, clock="2026-06-01T08:00:00Z") as daemon:
        daemon.make_pipeline()
        daemon.advance(30 * DAY)
        daemon.restart()
        assert day(daemon) == "2026-07-01T08:00:00Z"
        daemon.advance(0)
        with pytest.raises(grpc.RpcError) as backwards:
            daemon.execute("AdvanceClock", to="2026-06-30T08:00:00Z")
        assert backwards.value.code() == grpc.StatusCode.INVALID_ARGUMENT
        daemon.restart()
        assert day(daemon) == "2026-07-01T08:00:00Z"


def test_late_starts_are_counted(directory):
    """T8: of a robot's runs of the last 30 days."""
    with Daemon(directory, clock="2026-06-01T08:00:00Z") as daemon:
        daemon.make_pipeline()
        daemon.make_robot("greet", "write_log", parameters={"text": {"text": "x"}},
                          timing={"after": {"count": 1, "unit": "TIME_UNIT_HOUR"}})
        daemon.put_deal("D-1")
        daemon.advance(3_600)
        daemon.put_deal("D-2")
        daemon.execute("PauseAutomation", entityType="deal", itemId="D-2")
        daemon.advance(7_200)
        daemon.execute("ResumeAutomation", entityType="deal", itemId="D-2")
        for _ in range(2):
            counts = daemon.rule("GetRobot", id="greet").counts
            assert (counts.succeeded, counts.late) == (2, 1)
            daemon.restart()
