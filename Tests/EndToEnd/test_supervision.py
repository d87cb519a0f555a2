"""R7: a control robot, in step with what clients and staff do."""

import pytest
from grpc import RpcError, StatusCode

from daemon import Daemon, text
from robots.v1 import reason_pb2, run_pb2


@pytest.fixture
def shop(directory):
    with Daemon(directory, clock="2026-03-02T08:00:00Z") as running:
        running.make_pipeline()
        yield running


def control(shop, timing, **parameters):
    shop.rule("CreateRobot", robot={
        "id": "watch", "entityType": "deal", "pipeline": "sales", "stage": "new",
        "type": "control", "timing": timing, "parameters": {
            "text": text("{{name}} waits"), "recipient": text("user:bob"),
            **{name: text(value) for name, value in parameters.items()}}})


def write(shop):
    shop.execute("SendEvent", event={"type": "form_submitted", "targets": [
        {"item": {"entityType": "deal", "id": "D-1"}}]})


def notifications(shop):
    return len(shop.execute("ListRecords", entityType="notification").records)


def test_it_follows_the_client_and_tells_again_when_nobody_answers_again(shop):
    control(shop, {"date": {"path": "last_client_activity", "direction": "DATE_DIRECTION_AFTER",
                            "span": {"count": 2, "unit": "TIME_UNIT_HOUR"},
                            "againOnChange": True}},
            violation="NO_ANSWER_FOR", **{"for": "2 hours"})
    shop.put_deal("D-1", fields={"name": text("Desk")})
    write(shop)
    shop.advance(3600)
    write(shop)
    shop.advance(3600)
    assert notifications(shop) == 0
    shop.restart()
    shop.advance(3600)
    assert notifications(shop) == 1
    write(shop)
    shop.advance(3600)
    shop.put_deal("D-1", fields={
        "last_staff_answer": {"timestamp": "2026-03-02T11:30:00Z"}})
    shop.advance(3600)
    assert notifications(shop) == 1
    run = shop.execute("ListRuns", entityType="deal", itemId="D-1").runs[-1]
    assert run.state == run_pb2.RUN_STATE_SKIPPED
    assert run.reason == reason_pb2.REASON_CONDITION_FALSE
    why = shop.execute("Explain", entityType="deal", itemId="D-1", robot="watch").summary
    assert "and was answered at 2026-03-02 11:30" in why
    write(shop)
    shop.advance(7200)
    assert notifications(shop) == 2


def test_a_worker_is_not_asked_without_need(directory):
    with Daemon(directory, clock="2026-03-02T08:00:00Z",
                configuration={"executors": {"control": "watchers"}}) as shop:
        shop.make_pipeline()
        control(shop, {"after": {"count": 1, "unit": "TIME_UNIT_HOUR"}},
                violation="NO_ACTIVITY_FOR", **{"for": "60 minutes"})
        shop.put_deal("D-1")
        shop.put_deal("D-2")
        shop.advance(1800)
        shop.execute("SendEvent", event={"type": "form_submitted", "targets": [
            {"item": {"entityType": "deal", "id": "D-1"}}]})
        shop.advance(1800)
        assert shop.runs("D-1")["watch"].reason == reason_pb2.REASON_CONDITION_FALSE
        assert shop.runs("D-2")["watch"].state == run_pb2.RUN_STATE_READY


def test_a_span_that_is_none_is_refused(shop):
    with pytest.raises(RpcError) as refused:
        control(shop, {"immediately": {}}, violation="NO_ANSWER_FOR", **{"for": "a while"})
    assert refused.value.code() == StatusCode.INVALID_ARGUMENT
    assert "expected a count and a unit such as 2 days" in refused.value.details()
