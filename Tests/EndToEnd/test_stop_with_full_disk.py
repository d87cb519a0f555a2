"""K7: a stop on a full disk is clean, and writes its snapshot in the room that is kept for it."""

import contextlib
import os
import subprocess

import grpc
import pytest

from daemon import Daemon, text, wait_until

CLOCK = "2026-03-02T08:00:00Z"
LONG = "x" * 60_000
SEGMENT_BYTES = 16 << 20
# The journal's last segment, the next and their two spares, and what is kept for a stop beside them.
DISK_BYTES = 6 * SEGMENT_BYTES


@pytest.fixture
def small_disk(directory):
    """A place on a file system of its own that is soon full, for data only."""
    place = directory / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "none", place], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def daemon_on(small_disk, arguments=()):
    """A daemon with its data there, and its log where there is room."""
    daemon = Daemon(small_disk.parent, clock=CLOCK, arguments=arguments)
    daemon.data = small_disk / "data"
    return daemon


def put_until_full(daemon):
    """Puts until changes are refused; gives the ids that were answered."""
    answered = []
    for number in range(2_000):
        try:
            daemon.put_deal(f"D-{number}", fields={"name": text(LONG)})
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.UNAVAILABLE
            return answered
        answered.append(f"D-{number}")
    raise AssertionError("the disk was never full")


def fill(place):
    """Takes the rest of the disk, also what a spare segment gives back that finds no room."""
    with open(place / "ballast", "wb", buffering=0) as file:
        write_until_full(file)
        wait_until(lambda: not is_spare_under_way(place / "data"))
        write_until_full(file)


def write_until_full(file):
    with contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def is_spare_under_way(data):
    """Whether a spare segment is being filled with zeroes: it is there, but not all of it."""
    try:
        return (data / "zeroed.spare").stat().st_size < SEGMENT_BYTES
    except FileNotFoundError:
        return False


def deals(daemon):
    return {record.id for record in daemon.execute(
        "ListRecords", entityType="deal", pageSize=50).records}


@pytest.mark.parametrize("arguments", [[], ["--sync", "none"]], ids=["journal", "snapshots"])
def test_the_snapshot_of_a_stop_finds_room(small_disk, arguments):
    with daemon_on(small_disk, arguments) as daemon:
        daemon.make_pipeline()
        for number in range(20):
            daemon.put_deal(f"D-{number}", fields={"name": text(LONG)})
        daemon.execute("Snapshot")
        daemon.put_deal("last", fields={"name": text(LONG)})
        assert (daemon.data / "stop.spare").stat().st_size >= 4 << 20
        fill(small_disk)
        assert daemon.stop() == 0
        assert not (daemon.data / "stop.spare").exists()
        said = daemon.log.read_text()
        assert said.count("snapshot written") == 2 and "no snapshot was written" not in said
        os.remove(small_disk / "ballast")
        daemon.start()
        assert "last" in deals(daemon) and len(deals(daemon)) == 21


def test_without_that_room_a_stop_is_clean_all_the_same(small_disk):
    """The control of the one above: here the snapshot is not written, and nothing is lost."""
    with daemon_on(small_disk) as daemon:
        daemon.make_pipeline()
        answered = put_until_full(daemon)
        os.remove(daemon.data / "stop.spare")
        fill(small_disk)
        assert daemon.stop() == 0
        assert "no snapshot was written" in daemon.log.read_text()
        os.remove(small_disk / "ballast")
        daemon.start()
        for id in (answered[0], answered[-1]):
            assert daemon.execute("GetRecord", entityType="deal", id=id).record.id == id


def test_a_start_takes_what_a_crash_has_left_of_it(daemon):
    assert (daemon.data / "stop.spare").exists()
    daemon.restart()
    assert (daemon.data / "stop.spare").exists()
    daemon.stop()
    assert not (daemon.data / "stop.spare").exists()
