"""M8, M9: robots are copied, presets installed, and answers warn of what is hardly meant."""

import subprocess

import grpc
import pytest

from daemon import BINARIES, text
from test_calls import violations


def robotctl(daemon, *words, expect=0):
    ended = subprocess.run(
        [BINARIES / "robotctl", *words, "--socket", daemon.socket], text=True,
        capture_output=True, timeout=30)
    assert ended.returncode == expect, ended
    return ended


def robots(daemon, **place):
    return [robot for robot in daemon.rule("ListRobots", pageSize=1000, **place).robots]


def test_a_pipelines_robots_are_copied(daemon):
    daemon.make_pipeline()
    daemon.make_pipeline(pipeline="service")
    daemon.make_robot("hi", "write_log", parameters={"text": text("{{name}}")},
                      conditionText="amount > 5")
    daemon.make_robot("go", "change_stage", "payment", parameters={"stage": text("won")},
                      timing={"after": {"count": 1, "unit": "TIME_UNIT_DAY"}})
    tried = daemon.rule("CopyRobots", entityType="deal", pipeline="sales",
                        targetPipeline="service", validateOnly=True)
    assert [(copy.source, copy.robot.id) for copy in tried.copies] == [("hi", ""), ("go", "")]
    assert robots(daemon, entityType="deal", pipeline="service") == []
    made = robotctl(daemon, "robot", "copy", "deal/sales", "deal/service", "--reason", "new team")
    assert "deal/service/payment" in made.stdout
    daemon.restart()
    copies = robots(daemon, entityType="deal", pipeline="service")
    assert [(robot.stage, robot.type, robot.condition_text) for robot in copies] == [
        ("new", "write_log", "amount > 5"), ("payment", "change_stage", "")]
    versions = daemon.rule("ListRuleVersions", kind="RULE_KIND_ROBOT", id=copies[0].id).versions
    assert versions[0].change_reason == "new team"


def test_a_copy_that_does_not_fit_is_refused_whole(daemon):
    daemon.make_pipeline()
    daemon.make_pipeline(entity_type="lead", pipeline="leads")
    daemon.make_robot("hi", "write_log", parameters={"text": text("hi")})
    daemon.make_robot("big", "write_log", parameters={"text": text("{{probability}}")},
                      conditionText="probability > 5")
    with pytest.raises(grpc.RpcError) as caught:
        daemon.rule("CopyRobots", entityType="deal", pipeline="sales", stage="new",
                    targetEntityType="lead", targetPipeline="leads")
    wrong = violations(caught.value)
    assert "robots[1].parameters.text" in wrong
    assert any(path.startswith("robots[1].condition") for path in wrong)
    assert robots(daemon, entityType="lead") == []
    ended = robotctl(daemon, "robot", "copy", "deal/sales", "deal", expect=2)
    assert "TYPE/PIPELINE" in ended.stderr


def test_the_presets_are_listed_and_installed(daemon):
    listed = robotctl(daemon, "preset", "list").stdout
    assert "lead-first-stage" in listed and "deal-first-stage" in listed
    daemon.make_pipeline(entity_type="lead", pipeline="leads")
    preview = robotctl(daemon, "preset", "install", "lead-first-stage", "--validate-only")
    assert "(not made)" in preview.stdout and "control" in preview.stdout
    assert robots(daemon) == []
    robotctl(daemon, "preset", "install", "lead-first-stage")
    assert [robot.type for robot in robots(daemon)] == ["notify", "notify", "control"]
    ended = robotctl(daemon, "preset", "install", "lead-first-stage", "leads", "new", expect=5)
    assert "robots[0].alias" in ended.stderr
    ended = robotctl(daemon, "preset", "install", "deal-first-stage", expect=5)
    assert "there is no pipeline of deal yet" in ended.stderr
    robotctl(daemon, "preset", "install", "nothing", expect=3)


def test_the_leads_preset_tells_responsible_and_supervisor(daemon):
    """M9 as a person sees it: at once, after 2 days, and Control after 3."""
    daemon.make_pipeline(entity_type="lead", pipeline="leads")
    daemon.rule("InstallPreset", preset="lead-first-stage")
    user = lambda id: {"reference": {"entityType": "user", "id": id}}
    shop = {"reference": {"entityType": "department", "id": "shop"}}
    daemon.execute("PutRecord", record={
        "entityType": "department", "id": "shop", "fields": {"head": user("bob")}})
    daemon.execute("PutRecord", record={
        "entityType": "user", "id": "ann", "fields": {"department": shop}})
    for id in ("L-1", "L-2"):
        daemon.execute("PutRecord", record={
            "entityType": "lead", "id": id, "pipeline": "leads", "stage": "new",
            "fields": {"name": text(id), "responsible": user("ann")}})
    told = lambda: [
        (record.fields["recipient"].reference.id, record.fields["item"].reference.id)
        for record in daemon.execute("ListRecords", entityType="notification").records]
    assert told() == [("ann", "L-1"), ("ann", "L-2")]
    daemon.advance(2 * 86_400)
    assert told()[2:] == [("ann", "L-1"), ("ann", "L-2")]
    daemon.execute("MoveItem", entityType="lead", id="L-2", stage="documents")
    daemon.restart()
    daemon.advance(86_400)
    assert told()[4:] == [("bob", "L-1")]


def test_answers_warn_of_what_is_hardly_meant(daemon):
    daemon.make_pipeline()
    daemon.make_robot("go", "change_stage", parameters={"stage": text("payment")})
    late = {"id": "late", "entityType": "deal", "pipeline": "sales", "stage": "new",
            "type": "write_log", "parameters": {"text": text("x")},
            "timing": {"after": {"count": 1, "unit": "TIME_UNIT_DAY"}}}
    for only in (True, False):
        answer = daemon.rule("CreateRobot", robot=late, validateOnly=only)
        assert [list(warning.robots) for warning in answer.warnings] == [["late", "go"]]
    answer = daemon.rule("UpdateRobot", robot={"id": "late", "surviveStageChange": True},
                         updateMask="surviveStageChange")
    assert list(answer.warnings) == []
    trigger = {"id": "first", "entityType": "deal", "pipeline": "sales", "stage": "new",
               "type": "form_submitted"}
    answer = daemon.rule("CreateTrigger", trigger=trigger)
    assert list(answer.warnings[0].triggers) == ["first"]
    shown = robotctl(daemon, "robot", "create", (
        '{"id": "never", "entityType": "deal", "pipeline": "sales", "stage": "payment",'
        ' "type": "write_log", "parameters": {"text": {"text": "x"}},'
        ' "conditionText": "probability > 5 AND probability < 3"}'))
    assert "contradicts itself" in shown.stderr and "contradicts itself" not in shown.stdout
    moved = robotctl(daemon, "robot", "move", "never", "documents")
    assert "contradicts itself" in moved.stderr
