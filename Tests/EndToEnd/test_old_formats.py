"""Every storage format that was ever written is read; a newer one is refused."""

import json
import pathlib
import shutil
import struct
import subprocess

import pytest

from daemon import BINARIES, Daemon
from robots.v1 import execution_service_pb2, run_pb2

FIXTURES = pathlib.Path(__file__).with_name("fixtures")
FORMATS = sorted(path.name for path in FIXTURES.glob("format-*"))


def copy(fixture, directory):
    data = directory / "data"
    shutil.copytree(FIXTURES / fixture, data)
    (data / "dump.jsonl").unlink()
    for journal in data.glob("*.journal"):
        content = journal.read_bytes()
        size, = struct.unpack_from("<I", content, 12)
        journal.write_bytes(content.ljust(size, b"\0"))
    return data


def maintain(command, data):
    return subprocess.run([BINARIES / "robotd", command, "--data-directory", data],
                          capture_output=True, text=True, timeout=60)


def test_there_is_a_fixture_of_the_present_format():
    assert "format-1" in FORMATS


@pytest.mark.parametrize("fixture", FORMATS)
def test_an_old_format_is_read(fixture, directory):
    """Fact for fact, and the service goes on with it."""
    data = copy(fixture, directory)
    done = maintain("dump", data)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    expected = [json.loads(line)
                for line in (FIXTURES / fixture / "dump.jsonl").read_text().splitlines()]
    assert found == expected
    assert maintain("check", data).returncode == 0

    with Daemon(directory, clock="2026-03-02T08:00:00Z") as daemon:
        deals = daemon.execute("ListRecords", entityType="deal", pageSize=100).records
        assert {deal.id: deal.stage for deal in deals} == {
            "D-1": "new", "D-2": "documents", "D-3": "payment", "D-4": "new"}
        states = {robot: run.state for robot, run in daemon.runs("D-1").items()}
        assert states["log"] == states["later"] == run_pb2.RUN_STATE_SUCCEEDED
        parts = daemon.execution.GetFile(execution_service_pb2.GetFileRequest(id="plan"))
        assert b"".join(part.chunk for part in parts) == b"four legs and a top"
        daemon.put_deal("D-9", fields={"name": {"text": "New"}})
        assert daemon.runs("D-9")["log"].state == run_pb2.RUN_STATE_SUCCEEDED
        daemon.restart()
        assert daemon.runs("D-9")["log"].state == run_pb2.RUN_STATE_SUCCEEDED


def checksum(content):
    """CRC32C, bit by bit."""
    remainder = 0xFFFFFFFF
    for byte in content:
        remainder ^= byte
        for _ in range(8):
            remainder = remainder >> 1 ^ (0x82F63B78 if remainder & 1 else 0)
    return remainder ^ 0xFFFFFFFF


def test_a_newer_format_is_refused_and_untouched(directory):
    data = copy("format-1", directory)
    journal = data / "0000000001.journal"
    content = bytearray(journal.read_bytes())
    struct.pack_into("<H", content, 8, 2)
    struct.pack_into("<I", content, 56, checksum(content[:56]))
    journal.write_bytes(content)
    for words in (["check"], ["repair"], ["dump"], ["--simulated-clock", "--socket",
                                                     str(directory / "s")]):
        done = subprocess.run([BINARIES / "robotd", *words, "--data-directory", data],
                              capture_output=True, text=True, timeout=60)
        assert done.returncode == 65, (words, done.stderr)
        assert "0000000001.journal has format version 2, this program reads 1" in done.stderr
    assert journal.read_bytes() == content
