"""robotctl ingest: each line that cannot be taken is refused by itself, with its number."""

import json
import subprocess

import pytest

from daemon import BINARIES


def ingest(daemon, lines, *words):
    return subprocess.run(
        [BINARIES / "robotctl", "ingest", "-", *words, "--socket", daemon.socket],
        input=b"\n".join(lines), capture_output=True, timeout=120)


def put(id, **fields):
    return json.dumps({"put": {"record": {
        "entityType": "deal", "id": id, "pipeline": "sales", "stage": "new",
        "fields": {name: {"text": value} for name, value in fields.items()}}}}).encode()


@pytest.mark.parametrize("line, words", [
    (put("D-2", name="x" * (5 << 20)), "the element has 524"),
    (b"x" * (17 << 20), "the line has more than 16777216 bytes"),
    (b'{"put": ', "line 1, column 9"),
    (b"nothing", "line 1, column 1"),
    (b"[1]", "expected an element as a JSON object, not [1]"),
    (b'{"put": {"recor": 1}}', "recor"),
    (b"\xff\xfe", "line 1, column 1"),
], ids=["large", "long", "half", "word", "list", "unknown", "bytes"])
def test_a_line_that_is_no_element_is_refused_alone(daemon, line, words):
    daemon.make_pipeline()
    ended = ingest(daemon, [put("D-1", name="a"), b"", line, put("D-3", name="c")])
    assert ended.returncode == 1, ended
    assert ended.stdout == b"2 done, 1 refused\n"
    first, second = ended.stderr.decode().splitlines()
    assert first.startswith("line 3: ") and words in first, first
    assert second == "robotctl: 1 element was refused"
    records = daemon.execute("ListRecords", entityType="deal").records
    assert [record.id for record in records] == ["D-1", "D-3"]


def test_a_long_line_that_ends_the_input_is_refused_too(daemon):
    ended = ingest(daemon, [b"x" * (17 << 20)])
    assert ended.returncode == 1 and ended.stderr.startswith(b"line 1: the line has"), ended


def test_a_large_element_is_taken(daemon):
    """What a message may hold, a line may, and the escapes of JSON count nothing."""
    daemon.make_pipeline()
    ended = ingest(daemon, [put("D-1", **{"name": "\u0105" * 60_000})])
    assert (ended.returncode, ended.stdout) == (0, b"1 done, 0 refused\n"), ended
