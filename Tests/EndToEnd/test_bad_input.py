"""Bad input on every call: a status, the field's path, and nothing changed."""

import grpc
import pytest
from google.protobuf import json_format
from google.protobuf.descriptor import FieldDescriptor

from daemon import text
from robots.v1 import execution_service_pb2, rule_service_pb2
from test_calls import status_of, violations

SERVICES = {
    "rules": rule_service_pb2.DESCRIPTOR.services_by_name["RuleService"],
    "execution": execution_service_pb2.DESCRIPTOR.services_by_name["ExecutionService"],
}
UNARY = [
    (name, method.name)
    for name, service in SERVICES.items()
    for method in service.methods
    if not method.client_streaming and not method.server_streaming
]
REFUSALS = {
    grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.FAILED_PRECONDITION, grpc.StatusCode.ALREADY_EXISTS,
    grpc.StatusCode.ABORTED,
}
MAY_BE_EMPTY = {
    "ListEntityTypes", "ListPipelines", "ListRobots", "ListRobotTypes", "ListRuns",
    "ListApplications", "ListHistory", "GetStatus", "Snapshot", "ListCalendars", "LintRules",
    "ListTriggers", "ListTriggerTypes", "ListPresets",
    # Of everything.
    "PauseAutomation", "ResumeAutomation",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """One daemon for all of these, since nothing may change."""
    import pathlib
    import tempfile

    from daemon import Daemon
    with tempfile.TemporaryDirectory(prefix="robotd-", dir="/tmp") as name:
        with Daemon(pathlib.Path(name), clock="2026-03-02T08:00:00Z") as daemon:
            daemon.make_pipeline()
            daemon.make_robot("log", "write_log", parameters={"text": text("x")})
            daemon.put_deal("D-1", fields={"name": text("Table")})
            yield daemon


def sequence(daemon):
    return daemon.execute("GetStatus").journal.last_sequence


def refused(daemon, service, method, request):
    """The error of a call that must change nothing."""
    before = sequence(daemon)
    with pytest.raises(grpc.RpcError) as caught:
        getattr(getattr(daemon, service), method)(request, timeout=20)
    assert sequence(daemon) == before
    return caught.value


def request_type(service, method):
    return SERVICES[service].methods_by_name[method].input_type._concrete_class


@pytest.mark.parametrize("service,method", UNARY)
def test_empty(house, service, method):
    request = request_type(service, method)()
    if method in MAY_BE_EMPTY:
        getattr(getattr(house, service), method)(request, timeout=20)
        return
    error = refused(house, service, method, request)
    assert error.code() in REFUSALS, error
    assert status_of(error).details


def string_fields(message, prefix=""):
    """Every singular string of a request, in sub-messages too, as paths."""
    for field in message.DESCRIPTOR.fields:
        if field.is_repeated:
            continue
        if field.type == FieldDescriptor.TYPE_STRING:
            yield f"{prefix}{field.name}"
        elif field.type == FieldDescriptor.TYPE_MESSAGE and not prefix.count(".") > 1:
            if field.message_type.full_name.startswith("robots.v1.") and (
                    field.message_type.name not in ("Condition", "Comparison")):
                yield from string_fields(
                    field.message_type._concrete_class(), f"{prefix}{field.name}.")


def set_path(message, path, value):
    *parents, name = path.split(".")
    for parent in parents:
        message = getattr(message, parent)
        message.SetInParent()
    setattr(message, name, value)


@pytest.mark.parametrize("service,method", UNARY)
def test_over_long_texts(house, service, method):
    """Any text of 70 KiB is refused, and by its path where the request alone is wrong."""
    for path in string_fields(request_type(service, method)()):
        request = request_type(service, method)()
        set_path(request, path, "x" * 70_000)
        error = refused(house, service, method, request)
        assert error.code() in REFUSALS, (path, error)


@pytest.mark.parametrize("service,method", UNARY)
def test_unknown_enum_numbers(house, service, method):
    descriptor = SERVICES[service].methods_by_name[method].input_type
    for field in descriptor.fields:
        if field.type != FieldDescriptor.TYPE_MESSAGE or field.is_repeated:
            continue
        for inner in field.message_type.fields:
            if inner.type != FieldDescriptor.TYPE_ENUM:
                continue
            request = request_type(service, method)()
            setattr(getattr(request, field.name), inner.name, 99)
            assert f"{field.name}.{inner.name}" in violations(
                refused(house, service, method, request))


def parse(message, **fields):
    return json_format.ParseDict(fields, message)


UNKNOWN = [
    ("rules", "GetEntityType", {"id": "nothing"}),
    ("rules", "DeleteEntityType", {"id": "nothing"}),
    ("rules", "GetPipeline", {"entityType": "deal", "id": "nothing"}),
    ("rules", "GetPipeline", {"entityType": "nothing", "id": "sales"}),
    ("rules", "DeletePipeline", {"entityType": "deal", "id": "nothing"}),
    ("rules", "GetRobot", {"id": "nothing"}),
    ("rules", "DeleteRobot", {"id": "nothing"}),
    ("rules", "MoveRobot", {"id": "nothing", "stage": "new"}),
    ("rules", "UpdateRobot", {"robot": {"id": "nothing", "enabled": False},
                              "updateMask": "enabled"}),
    ("execution", "GetRecord", {"entityType": "deal", "id": "nothing"}),
    ("execution", "GetRecord", {"entityType": "nothing", "id": "D-1"}),
    ("execution", "DeleteRecord", {"entityType": "deal", "id": "nothing"}),
    ("execution", "MoveItem", {"entityType": "deal", "id": "nothing", "stage": "new"}),
    ("execution", "GetRun", {"id": "0123456789abc"}),
    ("execution", "Explain", {"entityType": "deal", "itemId": "nothing", "robot": "log"}),
    ("execution", "Explain", {"entityType": "deal", "itemId": "D-1", "robot": "nothing"}),
    ("execution", "GetBoard", {"entityType": "deal", "pipeline": "nothing"}),
]


@pytest.mark.parametrize("service,method,fields", UNKNOWN)
def test_unknown_ids(house, service, method, fields):
    error = refused(house, service, method, parse(request_type(service, method)(), **fields))
    assert error.code() == grpc.StatusCode.NOT_FOUND, error


DUPLICATES = [
    ("rules", "CreateEntityType", {"entityType": {"id": "deal", "fields": []}}),
    ("rules", "CreatePipeline", {"pipeline": {
        "entityType": "deal", "id": "sales", "stages": [{"id": "x"}]}}),
    ("rules", "CreateRobot", {"robot": {
        "id": "log", "entityType": "deal", "pipeline": "sales", "stage": "new",
        "type": "write_log", "parameters": {"text": {"text": "x"}}}}),
]


@pytest.mark.parametrize("service,method,fields", DUPLICATES)
def test_duplicates(house, service, method, fields):
    error = refused(house, service, method, parse(request_type(service, method)(), **fields))
    assert error.code() == grpc.StatusCode.ALREADY_EXISTS, error


STALE = [
    ("rules", "UpdatePipeline", {"pipeline": {
        "entityType": "deal", "id": "sales", "displayName": "New name", "etag": "stale"},
        "updateMask": "displayName"}),
    ("rules", "DeletePipeline", {"entityType": "deal", "id": "sales", "etag": "stale"}),
    ("rules", "UpdateEntityType", {"entityType": {
        "id": "deal", "displayName": "New name", "etag": "stale"}, "updateMask": "displayName"}),
    ("rules", "UpdateRobot", {"robot": {
        "id": "log", "displayName": "New name", "etag": "stale"}, "updateMask": "displayName"}),
    ("rules", "MoveRobot", {"id": "log", "stage": "documents", "etag": "stale"}),
    ("rules", "DeleteRobot", {"id": "log", "etag": "stale"}),
    ("execution", "PutRecord", {"record": {
        "entityType": "deal", "id": "D-1", "fields": {"name": {"text": "y"}}, "etag": "stale"}}),
    ("execution", "MoveItem", {
        "entityType": "deal", "id": "D-1", "stage": "documents", "etag": "stale"}),
    ("execution", "DeleteRecord", {"entityType": "deal", "id": "D-1", "etag": "stale"}),
]


@pytest.mark.parametrize("service,method,fields", STALE)
def test_stale_etags(house, service, method, fields):
    error = refused(house, service, method, parse(request_type(service, method)(), **fields))
    assert error.code() == grpc.StatusCode.ABORTED, error


WRONG_VALUES = [
    ({"amount": {"text": "much"}}, "record.fields.amount"),
    ({"amount": {"money": {"currencyCode": "zł", "units": "1"}}}, "record.fields.amount"),
    ({"name": {"integer": "5"}}, "record.fields.name"),
    ({"nothing": {"text": "x"}}, "record.fields.nothing"),
    ({"tags": {"list": {"values": [{"integer": "5"}]}}}, "record.fields.tags"),
    ({"time_zone": {"text": "Mars/Base"}}, "record.fields.time_zone"),
    ({"responsible": {"reference": {"entityType": "contact", "id": "C-1"}}},
     "record.fields.responsible"),
]


@pytest.mark.parametrize("fields,path", WRONG_VALUES)
def test_wrong_types_of_values(house, fields, path):
    request = parse(execution_service_pb2.PutRecordRequest(), record={
        "entityType": "deal", "id": "D-1", "fields": fields})
    wrong = violations(refused(house, "execution", "PutRecord", request))
    assert any(found.startswith(path) for found in wrong), wrong


# To put these in order would keep the service busy for hours.
MARKS = "a" + "\u0315\u0300" * 300_000


@pytest.mark.parametrize("record,path", [
    ({"id": MARKS}, "record.id"),
    ({"entityType": MARKS}, "record.entity_type"),
    ({"stage": MARKS}, "record.stage"),
    ({"fields": {"name": {"text": MARKS}}}, "record.fields[0].value.text"),
    ({"fields": {MARKS: {"text": "x"}}}, "record.fields[0].key"),
])
def test_endless_marks_are_refused_at_once(house, record, path):
    request = parse(execution_service_pb2.PutRecordRequest(), record={
        "entityType": "deal", "id": "D-1", **record})
    assert list(violations(refused(house, "execution", "PutRecord", request))) == [path]


WRONG_ROBOTS = [
    ({"type": "nothing"}, "robot.type"),
    ({"conditionText": "amount > 1 AND a = 2 OR b = 3"}, "robot.condition_text"),
    ({"conditionText": "nothing = 1"}, "robot.condition_text"),
    ({"conditionText": "amount >"}, "robot.condition_text"),
    ({"parameters": {"text": {"text": "{{nothing}}"}}}, "robot.parameters.text"),
    ({"parameters": {"text": {"text": "{{name"}}}, "robot.parameters.text"),
    ({"parameters": {}}, "robot.parameters.text"),
    ({"parameters": {"text": {"text": "x"}, "nothing": {"text": "y"}}},
     "robot.parameters.nothing"),
    ({"timing": {"after": {"count": "-1", "unit": "TIME_UNIT_DAY"}}}, "robot.timing.after.count"),
    ({"timing": {"after": {"count": "1"}}}, "robot.timing.after.unit"),
    ({"timing": {"timeZone": "Mars/Base"}}, "robot.timing.time_zone"),
    ({"timing": {"timeZone": "../../etc/passwd"}}, "robot.timing.time_zone"),
    ({"alias": "item"}, "robot.alias"),
    ({"actingUser": "nobody at all"}, "robot.acting_user"),
]


@pytest.mark.parametrize("changes,path", WRONG_ROBOTS)
def test_wrong_robots(house, changes, path):
    robot = {"entityType": "deal", "pipeline": "sales", "stage": "new", "type": "write_log",
             "parameters": {"text": {"text": "x"}}, **changes}
    request = parse(rule_service_pb2.CreateRobotRequest(), robot=robot)
    wrong = violations(refused(house, "rules", "CreateRobot", request))
    assert any(found.startswith(path) for found in wrong), wrong


def test_a_refused_cycle(house):
    """S-13, S-41: an unconditional immediate cycle of stage changes."""
    robot = {"entityType": "deal", "pipeline": "sales", "stage": "documents",
             "type": "change_stage", "parameters": {"stage": {"text": "payment"}}}
    house.rule("CreateRobot", robot={**robot, "id": "there"})
    back = {**robot, "stage": "payment", "parameters": {"stage": {"text": "documents"}}}
    error = refused(house, "rules", "CreateRobot",
                    parse(rule_service_pb2.CreateRobotRequest(), robot=back))
    assert error.code() == grpc.StatusCode.FAILED_PRECONDITION
    assert any(b"CYCLE" in detail.value for detail in status_of(error).details)
    house.rule("DeleteRobot", id="there")


def test_an_unknown_stage_is_named_with_those_that_are_there(house):
    request = parse(execution_service_pb2.MoveItemRequest(), entityType="deal", id="D-1",
                    stage="nothing")
    wrong = violations(refused(house, "execution", "MoveItem", request))
    assert "documents" in wrong["stage"]
