"""O8: what is hardly meant about robots, over the socket and by robotctl."""

import json
import subprocess

from daemon import BINARIES, text
from robots.v1 import lint_pb2


def lint(daemon, *words):
    return subprocess.run([BINARIES / "robotctl", "--socket", daemon.socket, "lint", *words],
                          capture_output=True, text=True, timeout=20)


def test_findings_are_named_and_counted(daemon):
    daemon.make_pipeline()
    assert lint(daemon).returncode == 0
    daemon.execute("PutRecord", record={"entityType": "user", "id": "anna"})
    daemon.make_robot("go", "change_stage", parameters={"stage": text("documents")},
                      timing={"after": {"count": 1, "unit": "TIME_UNIT_DAY"}})
    daemon.make_robot("late", "write_log", parameters={"text": text("late")},
                      timing={"after": {"count": 2, "unit": "TIME_UNIT_DAY"}})
    daemon.make_robot("never", "notify", parameters={
        "recipients": text("user:anna"), "text": text("x")},
        conditionText="probability > 5 AND probability < 3")
    found = daemon.rule("LintRules", entityType="deal", pipeline="sales").findings
    assert [(finding.kind, list(finding.robots), finding.severity) for finding in found] == [
        (lint_pb2.LINT_KIND_CUT_OFF, ["late", "go"], lint_pb2.LINT_SEVERITY_WARNING),
        (lint_pb2.LINT_KIND_CONDITION_NEVER_TRUE, ["never"], lint_pb2.LINT_SEVERITY_ERROR)]
    people = lint(daemon)
    assert people.returncode == 9 and "contradicts itself" in people.stdout
    program = lint(daemon, "deal", "sales", "new", "-o", "json")
    assert program.returncode == 9 and len(json.loads(program.stdout)["findings"]) == 2
    assert lint(daemon, "deal", "sales", "won").returncode == 0


def test_a_moment_that_has_passed_is_told_when_it_is_saved_and_when_it_comes_to_pass(daemon):
    daemon.make_pipeline()
    hello = {"text": text("x")}
    past = daemon.rule("CreateRobot", robot={
        "id": "past", "entityType": "deal", "pipeline": "sales", "stage": "new",
        "type": "write_log", "parameters": hello, "timing": {"instant": "2026-03-01T08:00:00Z"}})
    assert [warning.kind for warning in past.warnings] == [lint_pb2.LINT_KIND_MOMENT_PASSED]
    daemon.make_robot("soon", "write_log", parameters=hello,
                      timing={"instant": "2026-03-02T09:00:00Z"})
    assert "past" in lint(daemon).stdout and "soon" not in lint(daemon).stdout
    daemon.advance(7200)
    assert "soon" in lint(daemon).stdout
