"""Ingest: many changes in one stream, each as if it had come by a call of its own."""

import itertools
import json
import queue
import subprocess
import threading
import time

import grpc
import pytest
from google.protobuf import json_format
from google.rpc import code_pb2

from daemon import BINARIES, Daemon, text
from robots.v1 import execution_service_pb2, reason_pb2, run_pb2

INGEST = "/robots.v1.ExecutionService/Ingest"


def element(number, **kind):
    """An element as a message, its content as JSON fields."""
    return json_format.ParseDict(
        {"number": number, **kind}, execution_service_pb2.IngestRequest())


def put(number, item, stage="new", **more):
    return element(number, put={"record": {
        "entityType": "deal", "id": item, "pipeline": "sales", "stage": stage,
        "fields": {"name": text(item)}}, **more})


def move(number, item, stage, **more):
    return element(
        number, move={"entityType": "deal", "id": item, "stage": stage, **more})


def ingest(daemon, elements, source="crm"):
    """Sends all and gives the acknowledgements in the order in which they came."""
    metadata = [("robots-source", source)] if source else []
    answers = daemon.execution.Ingest(iter(elements), metadata=metadata, timeout=120)
    return [one for answer in answers for one in answer.acknowledgements]


class Sender:
    """A stream whose elements are sent one by one."""

    def __init__(self, daemon):
        self.outgoing = queue.Queue()
        self.answers = daemon.execution.Ingest(iter(self.outgoing.get, None), timeout=60)
        self.acknowledged = []

    def send(self, one):
        """Sends an element and waits for its acknowledgement."""
        self.outgoing.put(one)
        while not self.acknowledged:
            self.acknowledged += next(self.answers).acknowledgements
        return self.acknowledged.pop(0)


def test_elements_are_done_in_order_and_acknowledged_by_number(daemon):
    daemon.make_pipeline()
    elements = []
    for item in range(50):
        elements += [put(item, f"D-{item}"), move(1_000 + item, f"D-{item}", "documents")]
    elements.append(element(-7, delete={"entityType": "deal", "id": "D-0"}))
    answers = ingest(daemon, elements)
    assert [one.number for one in answers] == [one.number for one in elements]
    for one in answers[:-1]:
        outcome = getattr(one, one.WhichOneof("outcome"))
        assert outcome.moved and outcome.visit and outcome.record.etag
        assert outcome.record.id and not outcome.record.fields
    assert answers[-1].WhichOneof("outcome") == "delete"
    items = daemon.execute("ListRecords", entityType="deal", pageSize=100).records
    assert sorted(one.id for one in items) == sorted(f"D-{item}" for item in range(1, 50))
    assert {one.stage for one in items} == {"documents"}


def test_a_refused_element_does_not_end_the_stream(daemon):
    """It is refused as the call would have been, and has changed nothing."""
    daemon.make_pipeline()
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execute("MoveItem", entityType="deal", id="D-9", stage="won")
    answers = ingest(daemon, [
        put(1, "D-1"), move(2, "D-9", "won"), put(3, "D-1", stage="nowhere"),
        element(4, put={"record": {"entityType": "deal", "id": "a/b"}}), element(5),
        element(6, caughtUp={}), put(7, "D-2")], source="")
    assert [one.number for one in answers] == [1, 2, 3, 4, 5, 6, 7]
    errors = {one.number: one.error for one in answers if one.HasField("error")}
    assert {number: code_pb2.Code.Name(error.code) for number, error in errors.items()} == {
        2: "NOT_FOUND", 3: "INVALID_ARGUMENT", 4: "INVALID_ARGUMENT", 5: "INVALID_ARGUMENT",
        6: "FAILED_PRECONDITION"}
    trailers = dict(caught.value.trailing_metadata())
    assert errors[2].SerializeToString() == trailers["grpc-status-details-bin"]
    assert len(daemon.execute("ListRecords", entityType="deal").records) == 2


def test_bytes_that_are_no_element(daemon):
    """Refused by their number as long as it can be read; else the stream ends."""
    daemon.make_pipeline()
    raw = daemon.channel.stream_stream(
        INGEST, response_deserializer=execution_service_pb2.IngestResponse.FromString)
    broken = b"\x08\x05\x12\x02\xff\xff"
    answers = raw(iter([broken, put(6, "D-1").SerializeToString()]), timeout=20)
    first, second = [one for answer in answers for one in answer.acknowledgements]
    assert (first.number, first.error.code) == (5, code_pb2.INVALID_ARGUMENT)
    assert second.number == 6 and second.HasField("put")
    with pytest.raises(grpc.RpcError) as caught:
        list(raw(iter([b"\xff", put(7, "D-2").SerializeToString()]), timeout=20))
    assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert len(daemon.execute("ListRecords", entityType="deal").records) == 1


def test_one_memory_of_event_ids_for_calls_and_streams(daemon):
    """S-32: what was told by a call is known in a stream, and the other way round."""
    daemon.make_pipeline()
    in_stream = put(1, "D-1", eventId="E-1")
    metadata = [("robots-source", "crm")]
    first = daemon.execution.PutRecord(in_stream.put, metadata=metadata, timeout=20)
    [again] = ingest(daemon, [in_stream])
    assert again.put.duplicate and again.put.visit == first.visit
    moved = move(2, "D-1", "documents", eventId="E-2")
    assert not ingest(daemon, [moved])[0].move.duplicate
    answer = daemon.execution.MoveItem(moved.move, metadata=metadata, timeout=20)
    assert answer.duplicate and answer.moved and answer.record.fields["name"].text == "D-1"
    [reused, other] = ingest(daemon, [move(3, "D-1", "won", eventId="E-2")]) + ingest(
        daemon, [move(4, "D-1", "won", eventId="E-2")], source="shop")
    assert reused.error.code == code_pb2.INVALID_ARGUMENT
    assert other.move.moved and not other.move.duplicate


def test_events_reach_the_triggers(daemon):
    daemon.make_pipeline()
    daemon.rule("CreateTrigger", trigger={
        "id": "form", "entityType": "deal", "pipeline": "sales", "stage": "documents",
        "type": "form_submitted", "enabled": True})
    event = {"id": "E-1", "type": "form_submitted",
             "targets": [{"item": {"entityType": "deal", "id": "D-1"}}]}
    _, told, again = ingest(daemon, [
        put(1, "D-1"), element(2, event={"event": event}), element(3, event={"event": event})])
    assert told.event.results[0].moved and not told.event.duplicate
    assert again.event.duplicate and again.event.event_id == "E-1"


def test_killed_in_mid_stream_and_sent_again_nothing_happens_twice(daemon):
    """T-ids: what was acknowledged is there after kill -9; a resend completes the rest."""
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", stage="documents", parameters={"text": text("in")})
    elements, numbers = [], itertools.count(1)
    for item in range(100):
        elements.append(put(next(numbers), f"D-{item}", eventId=f"E-{item}"))
        for stage in ("documents", "new", "documents"):
            number = next(numbers)
            elements.append(move(number, f"D-{item}", stage, eventId=f"E-{item}-{number}"))
    acknowledged = set()
    for kill_after in (30, 150, None):
        answers = daemon.execution.Ingest(
            iter(elements), metadata=[("robots-source", "crm")], timeout=60)
        known = set()
        try:
            for answer in answers:
                for one in answer.acknowledgements:
                    assert not one.HasField("error"), one
                    outcome = getattr(one, one.WhichOneof("outcome"))
                    assert outcome.duplicate or one.number not in acknowledged
                    known.add(one.number)
                if kill_after is not None and len(known) >= kill_after:
                    daemon.kill()
                    break
            else:
                assert len(known) == len(elements)
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.UNAVAILABLE
        acknowledged |= known
        if kill_after is not None:
            daemon.start()
    for item in range(100):
        runs = daemon.execute("ListRuns", entityType="deal", itemId=f"D-{item}").runs
        assert len(runs) == 2, item


def test_ten_thousand_elements_while_others_are_served(daemon):
    daemon.make_pipeline()
    streams = [
        [put(number, f"D-{stream}-{number}") for number in range(5_000)] for stream in range(2)]
    results = [None, None]

    def run(stream):
        results[stream] = ingest(daemon, streams[stream])

    threads = [threading.Thread(target=run, args=[stream]) for stream in range(2)]
    for thread in threads:
        thread.start()
    calls = 0
    while any(thread.is_alive() for thread in threads):
        daemon.put_deal(f"C-{calls}")
        calls += 1
    for thread in threads:
        thread.join()
    assert calls > 20
    for stream in range(2):
        assert [one.number for one in results[stream]] == list(range(5_000))
        assert all(one.put.created for one in results[stream])
    status = daemon.execute("GetStatus")
    assert status.store.records == 10_000 + calls


def test_who_does_not_read_is_not_read_from(daemon):
    """Flow control, not memory: the sender stops, and goes on once he reads."""
    count = 20_000
    sent = itertools.count()
    latest = [0]

    def elements():
        for number in range(count):
            latest[0] = next(sent) + 1
            yield element(number, put={"record": {"entityType": "x" * 60, "id": str(number)}})

    before = daemon.execute("GetStatus").store.resident_bytes
    with daemon.new_channel([("grpc.http2.bdp_probe", 0)]) as channel:
        call = channel.stream_stream(
            INGEST,
            request_serializer=execution_service_pb2.IngestRequest.SerializeToString,
            response_deserializer=execution_service_pb2.IngestResponse.FromString)
        answers = call(elements(), timeout=120)
        seen, since = 0, time.monotonic()
        while time.monotonic() < since + 1:
            if latest[0] != seen:
                seen, since = latest[0], time.monotonic()
            daemon.execute("GetStatus")
        assert 0 < seen < count
        assert daemon.execute("GetStatus").store.resident_bytes - before < 32 << 20
        numbers = [one.number for answer in answers for one in answer.acknowledgements]
    assert numbers == list(range(count))


def test_a_source_says_that_it_has_caught_up(directory):
    """S-25: what is due for its items waits for that after a start."""
    configuration = {"sources": ["crm"], "catch_up_grace": 3_600}
    with Daemon(directory, clock="2026-03-02T08:00:00Z", configuration=configuration) as shop:
        shop.make_pipeline()
        shop.make_robot("hour", "write_log", parameters={"text": text("Hello")},
                        timing={"after": {"count": 1, "unit": "TIME_UNIT_HOUR"}})
        ingest(shop, [put(1, "D-1"), put(2, "D-2")])
        shop.advance(3_590)
        shop.restart()
        shop.advance(60)
        for item in ("D-1", "D-2"):
            assert shop.runs(item)["hour"].reason == reason_pb2.REASON_CATCHING_UP
        answers = ingest(shop, [
            move(3, "D-1", "documents"), element(4, caughtUp={}), element(5, caughtUp={})])
        assert answers[1].caught_up.awaited and not answers[2].caught_up.awaited
        shop.advance(1)
        assert shop.runs("D-1")["hour"].state == run_pb2.RUN_STATE_CANCELLED
        assert shop.runs("D-2")["hour"].state == run_pb2.RUN_STATE_SUCCEEDED


def test_a_stop_ends_the_stream_and_what_was_acknowledged_stays(daemon):
    daemon.make_pipeline()
    sender = Sender(daemon)
    assert sender.send(put(1, "D-1")).put.created
    assert daemon.stop() == 0
    with pytest.raises(grpc.RpcError) as caught:
        next(sender.answers)
    assert caught.value.code() == grpc.StatusCode.UNAVAILABLE
    daemon.start()
    assert len(daemon.execute("ListRecords", entityType="deal").records) == 1


def robotctl(daemon, *words, **more):
    return subprocess.run(
        [BINARIES / "robotctl", "--socket", daemon.socket, *words],
        capture_output=True, text=True, timeout=60, **more)


def test_robotctl_sends_a_file_and_shows_what_was_refused(daemon):
    daemon.make_pipeline()
    lines = [json.dumps({"put": {"eventId": f"E-{number}", "record": {
        "entityType": "deal", "id": f"D-{number}", "pipeline": "sales", "stage": "new"}}})
        for number in range(300)]
    path = daemon.directory / "deals.jsonl"
    path.write_text("\n".join(lines))
    result = robotctl(daemon, "ingest", path)
    assert (result.returncode, result.stdout) == (0, "300 done, 0 refused\n"), result.stderr
    wrong = '{"move": {"entityType": "deal", "id": "D-999", "stage": "won"}}\n\n{"put": 5}\n'
    result = robotctl(daemon, "ingest", "-", input=wrong + "\n".join(lines[:10]))
    assert result.returncode == 1
    assert result.stdout == "10 done, 10 of them known already, 2 refused\n"
    assert 'line 1: there is no deal "D-999"' in result.stderr
    assert "line 3: put: " in result.stderr
    result = robotctl(daemon, "-o", "json", "ingest", "-", input=lines[0])
    assert json.loads(result.stdout)["put"]["duplicate"] is True
    assert robotctl(daemon, "ingest", daemon.directory / "none").returncode == 2
