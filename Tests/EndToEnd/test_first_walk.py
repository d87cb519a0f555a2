"""The main path: a deal enters a stage, its robots act, and everything survives a crash."""

import pytest

from daemon import text
from robots.v1 import reason_pb2, run_pb2

SUCCEEDED = run_pb2.RUN_STATE_SUCCEEDED
WAITING = run_pb2.RUN_STATE_WAITING
SKIPPED = run_pb2.RUN_STATE_SKIPPED
CANCELLED = run_pb2.RUN_STATE_CANCELLED


def money(amount, currency="PLN"):
    return {"money": {"currencyCode": currency, "units": str(amount)}}


@pytest.fixture
def shop(daemon):
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": text("Order {{name}}")})
    daemon.make_robot(
        "big", "write_log", parameters={"text": text("Big")}, conditionText="amount > 100000")
    daemon.make_robot(
        "later", "add_comment", parameters={"text": text("Two days of {{name}}")},
        timing={"after": {"count": 2, "unit": "TIME_UNIT_DAY"}})
    daemon.make_robot(
        "chained", "modify_item", parameters={"set.source": text("seen")},
        timing={"afterPrevious": True, "after": {"count": 1, "unit": "TIME_UNIT_HOUR"}})
    return daemon


def test_immediate_robots_act_within_the_call(shop):
    """M1, T1, C1, C4: exactly 100,000 is not more than 100,000."""
    answer = shop.put_deal("D-1", fields={"name": text("Table"), "amount": money(100000)})
    assert answer.created and answer.moved and answer.visit
    runs = shop.runs("D-1")
    assert runs["log"].state == SUCCEEDED
    assert (runs["big"].state, runs["big"].reason) == (SKIPPED, reason_pb2.REASON_CONDITION_FALSE)
    assert runs["later"].state == WAITING
    assert (runs["chained"].state, runs["chained"].reason) == (WAITING, reason_pb2.REASON_PREVIOUS)
    assert any(entry.text == "Order Table" for entry in shop.history("D-1"))


def test_delay_and_chain_follow_the_clock(shop):
    """T2, T7, S-4: the chained delay counts from the predecessor's finish."""
    shop.put_deal("D-1", fields={"name": text("Table")})
    shop.advance(2 * 86400 - 1)
    assert shop.runs("D-1")["later"].state == WAITING
    shop.advance(1)
    runs = shop.runs("D-1")
    assert runs["later"].state == SUCCEEDED
    assert runs["chained"].due_time.seconds - runs["later"].finish_time.seconds == 3600
    shop.advance(3600)
    assert shop.runs("D-1")["chained"].state == SUCCEEDED
    record = shop.execute("GetRecord", entityType="deal", id="D-1").record
    assert record.fields["source"].text == "seen"


def test_leaving_cancels_what_waits(shop):
    """S-2: whatever waits for the stage ends LEFT_STAGE, successors too."""
    shop.put_deal("D-1", fields={"name": text("Table")})
    moved = shop.execute("MoveItem", entityType="deal", id="D-1", stage="documents")
    assert moved.moved and moved.record.stage == "documents"
    runs = shop.runs("D-1")
    for robot in ("later", "chained"):
        assert (runs[robot].state, runs[robot].reason) == (
            CANCELLED, reason_pb2.REASON_LEFT_STAGE)
    shop.advance(3 * 86400)
    assert shop.runs("D-1")["later"].state == CANCELLED


def test_naming_the_same_stage_does_nothing(shop):
    """S-1."""
    visit = shop.put_deal("D-1").visit
    again = shop.execute("MoveItem", entityType="deal", id="D-1", stage="new")
    assert not again.moved and again.visit == visit


def test_everything_answered_survives_kill(shop):
    """Rule 2: durable before visible; timers are derived from runs again."""
    shop.put_deal("D-1", fields={"name": text("Table"), "amount": money(5)})
    before = shop.execute("GetRecord", entityType="deal", id="D-1")
    runs = shop.runs("D-1")
    history = shop.history("D-1")
    shop.restart()
    assert shop.execute("GetRecord", entityType="deal", id="D-1") == before
    assert shop.runs("D-1") == runs
    assert shop.history("D-1") == history
    shop.advance(2 * 86400)
    assert shop.runs("D-1")["later"].state == SUCCEEDED


def test_everything_survives_a_snapshot_and_a_clean_stop(shop):
    shop.put_deal("D-1", fields={"name": text("Table")})
    snapshot = shop.execute("Snapshot")
    assert snapshot.records > 0
    shop.put_deal("D-2", fields={"name": text("Chair")})
    runs = shop.runs("D-2")
    assert shop.stop() == 0
    shop.start()
    assert shop.runs("D-2") == runs
    shop.restart()
    assert shop.runs("D-2") == runs


def test_change_stage_ends_the_visit_and_starts_the_target(daemon):
    """R6, S-16: visit-ending robots act last, whatever their place in the list."""
    daemon.make_pipeline()
    daemon.make_robot("move", "change_stage", parameters={"stage": text("documents")})
    daemon.make_robot("log", "write_log", parameters={"text": text("before leaving")})
    daemon.make_robot(
        "arrived", "write_log", stage="documents", parameters={"text": text("arrived")})
    answer = daemon.put_deal("D-1")
    assert answer.record.stage == "documents"
    runs = daemon.runs("D-1")
    assert {robot: run.state for robot, run in runs.items()} == {
        "move": SUCCEEDED, "log": SUCCEEDED, "arrived": SUCCEEDED}


def test_change_responsible_keeps_old_and_new(daemon):
    """R5, O1."""
    daemon.make_pipeline()
    for user in ("anna", "marek"):
        daemon.execute("PutRecord", record={"entityType": "user", "id": user})
    daemon.make_robot("hand", "change_responsible", parameters={"user": text("user:marek")})
    daemon.put_deal("D-1", fields={
        "responsible": {"reference": {"entityType": "user", "id": "anna"}}})
    changes = [entry for entry in daemon.history("D-1") if entry.field == "responsible"
               and entry.robot == "hand"]
    assert [(c.old_value.reference.id, c.new_value.reference.id) for c in changes] == [
        ("anna", "marek")]


def test_notify_makes_a_notification(daemon):
    """R8 in the store: a record for the recipient."""
    daemon.make_pipeline()
    daemon.execute("PutRecord", record={"entityType": "user", "id": "anna"})
    daemon.make_robot("tell", "notify", parameters={
        "recipients": text("user:anna"), "text": text("New: {{name}}")})
    daemon.put_deal("D-1", fields={"name": text("Table {{amount}}")})
    found = daemon.execute("ListRecords", entityType="notification").records
    assert [record.fields["text"].text for record in found] == ["New: Table {{amount}}"]


def test_explain_says_why_not(shop):
    """O3: the condition's operands are told."""
    shop.put_deal("D-1", fields={"amount": money(5)})
    answer = shop.execute("Explain", entityType="deal", itemId="D-1", robot="big")
    assert answer.summary
    [explanation] = answer.explanations
    conditions = [step for step in explanation.steps
                  if step.kind == run_pb2.EXPLANATION_KIND_CONDITION]
    assert conditions and conditions[0].path == "amount"
    assert conditions[0].actual.money.units == 5 and not conditions[0].satisfied
