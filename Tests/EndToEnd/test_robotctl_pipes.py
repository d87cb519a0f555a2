"""robotctl between pipes that stand still: it waits for them and serves its connection."""

import fcntl
import io
import json
import struct
import subprocess
import tarfile
import termios
import threading

import pytest

from daemon import BINARIES, wait_until
from relay import Relay
from test_maintenance import store_file

PIPE_BYTES = 64 << 10
LINE = json.dumps({"put": {"record": {
    "entityType": "deal", "id": "D-{}", "pipeline": "sales", "stage": "new",
    "fields": {"name": {"text": "{}"}}}}})


@pytest.fixture
def start(daemon):
    """Starts robotctl behind a relay, and ends it if the test has not."""
    relay = Relay(daemon.directory / "relay.sock", daemon.socket)
    processes = []

    def start(*words):
        process = subprocess.Popen(
            [BINARIES / "robotctl", *words, "--socket", relay.path],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        processes.append(process)
        return process, relay

    yield start
    for process in processes:
        with process:
            process.kill()
    relay.close()


def line(number, name="Table"):
    return LINE.replace("{}", str(number), 1).replace("{}", name).encode() + b"\n"


def unread_bytes(pipe):
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]


def wait_until_full(pipe):
    """A pipe whose writer waits is full up to what its last page has no room for."""
    wait_until(lambda: unread_bytes(pipe) > PIPE_BYTES - 8192)


def test_a_feed_may_be_silent(daemon, start):
    """Before its first line, and between two; each is acknowledged as soon as it is sent."""
    daemon.make_pipeline()
    ingest, relay = start("ingest", "-", "-o", "json")
    connection = relay.connected.get(timeout=20)
    for number in range(1, 4):
        relay.ping(connection)
        ingest.stdin.write(line(number))
        ingest.stdin.flush()
        assert json.loads(ingest.stdout.readline())["number"] == str(number)
    relay.ping(connection)
    output, errors = ingest.communicate(timeout=60)
    assert (ingest.returncode, output, errors) == (0, b"", b"")


def test_half_a_line_is_waited_for(daemon, start):
    daemon.make_pipeline()
    ingest, relay = start("ingest", "-")
    connection = relay.connected.get(timeout=20)
    whole = line(1)
    ingest.stdin.write(whole[:40])
    ingest.stdin.flush()
    relay.ping(connection)
    output, errors = ingest.communicate(whole[40:].rstrip(), timeout=60)
    assert (ingest.returncode, output) == (0, b"1 done, 0 refused\n"), errors


def test_acknowledgements_that_nobody_reads_hold_the_feed_up(daemon, start):
    """And the lines stay with who sends them: neither robotctl nor robotd piles them up."""
    daemon.make_pipeline()
    count = 4_000
    lines = b"".join(line(number % 10, "x" * 600) for number in range(count))
    ingest, relay = start("ingest", "-", "-o", "json")
    connection = relay.connected.get(timeout=20)
    written = threading.Thread(target=lambda: (ingest.stdin.write(lines), ingest.stdin.close()))
    written.start()
    wait_until_full(ingest.stdout)
    relay.ping(connection)
    numbers = [json.loads(row)["number"] for row in ingest.stdout]
    assert numbers == [str(number) for number in range(1, count + 1)]
    written.join()
    assert ingest.wait(timeout=60) == 0


def test_a_backup_waits_for_its_reader(daemon, start):
    """And flow control holds back what the reader has not taken."""
    daemon.make_pipeline()
    content = bytes(range(256)) * 4096
    for number in range(12):
        store_file(daemon, f"F-{number}", content + bytes([number]))
    backup, relay = start("backup", "-")
    connection = relay.connected.get(timeout=20)
    wait_until_full(backup.stdout)
    for _ in range(10):
        relay.ping(connection)
    # Of twelve megabytes no more than is on its way to robotctl and lies in its pipe.
    assert relay.handed_on < 4 << 20
    output, errors = backup.communicate(timeout=60)
    assert backup.returncode == 0, errors
    with tarfile.open(fileobj=io.BytesIO(output)) as archive:
        sizes = [member.size for member in archive.getmembers()]
    assert sizes.count(len(content) + 1) == 12 and len(output) > sum(sizes)


@pytest.mark.parametrize("words", [
    ("deal", "list", "--all", "-o", "json", "--page-size", "20"),
    ("watch", "changes", "deal", "--kind", "record", "--snapshot", "-o", "json"),
])
def test_answers_wait_for_their_reader(daemon, start, words):
    daemon.make_pipeline()
    for number in range(300):
        daemon.put_deal(f"D-{number:03}", fields={"name": {"text": "x" * 20_000}})
    process, relay = start(*words)
    connection = relay.connected.get(timeout=20)
    wait_until_full(process.stdout)
    relay.ping(connection)
    found = set()
    while len(found) < 300:
        answer = json.loads(process.stdout.readline())
        records = answer.get("records") or [
            change["record"]["record"] for change in answer.get("changes", [])]
        found |= {record["id"] for record in records}
    if words[0] == "deal":
        process.communicate(timeout=60)
        assert process.returncode == 0
