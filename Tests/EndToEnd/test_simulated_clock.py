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
