"""robotctl's commands that stay with a stream: what comes is shown as it comes."""

import json
import signal
import subprocess

import pytest
from daemon import BINARIES, text


@pytest.fixture
def stream():
    """Starts robotctl on a call that goes on, and ends it if the test has not."""
    processes = []

    def start(daemon, *words):
        process = subprocess.Popen(
            [BINARIES / "robotctl", *words, "--socket", daemon.socket],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_watch_shows_runs_as_they_change(daemon, stream):
    daemon.make_pipeline()
    daemon.make_robot("greet", "write_log", parameters={"text": {"text": "welcome"}})
    watch = stream(daemon, "watch", "-o", "json")
    assert json.loads(watch.stdout.readline()) == {}, "from here on nothing is missed"
    daemon.put_deal("D-1", fields={"name": text("Oak table")})
    run = json.loads(watch.stdout.readline())["run"]
    assert run["robot"] == "greet" and run["itemId"] == "D-1", run
    watch.send_signal(signal.SIGINT)
    assert watch.wait(timeout=30) == -signal.SIGINT


def test_work_takes_actions_and_answers_them(queue_daemon, stream):
    queue_daemon.make_pipeline()
    queue_daemon.make_robot("tell", "notify", parameters={
        "text": {"text": "{{name}}"}, "recipients": {"list": {"values": [{"text": "user:ann"}]}}})
    work = stream(queue_daemon, "work", "robot.notify", "--count", "1")
    queue_daemon.put_deal("D-1", fields={"name": text("Oak table")})
    output, errors = work.communicate(timeout=30)
    assert work.returncode == 0, errors
    assert output.startswith("notify  deal/D-1") and "Oak table" in output, output
    assert queue_daemon.runs("D-1")["tell"].state == 4, "succeeded"


@pytest.mark.parametrize("method, first", [
    ("robots.v1.ExecutionService/WatchRuns", {}),
    ("grpc.health.v1.Health/Watch", {"status": "SERVING"}),
])
def test_call_shows_what_a_stream_brings(daemon, stream, method, first):
    call = stream(daemon, "call", method, "{}")
    assert json.loads(call.stdout.readline()) == first


@pytest.mark.parametrize("words, code", [
    (("watch",), 0), (("watch", "changes"), 0), (("work", "robot.notify"), 0),
    (("work", "robot.notify", "--count", "1"), 8),
    (("call", "ExecutionService/WatchRuns"), 8),
])
def test_a_time_that_is_given_ends_a_stream(queue_daemon, stream, words, code):
    """Well where it is told to go on until then, and not where something was waited for."""
    ended = stream(queue_daemon, *words, "--timeout", "1")
    _, errors = ended.communicate(timeout=30)
    assert ended.returncode == code, errors
    assert ("DEADLINE_EXCEEDED" in errors) == (code == 8), errors
