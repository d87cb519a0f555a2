"""What robotctl's words and options do: places, checks, reasons, completion."""

import json
import re
import subprocess

from daemon import BINARIES, text
from robots.v1 import history_pb2


def robotctl(daemon, *words):
    return subprocess.run(
        [BINARIES / "robotctl", *words, "--socket", daemon.socket], text=True,
        capture_output=True, timeout=30)


def test_history_is_narrowed_by_kind_and_time(daemon):
    daemon.make_pipeline()
    daemon.put_deal("D-1")
    second = daemon.put_deal("D-1", fields={"name": text("Table")}).record
    middle = second.update_time.ToJsonString()
    daemon.execute("DeleteRecord", entityType="deal", id="D-1")

    def kinds(*words):
        listed = json.loads(robotctl(daemon, "history", "list", "-o", "json", *words).stdout)
        return [entry["kind"].removeprefix("HISTORY_KIND_") for entry in listed.get("entries", [])]

    everything = kinds()
    assert everything[0] == "CREATED" and everything[-1] == "DELETED"
    assert kinds("--kind", "field-changed", "--kind", "deleted") == ["FIELD_CHANGED", "DELETED"]
    assert kinds("--before", middle) + kinds("--since", middle) == everything
    assert kinds("--since", middle, "--newest-first")[0] == "DELETED"
    every = re.findall(r"HISTORY_KIND_(\w+)", " ".join(history_pb2.HistoryKind.keys()))
    for kind in every[1:]:
        kinds("--kind", kind.lower().replace("_", "-"))


def test_whatever_can_be_checked_is_only_checked_by_validate_only(daemon):
    pipeline = {"entityType": "deal", "id": "sales", "stages": [{"id": "new"}, {"id": "next"}]}
    create = ("pipeline", "create", json.dumps(pipeline))
    assert "next" in robotctl(daemon, *create, "--validate-only").stdout
    assert robotctl(daemon, "pipeline", "list").stdout == ""
    assert robotctl(daemon, *create).returncode == 0
    for words in [
        ("pipeline", "update", "--mask", "display_name",
         '{"entityType": "deal", "id": "sales", "displayName": "XX"}'),
        ("entity-type", "update", "--mask", "display_name", '{"id": "deal", "displayName": "XX"}'),
        ("deal", "put", "D-1", "name=XX", "--pipeline", "sales", "--stage", "new"),
        ("record", "put", "contact/C-1", "name=XX"),
    ]:
        tried = robotctl(daemon, *words, "--validate-only")
        assert tried.returncode == 0 and "XX" in tried.stdout, tried
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    tried = robotctl(daemon, "robot", "delete", "log", "--validate-only")
    assert tried.stderr == "it would be deleted; 0 waiting runs cancelled\n"
    assert "deal/sales/next" in robotctl(daemon, "robot", "move", "log", "next",
                                         "--validate-only").stdout
    assert "deal/sales/new " in robotctl(daemon, "robot", "list").stdout
    for words in [("pipeline", "list"), ("entity-type", "list"), ("deal", "list"),
                  ("record", "list", "contact")]:
        assert "XX" not in robotctl(daemon, *words).stdout
    assert "there is no" in robotctl(daemon, "deal", "put", "D-1", "--stage", "x", "--pipeline",
                                     "sales", "--validate-only").stderr


def test_what_tells_of_elsewhere_is_done_once_and_dated(daemon):
    daemon.make_pipeline()
    for type, delete in [("deal", ("deal", "delete", "X-1")),
                         ("deal", ("item", "delete", "deal/X-1")),
                         ("contact", ("record", "delete", "contact/X-1"))]:
        record = {"entityType": type, "id": "X-1"}
        place = {"pipeline": "sales", "stage": "new"} if type == "deal" else {}
        daemon.execute("PutRecord", record={**record, **place})
        words = (*delete, "--event-id", f"{delete[0]}-is-gone", "--event-time")
        ended = robotctl(daemon, *words, "2100-01-01T00:00:00Z")
        assert ended.returncode == 5 and "event_time" in ended.stderr, ended
        assert robotctl(daemon, *words, "2020-01-01T00:00:00Z").returncode == 0
        daemon.execute("PutRecord", record={**record, **place})
        again = robotctl(daemon, *words, "2020-01-01T00:00:00Z")
        assert again.returncode == 0 and "known already; nothing was done" in again.stderr, again
        daemon.execute("DeleteRecord", **record)


def test_to_turn_a_rule_on_or_off_has_its_reason(daemon):
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    daemon.rule("CreateTrigger", trigger={"id": "form", "entityType": "deal", "pipeline": "sales",
                                          "stage": "payment", "type": "form_submitted"})
    for kind, id in [("robot", "log"), ("trigger", "form")]:
        robotctl(daemon, kind, "disable", id, "--reason", "too loud")
        robotctl(daemon, kind, "enable", id, "--reason", "quiet now")
        versions = robotctl(daemon, kind, "versions", id).stdout
        assert "too loud" in versions and "quiet now" in versions


def test_a_dry_run_has_two_spellings(daemon):
    daemon.make_pipeline()
    daemon.put_deal("D-1")
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    for option in ("--dry-run", "--validate-only"):
        assert robotctl(daemon, "robot", "apply", "log", option).stdout == "1 item would be taken\n"
        assert "(not made)" in robotctl(daemon, "robot", "run", "log", "deal/D-1", option).stdout
    assert not daemon.runs("D-1")


def test_fish_knows_the_options_of_each_command(daemon):
    lines = robotctl(daemon, "completion", "fish").stdout.splitlines()
    assert all(line.startswith("complete -c robotctl ") for line in lines)
    seen = "-n '__fish_seen_subcommand_from robot; and __fish_seen_subcommand_from {}' -l {} "
    assert [line for line in lines if seen.format("create", "force") in line]
    assert not [line for line in lines if seen.format("list", "force") in line]
    output = "-l output -s o -r -d 'table (for people) or json (for programs)'"
    assert f"complete -c robotctl {output}" in lines
    filters = [line for line in lines if "from record; and" in line and " -l filter " in line]
    assert filters and "\\'amount > 1000 AND stage = \"new\"\\'" in filters[0]


def test_a_place_is_one_word_or_several(daemon):
    for pipeline in ("sales", "service"):
        daemon.make_pipeline(pipeline=pipeline)
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    daemon.put_deal("D-1")
    for words, part in [(("board",), "D-1"), (("pipeline", "get"), "new"),
                        (("robot", "list"), "log"), (("lint",), ""), (("trigger", "list"), "")]:
        for place in [("deal/sales",), ("deal", "sales")]:
            ended = robotctl(daemon, *words, *place)
            assert ended.returncode == 0 and part in ended.stdout, ended
    for place, count in [(("deal",), 1), (("deal/sales/new",), 1), (("deal/sales", "won"), 0),
                         (("deal", "sales", "new"), 1), ((), 1), (("lead",), 0)]:
        assert robotctl(daemon, "robot", "list", *place).stdout.count("write_log") == count, place
    for words, form in [
        (("board", "deal"), "TYPE/PIPELINE"), (("board", "deal/sales/new"), "TYPE/PIPELINE"),
        (("pipeline", "delete", "deal/"), "TYPE/PIPELINE"),
        (("robot", "list", "deal//new"), "TYPE, TYPE/PIPELINE or TYPE/PIPELINE/STAGE"),
        (("robot", "move", "log", "deal/sales"), "TYPE/PIPELINE/STAGE"),
        (("preset", "install", "deal-first-stage", "a/b/c/d"),
         "TYPE/PIPELINE or TYPE/PIPELINE/STAGE"),
    ]:
        ended = robotctl(daemon, *words)
        word = words[-1]
        assert ended.returncode == 2, ended
        assert f'a place is written {form}, not "{word}"' in ended.stderr, ended


def test_robots_presets_and_items_go_to_places(daemon):
    for pipeline in ("sales", "service"):
        daemon.make_pipeline(pipeline=pipeline)
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    daemon.put_deal("D-1")

    def robot():
        robot = daemon.rule("GetRobot", id="log").robot
        return (robot.pipeline, robot.stage)

    for words, place in [(("deal/service/won",), ("service", "won")),
                         (("new",), ("service", "new")),
                         (("won", "sales"), ("sales", "won")), ((), ("sales", "won"))]:
        assert robotctl(daemon, "robot", "move", "log", *words).returncode == 0
        assert robot() == place
    for words, place in [(("deal/service/payment",), ("service", "payment")),
                         (("new",), ("service", "new")), (("won", "sales"), ("sales", "won"))]:
        assert robotctl(daemon, "deal", "move", "D-1", *words).returncode == 0
        record = daemon.execute("GetRecord", entityType="deal", id="D-1").record
        assert (record.pipeline, record.stage) == place
    for words, place in [(("deal/service",), "new"), (("sales", "documents"), "documents"),
                         (("deal/sales/payment",), "payment")]:
        ended = robotctl(daemon, "preset", "install", "deal-first-stage", *words, "-o", "json")
        assert ended.returncode == 0, ended
        assert json.loads(ended.stdout)["robots"][0]["stage"] == place
    for words in [("robot", "move", "log", "lead/sales/new"), ("deal", "move", "D-1", "lead/a/b"),
                  ("preset", "install", "deal-first-stage", "lead/sales/new")]:
        ended = robotctl(daemon, *words)
        assert ended.returncode == 2 and "for the type deal, and the place is one of lead" in (
            ended.stderr), ended
