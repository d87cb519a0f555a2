"""What a service manager does with robotd: sockets, notices, signals and exit codes."""

import json
import signal
import socket
import subprocess

import grpc
import pytest
from robots.v1 import execution_service_pb2

from daemon import BINARIES, Daemon, wait_until


class Manager:
    """Listens for robotd's notices as systemd does."""

    def __init__(self, directory):
        self.path = str(directory / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.settimeout(20)

    def next(self):
        return self.socket.recv(4096).decode().splitlines()


@pytest.fixture
def manager(directory, monkeypatch):
    manager = Manager(directory)
    monkeypatch.setenv("NOTIFY_SOCKET", manager.path)
    yield manager
    manager.socket.close()


def log_lines(daemon, event):
    return [line for line in daemon.log.read_text().splitlines() if f'event="{event}"' in line]


def test_notices_of_start_reload_and_stop(directory, manager):
    daemon = Daemon(directory, configuration={"administrators": ["anna"]})
    with daemon:
        assert manager.next() == ["READY=1"]
        daemon.process.send_signal(signal.SIGHUP)
        reloading = manager.next()
        assert reloading[0] == "RELOADING=1"
        assert reloading[1].startswith("MONOTONIC_USEC=")
        assert manager.next() == ["READY=1"]
        daemon.process.send_signal(signal.SIGTERM)
        assert manager.next() == ["STOPPING=1"]
        assert daemon.process.wait(timeout=20) == 0


def handed_down(count, redirection=""):
    """Wraps a command that is to start with sockets; one variable names the process itself."""
    return ["bash", "-c",
            f'LISTEN_FDS={count} LISTEN_PID=$$ exec "$0" "$@" {redirection}']


def test_a_socket_that_was_handed_down(directory):
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    path = directory / "robotd.sock"
    listener.bind(str(path))
    listener.listen(16)
    daemon = Daemon(directory)
    with open(daemon.log, "ab") as log:
        daemon.process = subprocess.Popen(
            [*handed_down(1, f"3<&{listener.fileno()}"), BINARIES / "robotd",
             "--data-directory", daemon.data, "--socket", "/nowhere/s"],
            pass_fds=[listener.fileno()], stderr=log)
    try:
        daemon.connect()
        # A client that comes before the service is ready waits in the socket's queue.
        assert daemon.execute("GetStatus").process_id == daemon.process.pid
        assert daemon.stop() == 0
    finally:
        daemon.__exit__()
    assert path.exists(), "the socket belongs to the service manager"
    listener.close()


@pytest.mark.parametrize("count, problem", [
    ("abc", 'LISTEN_FDS is "abc"; expected 1'),
    ("2", 'LISTEN_FDS is "2"; expected 1'),
    ("1", "LISTEN_FDS is 1, but descriptor 3 is no listening socket"),
])
def test_a_handed_down_socket_that_is_none_is_an_error(directory, count, problem):
    done = subprocess.run(
        [*handed_down(count), BINARIES / "robotd", "--data-directory", directory / "data",
         "--socket", directory / "s"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 64 and problem in done.stderr


def test_the_configuration_is_read_again(directory):
    daemon = Daemon(directory, configuration={"administrators": ["anna"], "lease": 30})
    with daemon:
        metadata = [("robots-user", "anna")]
        ask = lambda: daemon.execution.GetStatus(status_request(), metadata=metadata, timeout=20)
        assert ask().process_id == daemon.process.pid
        path = directory / "robotd.json"
        path.write_text(json.dumps({"administrators": [], "lease": 60}))
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: log_lines(daemon, "configuration read again"))
        assert "changed=administrators waits_for_restart=lease" in daemon.log.read_text()
        with pytest.raises(grpc.RpcError) as refusal:
            ask()
        assert refusal.value.code() == grpc.StatusCode.PERMISSION_DENIED


def test_a_configuration_with_a_mistake_is_not_taken_over(directory):
    daemon = Daemon(directory, configuration={"administrators": ["anna"]})
    with daemon:
        (directory / "robotd.json").write_text('{\n  "administrators": "anna"\n}')
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: log_lines(daemon, "configuration not taken over"))
        assert "robotd.json:2:21: expected a list, found " in daemon.log.read_text()
        assert daemon.execution.GetStatus(
            status_request(), metadata=[("robots-user", "anna")], timeout=20)


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_calls_in_flight_are_finished_and_streams_ended(directory, signal_number):
    with Daemon(directory) as daemon:
        watch = daemon.execution.WatchRuns(execution_service_pb2.WatchRunsRequest())
        next(watch)
        daemon.process.send_signal(signal_number)
        with pytest.raises(grpc.RpcError) as ending:
            next(watch)
        assert ending.value.code() == grpc.StatusCode.UNAVAILABLE
        assert daemon.process.wait(timeout=20) == 0
    assert not daemon.socket.exists()
    assert log_lines(daemon, "snapshot written")


@pytest.mark.parametrize("arguments, code, words", [
    (["--bogus"], 64, 'unknown argument "--bogus"'),
    (["--simulated-clock", "soon"], 64, "--simulated-clock"),
    (["--config", "/nowhere/robotd.json"], 64, "No such file or directory"),
    (["--help"], 0, "usage: robotd"),
    (["--version"], 0, "robotd 0."),
])
def test_exit_codes_of_the_command_line(arguments, code, words):
    ended = subprocess.run(
        [BINARIES / "robotd", *arguments], capture_output=True, text=True, timeout=20)
    assert ended.returncode == code
    assert words in (ended.stderr if code else ended.stdout)


def test_damaged_data_is_refused_with_65_and_left_alone(directory):
    daemon = Daemon(directory)
    with daemon:
        daemon.make_pipeline()
        for number in range(20):
            daemon.put_deal(f"D-{number}")
        daemon.kill()
    journal = daemon.data / "0000000001.journal"
    good = journal.read_bytes()
    position = good.index(b"D-3")
    damaged = bytearray(good)
    damaged[position] ^= 1
    journal.write_bytes(damaged)
    ended = subprocess.run(
        [BINARIES / "robotd", "--socket", daemon.socket, "--data-directory", daemon.data],
        capture_output=True, text=True, timeout=20)
    assert ended.returncode == 65
    assert "0000000001.journal is damaged at byte" in ended.stderr
    assert journal.read_bytes() == damaged


def status_request():
    return execution_service_pb2.GetStatusRequest()
