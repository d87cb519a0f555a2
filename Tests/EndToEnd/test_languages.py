"""The texts that explain conditions, templates and the configuration are true: each example is
tried with the daemon, on the one deal of which the texts speak."""

import json
import re
import subprocess

import grpc
import pytest

from daemon import BINARIES, Daemon, text
from robots.v1 import run_pb2
from test_readme import table
from test_usage import robotd


def reference(type, id):
    return {"reference": {"entityType": type, "id": id}}


# As the topics and the README describe it.
DEAL = {
    "name": text("Oak table"),
    "amount": {"money": {"currencyCode": "PLN", "units": "12400", "nanos": 500_000_000}},
    "source": text("web"),
    "tags": {"list": {"values": [text("vip"), text("oak")]}},
    "probability": {"integer": "60"},
    "close_date": {"date": {"year": 2026, "month": 6, "day": 3}},
    "responsible": reference("user", "anna"),
    "contacts": {"list": {"values": [reference("contact", "C-1")]}},
}
DOCUMENTS = {
    "invoice": {"amount": {"money": {"currencyCode": "PLN", "units": "6200"}}},
    "quote": {"valid_until": {"date": {"year": 2026, "month": 5, "day": 31}}},
}


@pytest.fixture
def shop(directory):
    """The deal's people; the clock says 09:00 where the service is."""
    with Daemon(directory, clock="2026-03-02T08:00:00Z",
                configuration={"time_zone": "Europe/Warsaw"}) as daemon:
        daemon.make_pipeline()
        daemon.execute("PutRecord", record={
            "entityType": "user", "id": "anna",
            "fields": {"name": text("Anna Nowak"), "department": reference("department", "shop")}})
        daemon.execute("PutRecord", record={
            "entityType": "user", "id": "bob", "fields": {"name": text("Bob Lis")}})
        daemon.execute("PutRecord", record={
            "entityType": "department", "id": "shop", "fields": {"head": reference("user", "bob")}})
        daemon.execute("PutRecord", record={
            "entityType": "contact", "id": "C-1",
            "fields": {"name": text("Maria Kowalska"), "first_name": text("Maria"),
                       "city": text("Kraków")}})
        for type, fields in DOCUMENTS.items():
            daemon.make_pipeline(entity_type=type, pipeline="papers")
            daemon.execute("PutRecord", record={
                "entityType": type, "id": "1", "pipeline": "papers", "stage": "new",
                "fields": {**fields, "items": {"list": {"values": [reference("deal", "D-1")]}}}})
        yield daemon


def topic(name):
    """What robotctl says of a topic, and its examples with what stands beside them."""
    shown = subprocess.run(
        [BINARIES / "robotctl", "help", name], capture_output=True, text=True, timeout=20)
    assert shown.returncode == 0, shown
    lines = [line[4:] for line in shown.stdout.splitlines() if re.match(r"    \S", line)]
    return shown.stdout, [re.split(r"  +", line, maxsplit=1) for line in lines]


def quoted(cell):
    return cell.split("`")[1].replace(r"\|", "|")


def test_the_topics_fit_a_terminal():
    for name in ("conditions", "templates"):
        assert max(map(len, topic(name)[0].splitlines())) <= 85


def test_conditions(shop):
    examples = [example for example, *_ in topic("conditions")[1]]
    examples += [quoted(row[0]) for row in table("Conditions")]
    examples += [
        part for row in table("Conditions") for part in re.findall("`([^`]+)`", row[1])
        if re.search(r"[a-z]\w* [=<>]", part)]
    assert len(examples) > 40
    for number, condition in enumerate(examples):
        shop.make_robot(
            f"c{number}", "write_log", parameters={"text": text("x")}, conditionText=condition,
            timing={"after": {"count": 1, "unit": "TIME_UNIT_HOUR"}})
    # What has changed since the entry is the source.
    shop.put_deal("D-1", fields={**DEAL, "source": text("fair")})
    shop.execute("PutRecord", record={
        "entityType": "deal", "id": "D-1", "fields": {"source": text("web")}})
    shop.advance(3600)
    runs = shop.runs("D-1")
    failed = [condition for number, condition in enumerate(examples)
              if runs[f"c{number}"].state != run_pb2.RUN_STATE_SUCCEEDED]
    assert not failed
    for condition in examples:
        found = shop.execute("ListRecords", entityType="deal", filter=condition).records
        assert [record.id for record in found] == ["D-1"], condition


def test_templates(shop):
    examples = [tuple(example) for example in topic("templates")[1]]
    readme = [(f"{{{{{quoted(row[0])} | {quoted(row[1])}}}}}", row[2])
              for row in table("Templates")]
    assert len(examples) > 25 and len(readme) > 8
    examples += readme
    for number, (template, _) in enumerate(examples):
        shop.make_robot(f"t{number}", "write_log", parameters={"text": text(template)})
    shop.put_deal("D-1", fields=DEAL)
    said = {entry.robot: entry.text for entry in shop.history("D-1") if entry.text}
    assert [(template, said.get(f"t{number}"))
            for number, (template, _) in enumerate(examples)] == examples


def test_outputs_of_earlier_robots(shop):
    shown = topic("templates")[0]
    assert "{{greeting.comment}}" in shown
    shop.make_robot("a", "add_comment", parameters={"text": text("x")}, alias="greeting")
    shop.make_robot("b", "write_log", parameters={"text": text("{{greeting.comment}}")},
                    timing={"afterPrevious": True})
    types = json.loads(subprocess.run(
        [BINARIES / "robotctl", "robot", "types", "-o", "json", "--socket", shop.socket],
        capture_output=True, text=True, timeout=20).stdout)["robotTypes"]
    [comment] = [type for type in types if type["id"] == "add_comment"]
    assert [output["id"] for output in comment["outputs"]] == ["comment"]


def refusal(call, *arguments, **fields):
    with pytest.raises(grpc.RpcError) as caught:
        call(*arguments, **fields)
    return caught.value.details()


def test_a_template_that_can_never_fit_its_field_is_refused(shop):
    said = refusal(shop.make_robot, "a", "modify_item",
                   parameters={"set.close_date": text("{{now}}")})
    hint = '{{now | date: "yyyy-MM-dd"}}'
    assert said == ("robot.parameters.set.close_date: {{now}} is timestamp; expected date,"
                    f" as {hint} gives")
    shop.make_robot("a", "modify_item", parameters={"set.close_date": text(hint)})
    shop.put_deal("D-1")
    deal = shop.execute("GetRecord", entityType="deal", id="D-1").record
    date = deal.fields["close_date"].date
    assert (date.year, date.month, date.day) == (2026, 3, 2)


def test_reserved_names(shop):
    shown = " ".join(topic("templates")[0].split())
    said = refusal(shop.make_robot, "a", "add_comment", parameters={"text": text("x")}, alias="now")
    names = said.split("expected none of ")[1]
    assert f"A robot's alias is none of {names}." in shown
    said = refusal(shop.rule, "CreateEntityType", entityType={
        "id": "car", "fields": [{"id": "stage", "type": "VALUE_TYPE_TEXT"}]})
    names = said.split("expected none of ")[1]
    assert f"A field of one's own is none of {names}." in shown


def test_help_knows_topics_and_commands():
    def ask(*words):
        return subprocess.run(
            [BINARIES / "robotctl", *words], capture_output=True, text=True, timeout=20)
    overview = ask("help").stdout
    assert overview == ask("--help").stdout
    assert "  conditions  how to write" in overview and "  templates   how to write" in overview
    assert ask("help", "robot", "create").stdout == ask("robot", "create", "--help").stdout
    assert ask("help", "robot").stdout == ask("robot", "--help").stdout
    assert ask("status", "help").stdout == ask("status", "--help").stdout
    unknown = ask("help", "conditons")
    assert unknown.returncode == 2 and 'there is no topic and no command "conditons"' in (
        unknown.stderr)
    for shell in ("bash", "zsh", "fish"):
        assert "conditions templates" in ask("completion", shell).stdout


def settings(directory):
    """The settings that the reader of the configuration knows, by its own words."""
    path = directory / "robotd.json"
    path.write_text('{"nothing": 1}')
    return robotd("--config", path).stderr.split("expected one of ")[1].split()


def configuration_help():
    return robotd("help", "configuration").stdout


def test_the_configurations_settings(directory):
    known = [name.strip(",") for name in settings(directory)]
    assert len(known) > 15
    shown = configuration_help()
    assert re.findall(r"^  (\w+): ", shown, re.MULTILINE) == known
    listed = [name for row in table("Configuration") for name in re.findall(r"`(\w+)`", row[0])]
    assert sorted(listed) == sorted(known)
    example = shown.split("An example with every setting:\n")[1]
    assert list(json.loads(example)) == known
    assert "robotd help configuration" in robotd("--help").stdout
    assert robotd("help").stdout == robotd("--help").stdout


def test_the_configurations_example_is_taken(directory):
    """Its paths and group are another machine's, so it ends there and not at the file."""
    example = json.loads(configuration_help().split("An example with every setting:\n")[1])
    path = directory / "robotd.json"
    path.write_text(json.dumps(
        {**example, "data_directory": str(directory / "data"), "users": {"1001": "anna"},
         "trusted": [33]}))
    ended = robotd("check", "--config", path)
    assert str(path) not in ended.stderr and "robotd.json" not in ended.stderr, ended
