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


def test_the_escapes_of_json_count_nothing(daemon):
    """What counts is the message that is sent, and not the line that says it."""
    daemon.make_pipeline()
    fields = {name: "\u0105" * 30_000 for name in ("name", "description", "source")}
    line = put("D-1", **fields).replace(b'{"put"', b" " * (5 << 20) + b'{"put"')
    ended = ingest(daemon, [line])
    assert (ended.returncode, ended.stdout) == (0, b"1 done, 0 refused\n"), ended


def test_a_mark_of_the_byte_order_belongs_to_no_line(daemon):
    daemon.make_pipeline()
    ended = ingest(daemon, [b"\xef\xbb\xbf" + put("D-1"), put("D-2")])
    assert (ended.returncode, ended.stdout) == (0, b"2 done, 0 refused\n"), ended
    ended = ingest(daemon, [b"\xef\xbb\xbf"])
    assert (ended.returncode, ended.stdout) == (0, b"0 done, 0 refused\n"), ended
