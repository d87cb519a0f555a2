"""Triggers and events through the daemon: what scenarios cannot say, ids, refusals, management."""

import grpc
import pytest

from daemon import BINARIES, Daemon, text
from robots.v1 import reason_pb2
from scenario import reason
from test_calls import violations

import json
import subprocess

CLOCK = "2026-03-02T08:00:00Z"
URL = "https://crm.example.com/hooks"


@pytest.fixture
def shop(daemon):
    daemon.make_pipeline()
    return daemon


def trigger(id, type, stage="payment", **more):
    return {"id": id, "entityType": "deal", "pipeline": "sales", "stage": stage, "type": type,
            **more}


def item(id, entity_type="deal"):
    return {"item": {"entityType": entity_type, "id": id}}


def refused(call, *arguments, **fields):
    with pytest.raises(grpc.RpcError) as caught:
        call(*arguments, **fields)
    return caught.value


def order(daemon, stage):
    answer = daemon.rule("ListTriggers", entityType="deal", pipeline="sales", stage=stage)
    return [(one.id, one.position) for one in answer.triggers]


def test_a_trigger_is_managed_like_a_robot(shop):
    """api.md: create, get, list, update with mask and etag, delete."""
    made = shop.rule("CreateTrigger", trigger=trigger(
        "form", "form_submitted", displayName="Form", conditionText="amount > 5",
        parameters={"form": text("order")})).trigger
    assert (made.version, made.position, made.enabled, made.author) == (1, 1, True, "system")
    assert made.condition.comparison.path == "amount" and made.etag
    assert shop.rule("GetTrigger", id="form").trigger == made
    changed = shop.rule("UpdateTrigger", trigger={
        "id": "form", "etag": made.etag, "allowBackwards": True}, updateMask="allowBackwards")
    assert changed.trigger.allow_backwards and changed.trigger.version == 2
    assert changed.trigger.condition_text == "amount > 5"
    stale = refused(shop.rule, "UpdateTrigger", trigger={
        "id": "form", "etag": made.etag, "enabled": False}, updateMask="enabled")
    assert stale.code() == grpc.StatusCode.ABORTED
    assert refused(shop.rule, "CreateTrigger", trigger=trigger(
        "form", "form_submitted")).code() == grpc.StatusCode.ALREADY_EXISTS
    shop.restart()
    assert shop.rule("GetTrigger", id="form").trigger == changed.trigger
    shop.rule("DeleteTrigger", id="form")
    assert refused(shop.rule, "GetTrigger", id="form").code() == grpc.StatusCode.NOT_FOUND
    assert shop.rule("ListTriggers").triggers == []


def test_triggers_of_a_stage_have_an_order(shop):
    """S-12: the order among the triggers of a stage can be changed, also by another stage's."""
    for id in ("a", "b", "c"):
        shop.rule("CreateTrigger", trigger=trigger(id, "form_submitted"))
    shop.rule("CreateTrigger", trigger=trigger("d", "form_submitted", position=2))
    assert order(shop, "payment") == [("a", 1), ("d", 2), ("b", 3), ("c", 4)]
    shop.rule("UpdateTrigger", trigger={"id": "c", "position": 1}, updateMask="position")
    assert order(shop, "payment") == [("c", 1), ("a", 2), ("d", 3), ("b", 4)]
    moved = shop.rule("UpdateTrigger", trigger={"id": "a", "stage": "won"}, updateMask="stage")
    assert (moved.trigger.stage, moved.trigger.position) == ("won", 1)
    assert order(shop, "payment") == [("c", 1), ("d", 2), ("b", 3)]
    shop.rule("DeleteTrigger", id="c")
    shop.restart()
    assert order(shop, "payment") == [("d", 1), ("b", 2)]


def test_every_offending_field_of_a_trigger_is_named(shop):
    """S-30."""
    error = refused(shop.rule, "CreateTrigger", trigger=trigger(
        "a/b", "field_changed", displayName="x\ny", actingUser="nobody",
        conditionText="amont > 5", parameters={"field": text("amont"), "colour": text("red")}))
    assert set(violations(error)) == {
        "trigger.id", "trigger.display_name", "trigger.acting_user", "trigger.condition_text",
        "trigger.parameters.field", "trigger.parameters.colour"}
    assert "amount" in violations(error)["trigger.parameters.field"]
    error = refused(shop.rule, "CreateTrigger", trigger=trigger("t", "form_sent", stage="none"))
    assert set(violations(error)) == {"trigger.type", "trigger.stage"}


def test_a_webhook_needs_a_public_url(directory):
    """G9: NO_PUBLIC_URL until the configuration names one."""
    hook = trigger("hook", "webhook_received", parameters={"code": text("s3cret-0123456789")})
    with Daemon(directory, clock=CLOCK) as daemon:
        daemon.make_pipeline()
        error = refused(daemon.rule, "CreateTrigger", trigger=hook)
        assert error.code() == grpc.StatusCode.FAILED_PRECONDITION
        assert reason(error) == "NO_PUBLIC_URL"
        assert daemon.rule("ListTriggers").triggers == []
    with Daemon(directory, clock=CLOCK, configuration={"public_url": URL}) as daemon:
        daemon.rule("CreateTrigger", trigger=hook)
        daemon.put_deal("D-1")
        answer = daemon.execute("SendEvent", event={
            "type": "webhook_received", "targets": [item("D-1")],
            "payload": {"code": text("s3cret-0123456789"), "anything": text("else")}})
        assert answer.results[0].moved
        # The secret is nowhere in the history.
        assert not any("s3cret" in str(entry) for entry in daemon.history("D-1"))


def test_a_public_url_must_be_an_address(directory):
    for wrong in ("crm.example.com", "ftp://x", "https://", "https:///x", "http://a b"):
        with pytest.raises(AssertionError, match="public_url|expected an address"):
            Daemon(directory, configuration={"public_url": wrong}).start()


def test_a_repeated_event_is_answered_as_the_first_time(shop):
    """S-32: scoped by source; the same id with another event is refused, after a crash too."""
    shop.rule("CreateTrigger", trigger=trigger("form", "form_submitted"))
    for id in ("D-1", "D-2"):
        shop.put_deal(id)
    event = {"id": "E-1", "type": "form_submitted", "targets": [item("D-1")]}
    first = shop.execute("SendEvent", event=event)
    assert first.event_id == "E-1" and first.results[0].moved and not first.duplicate
    shop.execute("MoveItem", entityType="deal", id="D-1", stage="new")
    shop.restart()
    again = shop.execute("SendEvent", event=event)
    assert again.duplicate and again.results == first.results
    assert shop.execute("GetRecord", entityType="deal", id="D-1").record.stage == "new"
    error = refused(shop.execute, "SendEvent", event={**event, "targets": [item("D-2")]})
    assert reason(error) == "ID_REUSED"
    made = [shop.execute("SendEvent", event={"type": "form_submitted", "targets": [item("D-2")]})
            for _ in range(2)]
    assert made[0].event_id < made[1].event_id


def test_validate_only_says_what_would_happen(shop):
    shop.make_pipeline("lead", "leads")
    shop.rule("CreateTrigger", trigger=trigger("form", "form_submitted"))
    shop.put_deal("D-1")
    before = shop.history("D-1")
    answer = shop.execute("SendEvent", validateOnly=True, event={
        "type": "form_submitted", "targets": [
            item("D-1"), {"client": {"address": "+48600", "createIfNone": {"pipeline": "leads"}}}]})
    deal, lead = answer.results
    assert deal.moved and (deal.trigger, deal.stage) == ("form", "payment")
    assert lead.created and (lead.pipeline, lead.stage, lead.item_id) == ("leads", "new", "")
    assert shop.history("D-1") == before
    assert shop.execute("GetRecord", entityType="deal", id="D-1").record.stage == "new"
    assert not shop.execute("ListRecords", entityType="lead").records


def test_a_lead_is_made_for_an_unknown_client(shop):
    """S-12: create_if_none, linked to the client, with fields of its own."""
    shop.make_pipeline("lead", "leads")
    shop.rule("CreateTrigger", trigger={
        **trigger("form", "form_submitted"), "entityType": "lead", "pipeline": "leads"})
    client = {"record": {"entityType": "contact", "id": "C-1"}, "createIfNone": {
        "pipeline": "leads", "fields": {"name": text("From the site")}}}
    [result] = shop.execute("SendEvent", event={
        "type": "form_submitted", "targets": [{"client": client}]}).results
    assert result.created and result.moved and result.entity_type == "lead"
    record = shop.execute("GetRecord", entityType="lead", id=result.item_id).record
    assert (record.stage, record.fields["name"].text) == ("payment", "From the site")
    assert record.fields["contacts"].list.values[0].reference.id == "C-1"
    client["createIfNone"]["fields"]["colour"] = text("red")
    client["createIfNone"]["pipeline"] = "leads"
    error = refused(shop.execute, "SendEvent", event={
        "type": "form_submitted", "targets": [{"client": client}]})
    assert set(violations(error)) == {
        "event.targets[0].client.create_if_none.fields.colour"}


def test_explain_and_history_say_why_each_candidate_lost(shop):
    """O3: trigger candidates and why each lost."""
    shop.rule("CreateTrigger", trigger=trigger("here", "form_submitted", stage="new"))
    shop.rule("CreateTrigger", trigger=trigger(
        "big", "form_submitted", displayName="Big orders", conditionText="amount > 5"))
    shop.put_deal("D-1")
    shop.execute("SendEvent", event={
        "id": "E-1", "type": "form_submitted", "targets": [item("D-1")],
        "payload": {"form": text("order")}})
    answer = shop.execute("Explain", entityType="deal", itemId="D-1")
    assert "Big orders" in answer.summary and not answer.explanations
    [event] = answer.events
    assert (event.id, event.type, event.acting_user) == ("E-1", "form_submitted", "system")
    assert [(one.trigger, one.stage, one.reason) for one in event.candidates] == [
        ("here", "new", reason_pb2.REASON_ALREADY_IN_STAGE),
        ("big", "payment", reason_pb2.REASON_CONDITION_FALSE)]
    assert 'form "order"' in event.summary
    [entry] = [entry for entry in shop.history("D-1") if entry.event]
    assert (entry.event, entry.event_type, entry.summary) == (
        "E-1", "form_submitted", event.summary)
    assert list(entry.candidates) == list(event.candidates)


def test_a_simulated_event_does_what_a_real_one_does(shop):
    """O5: the same triggers, and no effect."""
    shop.rule("CreateTrigger", trigger=trigger("form", "form_submitted"))
    shop.make_robot("thank", "write_log", stage="payment", parameters={"text": text("Thanks")})
    shop.put_deal("D-1")
    event = {"event": {"type": "form_submitted", "targets": [item("D-1")]}}
    simulated = shop.rule(
        "Simulate", item={"entityType": "deal", "id": "D-1"},
        events=[{"time": "2026-03-02T09:00:00Z", "event": event}])
    assert not simulated.refused_events
    assert [entry.text for entry in simulated.history if entry.robot == "thank"][:1] == ["Thanks"]
    assert shop.execute("GetRecord", entityType="deal", id="D-1").record.stage == "new"
    shop.advance(3600)
    shop.execute("SendEvent", **event)
    real = shop.execute("GetRecord", entityType="deal", id="D-1").record
    assert (real.stage, real.stage_enter_time) == (
        simulated.item.stage, simulated.item.stage_enter_time)


def test_the_catalogue_draws_a_form(shop):
    types = {type.id: type for type in shop.rule("ListTriggerTypes").trigger_types}
    assert set(types) == {"form_submitted", "webhook_received", "invoice_paid", "field_changed"}
    assert types["webhook_received"].needs_public_url and types["form_submitted"].open_payload
    assert [one.id for one in types["field_changed"].payload] == ["field"]
    assert types["invoice_paid"].from_records


def test_a_field_that_a_trigger_names_is_in_use(shop):
    """S-30: neither its parameter nor its condition loses a field."""
    fields = [{"id": "colour", "type": "VALUE_TYPE_TEXT"}, {"id": "size", "type": "VALUE_TYPE_TEXT"}]
    shop.rule("UpdateEntityType", entityType={"id": "deal", "fields": fields}, updateMask="fields")
    shop.rule("CreateTrigger", trigger=trigger(
        "colour", "field_changed", parameters={"field": text("colour")},
        conditionText='size = "XL"'))
    for kept in fields:
        error = refused(shop.rule, "UpdateEntityType", entityType={
            "id": "deal", "fields": [kept]}, updateMask="fields")
        assert reason(error) == "IN_USE"


def robotctl(daemon, *words):
    return subprocess.run(
        [BINARIES / "robotctl", "--socket", daemon.socket, *words], capture_output=True,
        text=True, timeout=30, check=True).stdout


def test_robotctl_manages_triggers_and_sends_events(shop):
    shop.put_deal("D-1", fields={"emails": {"list": {"values": [text("ann@example.com")]}}})
    robotctl(shop, "trigger", "create", json.dumps(trigger("form", "form_submitted")))
    assert "form_submitted" in robotctl(shop, "trigger", "list")
    assert "webhook_received" in robotctl(shop, "trigger", "types")
    robotctl(shop, "trigger", "disable", "form")
    shown = robotctl(shop, "event", "send", "form_submitted", "deal/D-1", "form=order")
    assert "form disabled" in shown
    robotctl(shop, "trigger", "enable", "form")
    shown = robotctl(shop, "event", "send", "form_submitted", "ann@example.com", "--newest")
    assert "deal/D-1" in shown and "moved by form" in shown and "sales/payment" in shown
    why = robotctl(shop, "why", "deal/D-1")
    assert "took deal/D-1 to" in why and "it is disabled" in why
    assert 'trigger "form" moved deal/D-1' in robotctl(shop, "history", "list", "deal/D-1")
    robotctl(shop, "trigger", "delete", "form")
    assert "form" not in robotctl(shop, "trigger", "list")
