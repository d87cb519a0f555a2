"""What is asked for wrongly: by options, by the configuration, by robotctl's arguments."""

import json
import signal
import subprocess
import time

import grpc
import pytest

from daemon import BINARIES, Daemon, text
from test_calls import violations


def robotd(*arguments):
    return subprocess.run(
        [BINARIES / "robotd", *arguments], capture_output=True, text=True, timeout=30)


def robotctl(daemon, *words, stdin=""):
    return subprocess.run(
        [BINARIES / "robotctl", *words, "--socket", daemon.socket], text=True, input=stdin,
        capture_output=True, timeout=30)


def test_an_executor_of_an_unknown_type_is_refused_at_start(directory):
    path = directory / "robotd.json"
    path.write_text('{\n  "executors": {"nope": "q"}\n}')
    ended = robotd("--config", path, "--socket", directory / "s", "--data-directory",
                   directory / "data")
    assert ended.returncode == 64
    assert f'{path}:2:17: executors: there is no robot type "nope"; expected one of notify, ' in (
        ended.stderr)
    assert not (directory / "data").exists()


def test_an_executor_of_an_unknown_type_is_refused_at_reload(directory):
    with Daemon(directory, configuration={"executors": {"notify": "q"}}) as daemon:
        (directory / "robotd.json").write_text(json.dumps(
            {"executors": {"nope": "q"}, "users": {"1": "ann"}}))
        daemon.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 20
        while "configuration not taken over" not in daemon.log.read_text():
            assert time.monotonic() < deadline, daemon.log.read_text()
            time.sleep(0.01)
        assert 'there is no robot type \\"nope\\"' in daemon.log.read_text()
        types = {type.id: type.executor for type in daemon.rule("ListRobotTypes").robot_types}
        assert types["notify"] == "q"


def test_a_socket_path_that_is_too_long_is_a_mistake_of_the_options(directory):
    path = directory / ("x" * (108 - len(str(directory)) - 1))
    ended = robotd("--socket", path, "--data-directory", directory / "data")
    assert ended.returncode == 64
    assert "has 108 bytes; a socket's path has at most 107" in ended.stderr


BROKEN = [
    (("robot", "create", '{"id": "x",\n "type" }'), "line 2, column 9"),
    (("robot", "update", "{"), "line 1, column 2"),
    (("trigger", "create", "[}"), "line 1, column 2"),
    (("calendar", "create", '{"id": }'), "line 1, column 8"),
    (("call", "robots.v1.RuleService/GetRobot", '{"id" 7}'), "line 1, column 7"),
    (("call", "robots.v1.ExecutionService/WatchRuns", "nothing"), "line 1, column 1"),
    (("robot", "create", '{"id": 7}'), "robot.id"),
    (("robot", "create", '{"idd": "x"}'), "idd"),
]


@pytest.mark.parametrize("words,place", BROKEN)
def test_broken_json_is_wrong_usage(daemon, words, place):
    ended = robotctl(daemon, *words)
    assert ended.returncode == 2, ended
    assert place in ended.stderr


def test_broken_json_names_its_file(daemon, directory):
    path = directory / "robot.json"
    path.write_text("{\n\n]")
    ended = robotctl(daemon, "robot", "create", f"@{path}")
    assert ended.returncode == 2
    assert f"{path}: line 3, column 1" in ended.stderr
    ended = robotctl(daemon, "robot", "create", "-", stdin="{")
    assert ended.returncode == 2
    assert "standard input: line 1" in ended.stderr


def test_every_text_beside_a_good_request_has_a_limit(daemon):
    """Each request is good but for one text, so that only its length can be what is wrong."""
    daemon.make_pipeline()
    daemon.put_deal("D-1", fields={"name": text("Table")})
    long = "x" * 200
    for field in ("causationId", "eventId", "requestId"):
        for method, request in [
            ("PutRecord", {"record": {"entityType": "deal", "id": "D-1"}}),
            ("MoveItem", {"entityType": "deal", "id": "D-1", "stage": "payment"}),
        ]:
            with pytest.raises(grpc.RpcError) as caught:
                daemon.execute(method, **request, **{field: long})
            assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
            assert field.replace("Id", "_id") in violations(caught.value)
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execute("ListRecords", entityType="deal", pageToken="x" * 3000)
    assert "page_token" in violations(caught.value)
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execute("ListRecords", entityType="deal", filter="x" * 2_000_000)
    assert "a text has at most" in caught.value.details()
