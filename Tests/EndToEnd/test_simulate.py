"""O5: a simulation says what then really happens, and leaves no trace."""

import grpc
import pytest
from google.protobuf import json_format

from daemon import text
from robots.v1 import run_pb2

START = "2026-03-02T08:00:00Z"


@pytest.fixture
def shop(daemon):
    daemon.make_pipeline()
    daemon.make_robot("greet", "write_log", parameters={"text": text("Hello {{name}}")})
    daemon.make_robot("remind", "add_comment", parameters={"text": text("Call {{name}}")},
                      timing={"after": {"count": 2, "unit": "TIME_UNIT_DAY"}})
    daemon.make_robot("go", "change_stage", parameters={"stage": text("documents")},
                      timing={"afterPrevious": True})
    daemon.make_robot("ask", "write_log", stage="documents", parameters={"text": text("Papers")},
                      conditionText='source = "web"')
    daemon.make_robot("late", "write_log", stage="payment", parameters={"text": text("Pay")},
                      timing={"after": {"count": 40, "unit": "TIME_UNIT_DAY"}})
    return daemon


ITEM = {"entityType": "deal", "id": "D-1", "pipeline": "sales", "stage": "new",
        "fields": {"name": text("Table")}}
PAYS = {"entityType": "deal", "id": "D-1", "stage": "payment"}


def shown(runs):
    return [(run.stage, run.robot, run.state, run.reason, run.due_time.seconds,
             run.start_time.seconds, run.finish_time.seconds,
             {name: value.text for name, value in run.resolved_parameters.items()})
            for run in runs]


def test_it_equals_what_then_happens(shop):
    sequence = shop.execute("GetStatus").journal.last_sequence
    answer = shop.rule("Simulate", item=ITEM, duration=f"{20 * 86400}s", events=[
        {"time": "2026-03-12T08:00:00Z", "move": PAYS}])
    assert shop.execute("GetStatus").journal.last_sequence == sequence
    with pytest.raises(grpc.RpcError) as caught:
        shop.execute("GetRecord", entityType="deal", id="D-1")
    assert caught.value.code() == grpc.StatusCode.NOT_FOUND
    assert [(run.robot, run.state) for run in answer.runs] == [
        ("greet", run_pb2.RUN_STATE_SUCCEEDED), ("remind", run_pb2.RUN_STATE_SUCCEEDED),
        ("go", run_pb2.RUN_STATE_SUCCEEDED), ("ask", run_pb2.RUN_STATE_SKIPPED),
        ("late", run_pb2.RUN_STATE_WAITING)]
    assert "Hello Table" in [entry.text for entry in answer.history]

    shop.execute("PutRecord", record=ITEM)
    shop.advance(10 * 86400)
    shop.execute("MoveItem", **PAYS)
    shop.advance(10 * 86400)
    runs = shop.execute("ListRuns", entityType="deal", itemId="D-1", pageSize=100).runs
    assert shown(answer.runs) == shown(runs)
    record = shop.execute("GetRecord", entityType="deal", id="D-1").record
    assert (answer.item.stage, answer.item.fields) == (record.stage, record.fields)
    assert [entry.summary for entry in answer.history if entry.entity_type == "deal"] == [
        entry.summary for entry in shop.history("D-1")]


def test_an_item_goes_on_from_where_it_is(shop):
    shop.execute("PutRecord", record=ITEM)
    shop.advance(86400)
    answer = shop.rule("Simulate", item={"entityType": "deal", "id": "D-1"}, duration="86400s")
    assert [run.robot for run in answer.runs] == ["remind", "go", "ask"]
    assert answer.item.stage == "documents" and not answer.truncated
    assert shop.runs("D-1")["remind"].state == run_pb2.RUN_STATE_WAITING


def test_bad_scripts_are_refused_by_their_paths(shop):
    with pytest.raises(grpc.RpcError) as caught:
        shop.rule("Simulate", item=ITEM, events=[
            {"time": "2026-03-01T08:00:00Z", "move": PAYS}, {"time": START}])
    assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "events[1].change" in caught.value.details()
    with pytest.raises(grpc.RpcError) as caught:
        shop.rule("Simulate", item=ITEM, endTime="2026-03-01T08:00:00Z")
    assert "end_time" in caught.value.details()
    with pytest.raises(grpc.RpcError) as caught:
        shop.rule("Simulate", item={"entityType": "deal", "id": "D-9"})
    assert caught.value.code() == grpc.StatusCode.NOT_FOUND


def test_events_that_would_be_refused_are_told(shop):
    answer = shop.rule("Simulate", item=ITEM, events=[
        {"time": START, "move": {"entityType": "deal", "id": "D-1", "stage": "nowhere"}},
        {"time": START, "delete": {"entityType": "deal", "id": "D-1"}}])
    assert [event.index for event in answer.refused_events] == [0]
    assert "stage" in answer.refused_events[0].message
    assert not answer.HasField("item")
    assert json_format.MessageToDict(answer)["endTime"] == "2026-04-01T08:00:00Z"


def test_an_answer_that_would_be_too_long_is_cut_and_says_so(daemon):
    daemon.make_pipeline()
    for number in range(40):
        daemon.make_robot(f"R-{number}", "write_log", parameters={"text": text("{{name}}")})
    answer = daemon.rule("Simulate", item=ITEM | {"fields": {"name": text("x" * 60_000)}})
    assert answer.truncated and answer.item.stage == "new" and answer.HasField("end_time")
    assert 3_900_000 < answer.ByteSize() <= 4 << 20
    assert [run.robot for run in answer.runs] == [f"R-{n}" for n in range(len(answer.runs))]
    logged = [entry.robot for entry in answer.history if entry.text]
    assert logged == [f"R-{n}" for n in range(len(logged))]
    assert 30 < len(answer.runs) < 40 and 10 < len(logged) < 40
