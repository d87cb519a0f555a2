"""S-36: near its memory limit the service refuses new records, and does all else."""

import time

import grpc
import pytest

from daemon import Daemon, text

MIB = 1 << 20
LONG = "x" * 60_000


@pytest.fixture
def full(directory):
    """A daemon that has taken as many records as its memory allows, and how many they are."""
    with Daemon(directory, clock="2026-03-02T08:00:00Z") as daemon:
        daemon.make_pipeline()
        resident = daemon.execute("GetStatus").store.resident_bytes
        daemon.stop()
    limit = resident // MIB + 24
    with Daemon(
        directory, clock="2026-03-02T08:00:00Z", configuration={"memory_limit": f"{limit} MiB"},
    ) as daemon:
        count = 0
        while (error := refusal(daemon, f"D-{count}")) is None:
            count += 1
            assert count < 5_000, "the limit is never reached"
        yield daemon, count, limit, error


def refusal(daemon, id):
    """The error with which a new deal is refused; None if it is taken."""
    try:
        daemon.put_deal(id, fields={"name": text(LONG)})
    except grpc.RpcError as error:
        return error
    return None


def test_new_records_are_refused_and_all_else_goes_on(full):
    daemon, count, limit, error = full
    assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
    assert "memory_limit" in error.details() and f"{limit} MiB" in error.details()
    assert count > 10
    memory = daemon.execute("GetStatus").memory
    assert memory.refusing and memory.limit_bytes == limit * MIB
    assert memory.used_bytes >= memory.limit_bytes

    daemon.put_deal("D-0", fields={"name": text("short")})
    daemon.execute("MoveItem", entityType="deal", id="D-1", stage="documents")
    assert daemon.execute("GetRecord", entityType="deal", id="D-1").record.stage == "documents"
    daemon.execute("DeleteRecord", entityType="deal", id="D-2")
    assert daemon.process.poll() is None


def test_it_works_again_when_memory_is_free(full):
    daemon, count, _, _ = full
    for number in range(count):
        daemon.execute("DeleteRecord", entityType="deal", id=f"D-{number}")
    deadline = time.monotonic() + 20
    while refusal(daemon, "again") is not None:
        assert time.monotonic() < deadline, "memory was freed, and new records are still refused"
    assert not daemon.execute("GetStatus").memory.refusing
    daemon.stop()
    log = daemon.log.read_text()
    assert log.count("new records are refused") >= 1 and "there is memory again" in log


def test_without_a_limit_the_status_names_none(daemon):
    assert not daemon.execute("GetStatus").HasField("memory")
