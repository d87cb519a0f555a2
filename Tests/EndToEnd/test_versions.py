"""M17: versions of robots, triggers and calendars over the socket and by robotctl."""

import json
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
    return ended.stdout


FORM = {"id": "form", "entityType": "deal", "pipeline": "sales", "stage": "payment",
        "type": "form_submitted"}
HOURS = [{"days": ["MONDAY"], "opens": {"hours": 8}, "closes": {"hours": 16}}]


def test_a_triggers_versions_survive_and_come_back(daemon):
    daemon.make_pipeline()
    daemon.rule("CreateTrigger", trigger=FORM, changeReason="the new site")
    daemon.rule("UpdateTrigger", trigger={"id": "form", "parameters": {"form": text("order")}},
                updateMask="parameters", changeReason="orders only")
    daemon.restart()
    listed = daemon.rule("ListRuleVersions", kind="RULE_KIND_TRIGGER", id="form").versions
    assert [(version.version, version.change_reason, list(version.changes))
            for version in listed] == [
        (2, "orders only", ['parameter form: from none to "order"']), (1, "the new site", [])]
    assert listed[1].trigger.id == "form" and not listed[1].trigger.parameters
    shown = robotctl(daemon, "trigger", "rollback", "form", "1", "--reason", "all forms again")
    assert "version 3" in shown and 'from "order" to none' in shown
    assert not daemon.rule("GetTrigger", id="form").trigger.parameters
    table = robotctl(daemon, "trigger", "versions", "form")
    assert "all forms again" in table and "the new site" in table
    daemon.rule("DeleteTrigger", id="form")
    daemon.restart()
    assert "deleted" in robotctl(daemon, "trigger", "versions", "form")


def test_a_calendars_versions_survive_a_snapshot(daemon):
    daemon.rule("CreateCalendar", calendar={
        "id": "office", "timeZone": "UTC", "hours": HOURS}, changeReason="opened")
    daemon.rule("UpdateCalendar", calendar={"id": "office", "timeZone": "Europe/Warsaw"},
                updateMask="timeZone", changeReason="moved")
    daemon.execute("Snapshot")
    assert daemon.stop() == 0
    daemon.start()
    shown = json.loads(robotctl(daemon, "calendar", "versions", "office", "-o", "json"))
    assert [version["changeReason"] for version in shown["versions"]] == ["moved", "opened"]
    robotctl(daemon, "calendar", "rollback", "office", "1")
    assert daemon.rule("GetCalendar", id="office").calendar.time_zone == "UTC"
    robotctl(daemon, "calendar", "rollback", "office", "7", expect=3)


def test_a_robots_versions_by_robotctl(daemon):
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    robotctl(daemon, "robot", "update", '{"id": "log", "parameters": {"text": {"text": "y"}}}',
             "--mask", "parameters", "--reason", "better")
    assert 'parameter text: from "x" to "y"' in robotctl(daemon, "robot", "versions", "log")
    tried = robotctl(daemon, "robot", "rollback", "log", "1", "--validate-only")
    assert "version 3" in tried
    same = robotctl(daemon, "robot", "rollback", "log", "2")
    assert same == "nothing changed: version 2 is the present one\n"
    assert daemon.rule("GetRobot", id="log").robot.version == 2


def test_in_flight_is_for_robots_alone(daemon):
    daemon.make_pipeline()
    daemon.rule("CreateTrigger", trigger=FORM)
    with pytest.raises(grpc.RpcError) as caught:
        daemon.rule("RollbackRule", kind="RULE_KIND_TRIGGER", id="form", version=1,
                    inFlight="IN_FLIGHT_POLICY_MIGRATE")
    assert "in_flight" in violations(caught.value)
    with pytest.raises(grpc.RpcError) as caught:
        daemon.rule("RollbackRule", kind="RULE_KIND_TRIGGER", id="form", version=1, force=True)
    assert "force" in violations(caught.value)


def go(id, target, stage="new", **more):
    return {"id": id, "entityType": "deal", "pipeline": "sales", "stage": stage,
            "type": "change_stage", "parameters": {"stage": text(target)}, **more}


def test_whatever_would_close_a_cycle_can_be_forced_by_robotctl(daemon):
    """S-13: each of these is refused, CYCLE, and done with --force."""
    daemon.make_pipeline()
    robotctl(daemon, "robot", "create", json.dumps(go("back", "new", stage="documents")))
    robotctl(daemon, "robot", "create", json.dumps({
        **go("slow", "won"), "type": "write_log", "parameters": {"text": text("x")},
        "timing": {"after": {"count": 1, "unit": "TIME_UNIT_DAY"}}}))
    robotctl(daemon, "robot", "create", json.dumps(
        go("go", "documents", timing={"afterPrevious": True})))

    def only_by_force(*words):
        robotctl(daemon, *words, expect=6)
        robotctl(daemon, *words, "--force")

    only_by_force("robot", "disable", "slow")
    robotctl(daemon, "robot", "enable", "slow")
    only_by_force("robot", "move", "slow", "payment")
    robotctl(daemon, "robot", "move", "slow", "new", "--position", "1")
    only_by_force("robot", "delete", "slow")
    robotctl(daemon, "robot", "update", "--mask", "enabled", '{"id": "go", "enabled": false}')
    only_by_force("robot", "enable", "go")
    robotctl(daemon, "robot", "disable", "go")
    only_by_force("robot", "rollback", "go", "1")


def test_a_preset_is_installed_for_a_reason(daemon):
    daemon.make_pipeline()
    for words, reason in [((), "installed with the preset deal-first-stage"),
                          (("--reason", "the new team"), "the new team")]:
        robotctl(daemon, "preset", "install", "deal-first-stage", *words)
        for robot in daemon.rule("ListRobots").robots:
            version = daemon.rule("ListRuleVersions", kind="RULE_KIND_ROBOT", id=robot.id).versions
            assert version[0].change_reason == reason
            daemon.rule("DeleteRobot", id=robot.id, force=True)
