"""What people do to automation while it runs: pauses, the loop breaker, runs by hand."""

import grpc
import pytest

from daemon import text
from robots.v1 import reason_pb2, run_pb2

WAITING = run_pb2.RUN_STATE_WAITING
SUCCEEDED = run_pb2.RUN_STATE_SUCCEEDED


def after(count, unit="HOUR"):
    return {"after": {"count": count, "unit": f"TIME_UNIT_{unit}"}}


@pytest.fixture
def shop(daemon):
    daemon.make_pipeline()
    daemon.make_robot("later", "write_log", parameters={"text": text("Hello {{name}}")},
                      timing=after(1), displayName="Greet")
    return daemon


def test_a_pause_is_shown_and_survives(shop):
    """S-37: in status and on the board, across kill -9 and a snapshot."""
    shop.put_deal("D-1")
    begun = shop.execute("PauseAutomation").pause
    again = shop.execute("PauseAutomation").pause
    assert begun == again and begun.user and begun.reason == reason_pb2.REASON_PAUSED
    shop.execute("PauseAutomation", entityType="deal", pipeline="sales")
    shop.execute("PauseAutomation", entityType="deal", itemId="D-1")
    status = shop.execute("GetStatus")
    assert [(p.pipeline, p.item_id) for p in status.pauses] == [("", ""), ("sales", ""), ("", "D-1")]
    assert (status.paused_items, status.stopped_items) == (1, 0)
    board = shop.execute("GetBoard", entityType="deal", pipeline="sales")
    assert [p.pipeline for p in board.pauses] == ["", "sales"]
    assert board.stages[0].items[0].hold == reason_pb2.REASON_PAUSED
    shop.advance(7200)
    run = shop.runs("D-1")["later"]
    assert (run.state, run.reason) == (WAITING, reason_pb2.REASON_PAUSED)
    shop.restart()
    assert list(shop.execute("GetStatus").pauses) == list(status.pauses)
    shop.execute("Snapshot")
    shop.restart()
    assert shop.runs("D-1")["later"] == run
    for scope in ({}, {"entityType": "deal", "pipeline": "sales"},
                  {"entityType": "deal", "itemId": "D-1"}):
        assert shop.execute("ResumeAutomation", **scope).resumed
        assert not shop.execute("ResumeAutomation", **scope).resumed
    run = shop.runs("D-1")["later"]
    assert (run.state, run.lateness_cause) == (SUCCEEDED, reason_pb2.LATENESS_CAUSE_PAUSED)
    assert run.lateness.seconds == 3600
    why = shop.execute("Explain", entityType="deal", itemId="D-1", robot="later")
    assert any(", because automation was paused" in step.text
               for step in why.explanations[0].steps), why
    assert not shop.execute("GetStatus").pauses


def test_history_tells_of_pauses_and_of_what_people_asked_for(shop):
    shop.put_deal("D-1", fields={"name": text("Table")})
    user = shop.execute("PauseAutomation", entityType="deal", itemId="D-1").pause.user
    shop.execute("ResumeAutomation", entityType="deal", itemId="D-1")
    run = shop.runs("D-1")["later"]
    moved = shop.execute("RescheduleRun", id=run.id, dueTime="2026-03-02T12:30:00Z").run
    assert moved.asked_by == user
    shop.rule("RunRobot", robot="later", entityType="deal", itemId="D-1")
    shop.execute("CancelRun", id=run.id)
    told = [entry.summary for entry in shop.history("D-1")]
    assert told[1:4] == [
        f"{user} paused the robots of deal/D-1", f"{user} let the robots of deal/D-1 go on",
        f'{user} set the time of robot "Greet" from 2026-03-02 09:00 to 2026-03-02 12:30']
    assert told[4] == f'{user} asked for robot "Greet"'
    assert told[-1] == 'robot "Greet" was cancelled because a person cancelled it'
    why = shop.execute("Explain", entityType="deal", itemId="D-1", robot="later")
    occurrences = {e.run.occurrence: e for e in why.explanations}
    assert set(occurrences) == {"", "manual-1"}
    steps = [step.text for step in occurrences["manual-1"].steps]
    assert f"{user} asked for it: it was due at 2026-03-02 08:00" in steps


def test_a_dry_run_says_what_would_happen_and_does_nothing(shop):
    """M8: the condition's comparisons and the resolved parameters."""
    shop.rule("UpdateRobot", robot={"id": "later", "conditionText": 'source = "web"'},
              updateMask="conditionText")
    shop.put_deal("D-1", fields={"name": text("Table"), "source": text("web")})
    before = shop.execute("GetStatus").store
    answer = shop.rule("RunRobot", robot="later", entityType="deal", itemId="D-1",
                       validateOnly=True)
    assert answer.run.state == SUCCEEDED and not answer.run.id
    assert answer.run.resolved_parameters["text"].text == "Hello Table"
    assert [step.text for step in answer.steps] == ['source is "web": yes, it was "web"']
    after_it = shop.execute("GetStatus").store
    assert (before.runs, before.history_entries) == (after_it.runs, after_it.history_entries)


def test_what_cannot_be_done_by_hand_is_refused(shop):
    """S-30: with what is wrong."""
    def refused(call, method, **fields):
        with pytest.raises(grpc.RpcError) as error:
            call(method, **fields)
        return error.value.code(), error.value.details()

    invalid, missing = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND
    assert refused(shop.execute, "PauseAutomation", entityType="deal") == (
        invalid, "entity_type: stands alone; expected a pipeline or an item of it, or nothing at all")
    assert refused(shop.execute, "PauseAutomation", itemId="D-1")[0] == invalid
    assert refused(shop.execute, "PauseAutomation", entityType="deal", pipeline="x")[0] == missing
    assert refused(shop.execute, "CancelRun")[0] == invalid
    assert refused(shop.execute, "CancelRun", id="0000000000001")[0] == missing
    run = shop.put_deal("D-1") and shop.runs("D-1")["later"]
    assert refused(shop.execute, "RescheduleRun", id=run.id) == (invalid, "due_time: is needed")
    code, details = refused(shop.execute, "RetryRun", id=run.id)
    assert code == grpc.StatusCode.FAILED_PRECONDITION and "has not ended" in details


def test_a_repeated_request_is_done_once(shop):
    """S-32 for the calls by hand."""
    shop.put_deal("D-1")
    first = shop.rule("RunRobot", robot="later", entityType="deal", itemId="D-1", requestId="r")
    again = shop.rule("RunRobot", robot="later", entityType="deal", itemId="D-1", requestId="r")
    assert first == again
    assert shop.execute("GetStatus").store.runs == 2
