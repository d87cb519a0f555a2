"""gRPC itself, by stock clients: call kinds, deadlines, cancellation, metadata, sizes, streams."""

import threading
import time

import grpc
import pytest
from google.rpc import error_details_pb2, status_pb2

from daemon import text
from grpc_health.v1 import health_pb2
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)
from robots.v1 import execution_service_pb2, rule_service_pb2, run_pb2


def status_of(error):
    """The google.rpc.Status that travels beside an error."""
    for key, value in error.trailing_metadata():
        if key == "grpc-status-details-bin":
            status = status_pb2.Status()
            status.ParseFromString(value)
            return status
    raise AssertionError("the error carries no details")


def violations(error):
    """The offending fields of an INVALID_ARGUMENT."""
    assert error.code() == grpc.StatusCode.INVALID_ARGUMENT, error
    for detail in status_of(error).details:
        bad = error_details_pb2.BadRequest()
        if detail.Unpack(bad):
            return {violation.field: violation.description for violation in bad.field_violations}
    raise AssertionError("no BadRequest among the details")


def test_unary(daemon):
    status = daemon.execute("GetStatus")
    assert status.simulated_clock and status.time.seconds == 1772438400


def test_client_stream_and_server_stream(daemon):
    """PutFile and GetFile: 3 MB go in and come out."""
    content = bytes(range(256)) * 12_000

    def parts():
        header = execution_service_pb2.FileHeader(id="F-1", name="offer.pdf",
                                                  content_type="application/pdf")
        yield execution_service_pb2.PutFileRequest(header=header)
        for start in range(0, len(content), 100_000):
            yield execution_service_pb2.PutFileRequest(chunk=content[start:start + 100_000])

    record = daemon.execution.PutFile(parts(), timeout=20).record
    assert (record.entity_type, record.id) == ("file", "F-1")
    daemon.restart()
    header, *chunks = daemon.execution.GetFile(
        execution_service_pb2.GetFileRequest(id="F-1"), timeout=20)
    assert header.header.byte_count == len(content)
    assert b"".join(part.chunk for part in chunks) == content


def test_file_parts_out_of_order_are_refused(daemon):
    parts = iter([execution_service_pb2.PutFileRequest(chunk=b"x")])
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execution.PutFile(parts, timeout=20)
    assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT


def test_server_stream_tells_of_runs(daemon):
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    stream = daemon.execution.WatchRuns(execution_service_pb2.WatchRunsRequest())
    assert not next(stream).HasField("run")
    daemon.put_deal("D-1")
    run = next(stream).run
    assert (run.robot, run.item_id, run.state) == ("log", "D-1", run_pb2.RUN_STATE_SUCCEEDED)
    stream.cancel()


def test_a_three_megabyte_message(daemon):
    """Three records of a megabyte, and all of them in one answer."""
    daemon.rule("CreateEntityType", entityType={
        "id": "archive",
        "fields": [{"id": f"f{n}", "type": "VALUE_TYPE_TEXT"} for n in range(17)]})
    fields = {f"f{n}": text("ż" * 30_000) for n in range(17)}
    put = [daemon.execute("PutRecord", record={
        "entityType": "archive", "id": f"A-{n}", "fields": fields}).record for n in range(3)]
    answer = daemon.execute("ListRecords", entityType="archive")
    assert answer.ByteSize() > 3_000_000
    assert list(answer.records) == put


def test_a_message_over_four_mebibytes(daemon):
    request = execution_service_pb2.GetRecordRequest(entity_type="deal", id="x" * (5 << 20))
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execution.GetRecord(request, timeout=20)
    assert caught.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
    assert daemon.execute("GetStatus").version


def test_deadline(daemon):
    """A stream without news ends with the client's deadline."""
    stream = daemon.execution.WatchRuns(execution_service_pb2.WatchRunsRequest(), timeout=0.3)
    with pytest.raises(grpc.RpcError) as caught:
        for _ in stream:
            pass
    assert caught.value.code() == grpc.StatusCode.DEADLINE_EXCEEDED


def test_cancellation_frees_the_call(daemon):
    stream = daemon.execution.WatchRuns(execution_service_pb2.WatchRunsRequest())
    next(stream)
    assert daemon.execute("GetStatus").open_calls == 2
    stream.cancel()
    deadline = time.monotonic() + 5
    while daemon.execute("GetStatus").open_calls != 1:
        assert time.monotonic() < deadline


def test_sixty_four_streams_at_once(daemon):
    """Each of 64 watchers on one connection sees the same run."""
    daemon.make_pipeline()
    daemon.make_robot("log", "write_log", parameters={"text": text("x")})
    channel = daemon.new_channel()
    stub = type(daemon.execution)(channel)
    streams = [stub.WatchRuns(execution_service_pb2.WatchRunsRequest()) for _ in range(64)]
    for stream in streams:
        next(stream)
    daemon.put_deal("D-1")
    assert {next(stream).run.item_id for stream in streams} == {"D-1"}
    channel.close()


def test_many_calls_at_once(daemon):
    daemon.make_pipeline()
    request = execution_service_pb2.PutRecordRequest()
    request.record.entity_type, request.record.pipeline, request.record.stage = (
        "deal", "sales", "new")
    futures = []
    for number in range(500):
        request.record.id = f"D-{number}"
        futures.append(daemon.execution.PutRecord.future(request, timeout=20))
    assert all(future.result().created for future in futures)


def test_error_details(daemon):
    """S-30: every offending field by its path."""
    with pytest.raises(grpc.RpcError) as caught:
        daemon.rule("CreatePipeline", pipeline={
            "entityType": "deal", "id": "a/b", "stages": [{"id": "x"}, {"id": "x"}]})
    wrong = violations(caught.value)
    assert "pipeline.id" in wrong and "pipeline.stages[1].id" in wrong
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execute("GetRecord", entityType="deal", id="nowhere")
    assert caught.value.code() == grpc.StatusCode.NOT_FOUND
    infos = []
    for detail in status_of(caught.value).details:
        info = error_details_pb2.ErrorInfo()
        if detail.Unpack(info):
            infos.append((info.domain, info.reason))
    assert infos == [("robots.v1", "NOT_FOUND")]


def test_a_message_in_other_letters(daemon):
    """The status message is percent-encoded on the wire and whole at the client."""
    with pytest.raises(grpc.RpcError) as caught:
        daemon.execute("GetRecord", entityType="deal", id="Łódź %41 ☂")
    assert "Łódź %41 ☂" in caught.value.details()


def test_unknown_method_and_service(daemon):
    for path in ("/robots.v1.RuleService/Nothing", "/nobody.Here/Call"):
        call = daemon.channel.unary_unary(path)
        with pytest.raises(grpc.RpcError) as caught:
            call(b"", timeout=10)
        assert caught.value.code() == grpc.StatusCode.UNIMPLEMENTED


def test_bytes_that_are_no_message(daemon):
    call = daemon.channel.unary_unary("/robots.v1.ExecutionService/GetRecord")
    for bad in (b"\x0a\xff", b"\x0a\x02\xff\xfe", b"\x0a\x01\x00", b"\x0b\x0c", b"\x00"):
        with pytest.raises(grpc.RpcError) as caught:
            call(bad, timeout=10)
        assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT, bad


def test_compression_is_answered_as_the_protocol_says(daemon):
    channel = daemon.new_channel()
    stub = type(daemon.execution)(channel)
    request = execution_service_pb2.GetRecordRequest(entity_type="deal", id="x" * 20_000)
    with pytest.raises(grpc.RpcError) as caught:
        stub.GetRecord(request, timeout=10, compression=grpc.Compression.Gzip)
    assert caught.value.code() == grpc.StatusCode.UNIMPLEMENTED
    channel.close()


def test_health_and_its_watch(daemon):
    for service in ("", "robots.v1.RuleService", "robots.v1.ExecutionService"):
        answer = daemon.health.Check(
            health_pb2.HealthCheckRequest(service=service), timeout=10)
        assert answer.status == health_pb2.HealthCheckResponse.SERVING
    with pytest.raises(grpc.RpcError) as caught:
        daemon.health.Check(health_pb2.HealthCheckRequest(service="nobody"), timeout=10)
    assert caught.value.code() == grpc.StatusCode.NOT_FOUND
    watch = daemon.health.Watch(health_pb2.HealthCheckRequest())
    assert next(watch).status == health_pb2.HealthCheckResponse.SERVING
    seen = []

    def listen():
        try:
            seen.extend(answer.status for answer in watch)
        except grpc.RpcError as error:
            seen.append(error.code())

    listener = threading.Thread(target=listen)
    listener.start()
    assert daemon.stop() == 0
    listener.join(timeout=20)
    assert seen[0] == health_pb2.HealthCheckResponse.NOT_SERVING


def test_reflection(daemon):
    database = ProtoReflectionDescriptorDatabase(daemon.channel)
    services = set(database.get_services())
    assert {"robots.v1.RuleService", "robots.v1.ExecutionService", "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection"} <= services
    file = database.FindFileContainingSymbol("robots.v1.RuleService")
    methods = {method.name for service in file.service for method in service.method}
    ours = {method.name for method in
            rule_service_pb2.DESCRIPTOR.services_by_name["RuleService"].methods}
    assert methods == ours


def test_user_metadata(directory):
    """S-29: a trusted peer may name the user for whom it calls."""
    from daemon import Daemon
    with Daemon(directory, clock="2026-03-02T08:00:00Z",
                configuration={"administrators": ["anna"]}) as daemon:
        daemon.make_pipeline()
        request = execution_service_pb2.PutRecordRequest()
        request.record.entity_type, request.record.id = "deal", "D-1"
        request.record.pipeline, request.record.stage = "sales", "new"
        daemon.execution.PutRecord(request, metadata=[("robots-user", "anna")], timeout=10)
        assert {entry.acting_user for entry in daemon.history("D-1")} == {"anna"}
        with pytest.raises(grpc.RpcError) as caught:
            daemon.execution.PutRecord(request, metadata=[("robots-user", "eve")], timeout=10)
        assert caught.value.code() == grpc.StatusCode.PERMISSION_DENIED
