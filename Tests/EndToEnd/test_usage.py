"""What is asked for wrongly: by options, by the configuration, by robotctl's arguments."""

import json
import re
import signal
import subprocess
import time

import grpc
import pytest

from daemon import BINARIES, Daemon, text
from test_calls import violations


def robotd(*arguments):
    return subprocess.run(
        [BINARIES / "robotd", *arguments], capture_output=True, text=True, timeout=30)


def robotctl(daemon, *words, stdin=""):
    return subprocess.run(
        [BINARIES / "robotctl", *words, "--socket", daemon.socket], text=True, input=stdin,
        capture_output=True, timeout=30)


def test_an_executor_of_an_unknown_type_is_refused_at_start(directory):
    path = directory / "robotd.json"
    path.write_text('{\n  "executors": {"nope": "q"}\n}')
    ended = robotd("--config", path, "--socket", directory / "s", "--data-directory",
                   directory / "data")
    assert ended.returncode == 64
    assert f'{path}:2:17: executors: there is no robot type "nope"; expected one of notify, ' in (
        ended.stderr)
    assert not (directory / "data").exists()


def test_an_executor_of_an_unknown_type_is_refused_at_reload(directory):
    with Daemon(directory, configuration={"executors": {"notify": "q"}}) as daemon:
        (directory / "robotd.json").write_text(json.dumps(
            {"executors": {"nope": "q"}, "users": {"1": "ann"}}))
        daemon.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 20
        while "configuration not taken over" not in daemon.log.read_text():
            assert time.monotonic() < deadline, daemon.log.read_text()
            time.sleep(0.01)
        assert 'there is no robot type \\"nope\\"' in daemon.log.read_text()
        types = {type.id: type.executor for type in daemon.rule("ListRobotTypes").robot_types}
        assert types["notify"] == "q"


def test_a_socket_path_that_is_too_long_is_a_mistake_of_the_options(directory):
    path = directory / ("x" * (108 - len(str(directory)) - 1))
    ended = robotd("--socket", path, "--data-directory", directory / "data")
    assert ended.returncode == 64
    assert "has 108 bytes; a socket's path has at most 107" in ended.stderr


BROKEN = [
    (("robot", "create", '{"id": "x",\n "type" }'), "line 2, column 9"),
    (("robot", "update", "{"), "line 1, column 2"),
    (("trigger", "create", "[}"), "line 1, column 2"),
    (("calendar", "create", '{"id": }'), "line 1, column 8"),
    (("call", "robots.v1.RuleService/GetRobot", '{"id" 7}'), "line 1, column 7"),
    (("call", "robots.v1.ExecutionService/WatchRuns", "nothing"), "line 1, column 1"),
    (("robot", "create", '{"id": 7}'), "robot.id"),
    (("robot", "create", '{"idd": "x"}'), "idd"),
]


@pytest.mark.parametrize("words,place", BROKEN)
def test_broken_json_is_wrong_usage(daemon, words, place):
    ended = robotctl(daemon, *words)
    assert ended.returncode == 2, ended
    assert place in ended.stderr


def test_broken_json_names_its_file(daemon, directory):
    path = directory / "robot.json"
    path.write_text("{\n\n]")
    ended = robotctl(daemon, "robot", "create", f"@{path}")
    assert ended.returncode == 2
    assert f"{path}: line 3, column 1" in ended.stderr
    ended = robotctl(daemon, "robot", "create", "-", stdin="{")
    assert ended.returncode == 2
    assert "standard input: line 1" in ended.stderr


def test_every_text_beside_a_good_request_has_a_limit(daemon):
    """Each request is good but for one text, so that only its length can be what is wrong."""
    daemon.make_pipeline()
    daemon.put_deal("D-1", fields={"name": text("Table")})
    long = "x" * 300
    for field in ("causationId", "eventId", "requestId"):
        for method, request in [
            ("PutRecord", {"record": {"entityType": "deal", "id": "D-1"}}),
            ("MoveItem", {"entityType": "deal", "id": "D-1", "stage": "payment"}),
        ]:
            with pytest.raises(grpc.RpcError) as caught:
                daemon.execute(method, **request, **{field: long})
            assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
            assert field.replace("Id", "_id") in violations(caught.value)
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execute("ListRecords", entityType="deal", pageToken="x" * 3000)
    assert "page_token" in violations(caught.value)
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execute("ListRecords", entityType="deal", filter="x" * 2_000_000)
    assert "a text has at most" in caught.value.details()


def test_one_offending_field_is_told_once(daemon):
    daemon.make_pipeline()
    ended = robotctl(daemon, "preset", "install", "lead-first-stage")
    assert ended.returncode == 5
    assert ended.stderr.count("there is no pipeline of lead yet") == 1, ended.stderr
    ended = robotctl(daemon, "robot", "create", '{"entityType": "deal", "pipeline": "x"}')
    assert "(and 1 more)" in ended.stderr
    assert ended.stderr.count("robot.pipeline: ") == 1, ended.stderr


@pytest.mark.parametrize("words,message", [
    (("coming", "--before", "yesterday"), "--before takes a time such as 2026-03-29T08:00:00Z, "
                                          'not "yesterday"'),
    (("run", "reschedule", "1", "soon"), 'TIME takes a time such as'),
    (("simulate", "deal/D-1", "--at", "noon"), '--at takes a time such as'),
    (("simulate", "deal/D-1", "--move", "noon=won"), '--move takes a time such as'),
    (("deal", "put", "D-1", "--event-time", "noon"), '--event-time takes a time such as'),
    (("deal", "move", "D-1", "won", "--event-time", "noon"), '--event-time takes a time such as'),
    (("event", "send", "x", "deal/D-1", "--event-time", "1"), '--event-time takes a time such as'),
    (("clock", "advance", "noonT"), 'TIME takes a time such as'),
    (("run", "list", "--state", "nope"), "--state takes waiting, ready, dispatched, succeeded, "
                                         'failed, skipped or cancelled, not "nope"'),
    (("watch", "--state", "nope"), "--state takes waiting"),
    (("watch", "changes", "--kind", "nope"), '--kind takes record, visit, run, history, rule, '
                                             'schema, application or pause, not "nope"'),
    (("robot", "update", "{}", "--in-flight", "nope"), "--in-flight takes keep-timing, keep-all, "
                                                       'migrate or cancel-waiting, not "nope"'),
    (("history", "list", "--since", "noon"), '--since takes a time such as'),
    (("history", "list", "--before", "noon"), '--before takes a time such as'),
    (("history", "list", "--kind", "nope"), '--kind takes created, field-changed, moved, '),
    (("call", "GetStatus"), 'a method is written SERVICE/METHOD, not "GetStatus"'),
])
def test_a_mistake_is_named_by_the_word_that_was_written(daemon, words, message):
    ended = robotctl(daemon, *words)
    assert ended.returncode == 2 and message in ended.stderr, ended


@pytest.mark.parametrize("words, message", [
    (("frobnicate",), 'there is no command "frobnicate"'),
    (("--timeout", "5", "frobnicate", "-o", "json"), 'there is no command "frobnicate"'),
    (("calendar", "frob", "--zone", "x", "--output=json"), 'there is no command "calendar frob"'),
    (("calendar", "create", "office", "--hours", "mon 08:00-09:00"),
     "a new calendar needs --zone"),
])
def test_what_is_wrong_with_a_command_line_is_said_of_its_words(daemon, words, message):
    ended = robotctl(daemon, *words)
    assert ended.returncode == 2 and message in ended.stderr, ended


@pytest.mark.parametrize("words, option, range", [
    (("simulate", "deal/D-1"), "--days", "0 to 3660"),
    (("status",), "--timeout", "0 to 315360000"),
    (("clock", "advance", "1s"), "--settle", "0 to 31536000"),
    (("work", "q"), "--credit", "1 to 10000"),
    (("work", "q"), "--count", "0 to 9223372036854775807"),
    (("robot", "apply", "r"), "--rate", "0 to 1000"),
    (("robot", "list"), "--page-size", "0 to 2147483647"),
    (("robot", "move", "r"), "--position", "0 to 2147483647"),
    (("board", "deal", "sales"), "--items", "0 to 2147483647"),
])
def test_a_number_out_of_its_range_is_wrong_usage(daemon, words, option, range):
    for number in ["-1", "9223372036854775808", "1" + "0" * 40, "x", "1.5", ""]:
        ended = robotctl(daemon, *words, f"{option}={number}")
        assert ended.returncode == 2, ended
        assert f'{option} takes a whole number from {range}, not "{number}"' in ended.stderr


@pytest.mark.parametrize("words", [
    ("simulate", "deal/D-1", "--days", "200000000000000"),
    ("status", "--timeout", "9223372036854775807"), ("status", "--timeout", "99999999999999"),
    ("clock", "advance", "1s", "--settle", "18446744074"),
    ("clock", "advance", "9223372036854775807s"), ("wait", "9223372036854775807"),
])
def test_no_number_is_too_large_to_be_refused(daemon, words):
    daemon.make_pipeline()
    ended = robotctl(daemon, *words)
    assert ended.returncode in (2, 5), ended


def test_the_longest_spans_are_taken(daemon):
    daemon.make_pipeline()
    daemon.put_deal("D-1")
    for words in [("simulate", "deal/D-1", "--days", "3650"), ("status", "--timeout", "315360000"),
                  ("wait", "2147483647")]:
        ended = robotctl(daemon, *words)
        assert ended.returncode == 0, ended


def test_a_move_that_is_refused_in_a_simulation_is_named(daemon):
    daemon.make_pipeline()
    daemon.put_deal("D-1")
    moves = ("--move", "2026-03-03T00:00:00Z=zzz", "--move", "2026-03-04T00:00:00Z=won",
             "--move", "2026-03-05T00:00:00Z=yyy")
    ended = robotctl(daemon, "simulate", "deal/D-1", *moves)
    for move, stage in [(moves[1], "zzz"), (moves[5], "yyy")]:
        assert f"--move {move} is refused: " in ended.stderr and stage in ended.stderr, ended


@pytest.mark.parametrize("words, message", [
    (("watch", "deal/NOPE"), 'there is no deal "NOPE"'),
    (("watch", "--robot", "nope"), 'there is no robot "nope"'),
    (("watch", "changes", "deal", "nosuch"), 'there is no entity type "nosuch"'),
    (("run", "list", "--robot", "typo"), 'there is no robot "typo"'),
    (("coming", "--robot", "typo"), 'there is no robot "typo"'),
    (("event", "send", "form_submitted", "deal/ghost"), "there is none of the event's targets"),
    (("event", "send", "form_submitted", "deal/ghost", "contact/C-9", "x@example.com"),
     "there is none of the event's targets"),
])
def test_what_is_not_there_is_named(daemon, words, message):
    ended = robotctl(daemon, *words, "--timeout", "20")
    assert ended.returncode == 3 and message in ended.stderr, ended


def test_a_robot_that_was_deleted_has_its_runs(daemon):
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    daemon.put_deal("D-1")
    robotctl(daemon, "robot", "delete", "log")
    assert "succeeded" in robotctl(daemon, "run", "list", "--robot", "log").stdout
    assert robotctl(daemon, "coming", "--robot", "log").returncode == 0
    ended = robotctl(daemon, "event", "send", "form_submitted", "deal/D-1", "deal/ghost")
    assert ended.returncode == 0 and "deal/ghost  -" in ended.stdout, ended


@pytest.mark.parametrize("words", [
    ("deal", "get", "contact/C-1"), ("deal", "delete", "contact/C-1"),
    ("deal", "put", "contact/C-1", "name=x"), ("deal", "move", "contact/C-1", "won"),
    ("lead", "delete", "contact/C-1"),
])
def test_deal_and_lead_take_no_other_type(daemon, words):
    daemon.make_pipeline()
    daemon.execute("PutRecord", record={"entityType": "contact", "id": "C-1"})
    ended = robotctl(daemon, *words)
    assert ended.returncode == 2, ended
    assert f"of the type {words[0]}, and contact/C-1 is a contact" in ended.stderr
    assert daemon.execute("GetRecord", entityType="contact", id="C-1").record.id == "C-1"
    daemon.put_deal("D-1")
    assert robotctl(daemon, "deal", "get", "deal/D-1").returncode == 0


def test_what_never_was_is_not_found_and_what_was_deleted_has_its_history(daemon):
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    daemon.put_deal("D-1")
    daemon.execute("DeleteRecord", entityType="deal", id="D-1")
    for words in [("coming", "--item"), ("run", "list"), ("history", "list"), ("why",)]:
        ended = robotctl(daemon, *words, "deal/NOSUCH")
        assert ended.returncode == 3 and 'there is no deal "NOSUCH"' in ended.stderr, ended
        assert robotctl(daemon, *words, "deal/D-1").returncode == 0
    assert "succeeded" in robotctl(daemon, "run", "list", "deal/D-1").stdout
    assert "deleted" in robotctl(daemon, "history", "list", "deal/D-1").stdout


def test_usage_has_single_blanks(daemon):
    for words in (("coming",), ("status",), ("robot", "types")):
        usage = robotctl(daemon, *words, "--help").stdout.split("\nusage: ")[1].split("\n")[0]
        assert "  " not in usage


def test_a_short_service_name_is_enough(daemon):
    assert json.loads(robotctl(daemon, "call", "ExecutionService/GetStatus").stdout)["version"]
    health = robotctl(daemon, "call", "grpc.health.v1.Health/Check")
    assert json.loads(health.stdout)["status"] == "SERVING"


def test_the_elements_of_the_help_of_ingest_are_taken(daemon, directory):
    daemon.make_pipeline()
    details = robotctl(daemon, "ingest", "--help").stdout.split("is standard input:\n")[1]
    elements = details.split("Here some take")[0]
    path = directory / "changes.jsonl"
    path.write_text(re.sub(r"\n {11,}", " ", elements))
    ended = robotctl(daemon, "ingest", path, "--source", "creme")
    assert ended.returncode == 0 and "5 done, 0 refused" in ended.stdout, ended


def test_robots_that_are_off_are_listed_with_a_mark(daemon):
    daemon.make_pipeline()
    for id in ("one", "two"):
        daemon.make_robot(id, "write_log", parameters={"text": text("x")})
    robotctl(daemon, "robot", "disable", "two")
    rows = [line.split()[:2] for line in robotctl(daemon, "robot", "list").stdout.splitlines()]
    assert rows == [["ROBOT", "ON"], ["one", "yes"], ["two", "no"]]


@pytest.mark.parametrize("timing, words", [
    ({"after": {"count": 3, "unit": "TIME_UNIT_HOUR"}, "workingTime": "WORKING_TIME_COUNT",
      "calendar": "office"}, "after 3 hours, counted in working time of office"),
    ({"after": {"count": 3, "unit": "TIME_UNIT_HOUR"}, "workingTime": "WORKING_TIME_SHIFT",
      "calendar": "office", "maxLateness": "7200s"},
     "after 3 hours, then moved to working time of office, at most 7200s late"),
    ({"date": {"path": "close_date", "recurrence": "RECURRENCE_YEARLY", "once": True}},
     "at close_date, yearly, the first time only"),
    ({"date": {"path": "close_date", "againOnChange": True}, "pastDue": "PAST_DUE_SKIP"},
     "at close_date, again when it changes, never if that is past"),
    ({"clockTime": {"hours": 10}, "timeZone": "Asia/Tokyo"}, "at 10:00, in Asia/Tokyo"),
])
def test_timings_that_differ_read_differently(daemon, timing, words):
    daemon.make_pipeline()
    daemon.rule("CreateCalendar", calendar={
        "id": "office", "timeZone": "Europe/Warsaw",
        "hours": [{"days": ["MONDAY"], "opens": {"hours": 8}, "closes": {"hours": 16}}]})
    daemon.make_robot("r", "write_log", parameters={"text": text("x")}, timing=timing)
    for command in ("get", "list"):
        done = robotctl(daemon, "robot", command, *(["r"] if command == "get" else []))
        assert words in done.stdout


def test_reasons_of_robots(daemon):
    daemon.make_pipeline()
    robotctl(daemon, "robot", "create", "--reason", "a new line", json.dumps({
        "id": "log", "entityType": "deal", "pipeline": "sales", "stage": "new",
        "type": "write_log", "parameters": {"text": text("x")}}))
    robotctl(daemon, "robot", "move", "log", "payment", "--reason", "it was too soon")
    versions = daemon.rule("ListRuleVersions", kind="RULE_KIND_ROBOT", id="log").versions
    assert [version.change_reason for version in versions] == ["it was too soon", "a new line"]
    with pytest.raises(grpc.RpcError) as caught:
        daemon.rule("MoveRobot", id="log", stage="new", changeReason="x" * 2000)
    assert "change_reason" in violations(caught.value)


def test_a_mask_in_either_spelling(daemon):
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    for mask, amount in [("condition_text,run_limit", 1), ("conditionText, runLimit", 2)]:
        ended = robotctl(daemon, "robot", "update", "--mask", mask, json.dumps({
            "id": "log", "conditionText": f"amount > {amount}",
            "runLimit": "RUN_LIMIT_ONCE_PER_ITEM"}))
        assert ended.returncode == 0, ended
        assert daemon.rule("GetRobot", id="log").robot.condition_text == f"amount > {amount}"


def test_the_example_of_robot_update(daemon):
    daemon.make_pipeline()
    daemon.make_robot("big-deal", "write_log", parameters={"text": text("x")}, displayName="Big")
    help = robotctl(daemon, "robot", "update", "--help").stdout
    assert "Without --mask the robot is given whole" in help
    words = help.split("robotctl robot update --mask ")[1]
    mask, request = words.split(" '")[0], words.split("'")[1]
    assert robotctl(daemon, "robot", "update", "--mask", mask, request).returncode == 0
    robot = daemon.rule("GetRobot", id="big-deal").robot
    assert (robot.condition_text, robot.display_name) == ("amount > 50000", "Big")
    assert robot.parameters["text"].text == "Big: {{name}}"
    parts = " ".join(help.split("The parts are ")[1].split()).split(", each")[0]
    for part in parts.replace(" and ", ", ").split(", "):
        ended = robotctl(daemon, "robot", "update", "--mask", part, "--validate-only",
                         json.dumps({"id": "big-deal", "type": "write_log", "position": 1,
                                     "parameters": {"text": text("x")}}))
        assert ended.returncode == 0, (part, ended)


@pytest.mark.parametrize("written,members", [
    ("a,b", ["a", "b"]), (r"a\,b, c", ["a,b", "c"]), (r"a\\,b", ["a\\", "b"]),
    (r"C:\x,\\", [r"C:\x", "\\"]), (r"a\\\,b", [r"a\,b"]), ("a\\", ["a\\"]),
])
def test_members_of_lists_may_hold_commas(daemon, written, members):
    daemon.make_pipeline()
    robotctl(daemon, "deal", "put", "D-1", f"tags={written}", "--pipeline", "sales", "--stage", "new")
    record = daemon.execute("GetRecord", entityType="deal", id="D-1").record
    assert [value.text for value in record.fields["tags"].list.values] == members


def test_nothing_would_happen(daemon):
    daemon.make_pipeline()
    daemon.put_deal("D-1")
    ended = robotctl(daemon, "simulate", "deal/D-1")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "nothing would happen\n")


def test_a_reason_is_said_once(daemon):
    daemon.make_pipeline()
    daemon.make_robot("tell", "notify", parameters={
        "recipients": text("responsible"), "text": text("x")})
    daemon.put_deal("D-1")
    for words in [("why", "deal/D-1", "tell"), ("history", "list", "deal/D-1")]:
        for line in robotctl(daemon, *words).stdout.splitlines():
            assert line.count("the item has no responsible") < 2, line
    assert "because the item has no responsible" in robotctl(
        daemon, "why", "deal/D-1", "tell").stdout


def test_amounts_in_quotes(daemon):
    daemon.make_pipeline()
    made = daemon.make_robot("log", "write_log", parameters={"text": text("x")},
                             conditionText="amount > '100 EUR' AND NOTEMPTY(source)")
    assert made.condition_text == 'amount > money("EUR", 100) AND notEmpty(source)'


def test_a_page_token_is_only_good_for_its_own_request(daemon):
    daemon.make_pipeline()
    for number in range(3):
        daemon.put_deal(f"D-{number}")
    token = daemon.execute("ListRecords", entityType="deal", pageSize=1).next_page_token
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execute("ListRecords", entityType="deal", filter='id = "D-0"', pageToken=token)
    assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "page_token" in violations(caught.value)
