"""K8 and K13: one owner for a directory, and who may reach the socket."""

import os
import pathlib
import socket
import stat
import subprocess

import grpc
import pytest

from daemon import BINARIES, Daemon


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def start_second(daemon, *arguments):
    return subprocess.run(
        [BINARIES / "robotd", *arguments], capture_output=True, text=True, timeout=20)


def test_a_second_daemon_on_the_directory_names_the_owner(daemon):
    second = start_second(
        daemon, "--socket", daemon.directory / "other.sock", "--data-directory", daemon.data)
    assert second.returncode == 73
    assert str(daemon.process.pid) in second.stderr
    assert daemon.execute("GetStatus").process_id == daemon.process.pid


def test_a_second_daemon_on_the_socket_leaves_the_first_alone(daemon):
    second = start_second(
        daemon, "--socket", daemon.socket, "--data-directory", daemon.directory / "other")
    assert second.returncode == 73
    assert daemon.execute("GetStatus").process_id == daemon.process.pid
    daemon.connect()
    assert daemon.execute("GetStatus").process_id == daemon.process.pid


def test_a_stale_socket_is_replaced(daemon):
    daemon.kill()
    assert daemon.socket.exists()
    daemon.start()
    assert daemon.execute("GetStatus").process_id == daemon.process.pid


def test_a_file_in_the_sockets_place_is_not_removed(directory):
    path = directory / "robotd.sock"
    path.write_text("precious")
    with pytest.raises(AssertionError):
        Daemon(directory).start()
    assert path.read_text() == "precious"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_modes_whatever_the_umask(directory, umask):
    before = os.umask(umask)
    try:
        daemon = Daemon(directory)
        daemon.socket = directory / "run" / "robotd.sock"
        os.umask(0o022)
        daemon.log.touch()
        os.umask(umask)
        with daemon:
            assert mode(daemon.socket.parent) == 0o700
            assert mode(daemon.socket) == 0o600
            assert mode(daemon.data) == 0o700
    finally:
        os.umask(before)


def test_a_group_for_the_socket(directory):
    daemon = Daemon(directory, configuration={"socket_group": "daemon"})
    daemon.socket = directory / "run" / "robotd.sock"
    with daemon:
        assert mode(daemon.socket.parent) == 0o750
        assert mode(daemon.socket) == 0o660
        assert os.stat(daemon.socket).st_gid == os.stat(daemon.socket.parent).st_gid


def test_a_directory_that_others_may_write(directory):
    """Refused unless the sticky bit keeps others from replacing the socket."""
    shared = directory / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    daemon = Daemon(directory)
    daemon.socket = shared / "robotd.sock"
    with pytest.raises(AssertionError):
        daemon.start()
    shared.chmod(0o1777)
    with daemon:
        assert daemon.execute("GetStatus").version


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become another user")
def test_a_user_that_is_not_allowed_is_closed_unheard(directory):
    directory.chmod(0o755)
    (directory / "run").mkdir(mode=0o755)
    daemon = Daemon(directory, configuration={"allowed_users": [1]})
    daemon.socket = directory / "run" / "robotd.sock"
    with daemon:
        daemon.socket.chmod(0o666)
        child = os.fork()
        if child == 0:
            os.setuid(65534)
            peer = socket.socket(socket.AF_UNIX)
            peer.settimeout(10)
            peer.connect(str(daemon.socket))
            try:
                heard = peer.recv(1)
            except ConnectionResetError:
                heard = b""
            os._exit(0 if heard == b"" else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert daemon.execute("GetStatus").version


def test_a_limit_of_file_sizes_is_an_error_and_no_death(directory):
    """RLIMIT_FSIZE: the write fails, and the service says which."""
    done = subprocess.run(
        ["bash", "-c", 'ulimit -f 100; exec "$0" "$@"', BINARIES / "robotd",
         "--socket", directory / "s", "--data-directory", directory / "data"],
        capture_output=True, text=True, timeout=20)
    assert done.returncode == 69
    assert "zeroed.spare" in done.stderr and "File too large" in done.stderr
