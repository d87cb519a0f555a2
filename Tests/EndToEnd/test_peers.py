"""S-29: who a peer is, and what it may do, as the kernel and the configuration say."""

import contextlib
import json
import os
import signal
import subprocess

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from robots.v1 import execution_service_pb2, execution_service_pb2_grpc

from daemon import BINARIES, Daemon, wait_until

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become another user")

ANNA, SIDECAR, MONITOR, BEN, STRANGER = 40_001, 40_002, 40_003, 40_004, 40_005
CONFIGURATION = {
    "users": {str(ANNA): "anna", str(BEN): "ben"},
    "trusted": [SIDECAR],
    "allowed_users": [MONITOR],
    "administrators": ["anna"],
}


@pytest.fixture
def open_daemon(directory):
    """A daemon whose socket anybody can reach, so that only the configuration decides."""
    directory.chmod(0o755)
    with Daemon(directory, configuration=CONFIGURATION) as daemon:
        daemon.socket.chmod(0o666)
        yield daemon


@contextlib.contextmanager
def acting_as(uid):
    """The kernel notes the effective user at the moment a connection is made."""
    os.seteuid(uid)
    try:
        yield
    finally:
        os.seteuid(0)


@contextlib.contextmanager
def channel_of(daemon, uid):
    with daemon.new_channel() as channel:
        with acting_as(uid):
            grpc.channel_ready_future(channel).result(timeout=10)
        yield channel


def outcome(channel, metadata=()):
    stub = execution_service_pb2_grpc.ExecutionServiceStub(channel)
    try:
        stub.GetStatus(execution_service_pb2.GetStatusRequest(), metadata=metadata, timeout=10)
        return grpc.StatusCode.OK
    except grpc.RpcError as error:
        return error.code()


@pytest.mark.parametrize("uid, code", [
    (ANNA, grpc.StatusCode.OK),
    (BEN, grpc.StatusCode.PERMISSION_DENIED),
    (MONITOR, grpc.StatusCode.PERMISSION_DENIED),
    (SIDECAR, grpc.StatusCode.PERMISSION_DENIED),
])
def test_a_peer_has_the_rights_of_its_user(open_daemon, uid, code):
    with channel_of(open_daemon, uid) as channel:
        assert outcome(channel) == code


@pytest.mark.parametrize("uid", [ANNA, BEN, MONITOR, SIDECAR])
def test_everybody_who_may_connect_may_ask_for_health(open_daemon, uid):
    with channel_of(open_daemon, uid) as channel:
        answer = health_pb2_grpc.HealthStub(channel).Check(
            health_pb2.HealthCheckRequest(), timeout=10)
        assert answer.status == health_pb2.HealthCheckResponse.SERVING


def test_only_a_trusted_peer_may_name_a_user(open_daemon):
    for_anna = [("robots-user", "anna")]
    with channel_of(open_daemon, SIDECAR) as channel:
        assert outcome(channel, for_anna) == grpc.StatusCode.OK
        assert outcome(channel, [("robots-user", "ben")]) == grpc.StatusCode.PERMISSION_DENIED
        assert outcome(channel, [("robots-user", "system")]) == grpc.StatusCode.PERMISSION_DENIED
        assert outcome(channel) == grpc.StatusCode.PERMISSION_DENIED
    for uid in [ANNA, BEN, MONITOR]:
        with channel_of(open_daemon, uid) as channel:
            assert outcome(channel, for_anna) == grpc.StatusCode.PERMISSION_DENIED


def test_a_user_without_rights_cannot_watch_or_work(open_daemon):
    with channel_of(open_daemon, BEN) as channel:
        stub = execution_service_pb2_grpc.ExecutionServiceStub(channel)
        hello = execution_service_pb2.WorkRequest(
            hello=execution_service_pb2.WorkHello(queues=["mail"], credit=1))
        for stream in [
            stub.WatchRuns(execution_service_pb2.WatchRunsRequest(), timeout=10),
            stub.Work(iter([hello]), timeout=10),
        ]:
            with pytest.raises(grpc.RpcError) as refusal:
                next(stream)
            assert refusal.value.code() == grpc.StatusCode.PERMISSION_DENIED


def test_robotctl_says_why_it_may_have_been_turned_away(open_daemon):
    """The service says nothing to an account that it does not know; its log does."""
    done = subprocess.run(
        [BINARIES / "robotctl", "status", "--socket", open_daemon.socket],
        user=STRANGER, capture_output=True, text=True, timeout=60)
    assert done.returncode == 7
    assert "closed the connection without a word; perhaps it does not know this account" in (
        done.stderr)
    assert f"this uid may not connect\" uid={STRANGER}" in open_daemon.log.read_text()


def test_administrators_whom_nobody_knows_are_told_of(directory):
    """An account's name among them is a mistake that would go unnoticed."""
    configuration = CONFIGURATION | {"administrators": ["anna", "www-data", "cleo"]}
    daemon = Daemon(directory, configuration=configuration)
    with daemon:
        assert "administrators=cleo,www-data" in daemon.log.read_text()
        daemon.execute("PutRecord", record={"entityType": "user", "id": "cleo"})
        path = directory / "robotd.json"
        path.write_text(json.dumps(configuration))
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: "configuration read again" in daemon.log.read_text())
        wait_until(lambda: "administrators=www-data" in daemon.log.read_text())
