"""A stop waits for calls in flight, and for nobody who only holds a stream open."""

import queue
import time

import grpc
import pytest

from daemon import Daemon
from grpc_health.v1 import health_pb2
from grpc_reflection.v1alpha import reflection_pb2_grpc
from robots.v1 import execution_service_pb2, execution_service_pb2_grpc

# Far more than a stop may take; a stream that is waited for makes the test fail.
PATIENCE_SECONDS = 120


@pytest.fixture
def patient(directory):
    with Daemon(directory, clock="2026-03-02T08:00:00Z",
                configuration={"drain": PATIENCE_SECONDS}) as daemon:
        daemon.make_pipeline()
        yield daemon


class Requests:
    """A stream of requests that the test feeds and never ends."""

    def __init__(self, *requests):
        self.waiting = queue.Queue()
        for request in requests:
            self.waiting.put(request)

    def __iter__(self):
        return iter(self.waiting.get, None)


def idle_work(daemon):
    return daemon.execution.Work(iter(Requests()))


def greeted_work(daemon):
    hello = execution_service_pb2.WorkHello(queues=["robot.notify"], credit=1)
    stream = daemon.execution.Work(
        iter(Requests(execution_service_pb2.WorkRequest(hello=hello))))
    assert next(stream).HasField("welcome")
    return stream


def idle_ingest(daemon):
    return daemon.execution.Ingest(iter(Requests()))


def used_ingest(daemon):
    put = execution_service_pb2.IngestRequest(number=1)
    put.put.record.entity_type, put.put.record.id = "contact", "C-1"
    stream = daemon.execution.Ingest(iter(Requests(put)))
    assert next(stream).acknowledgements[0].HasField("put")
    return stream


def watch(daemon):
    stream = daemon.execution.WatchRuns(execution_service_pb2.WatchRunsRequest())
    next(stream)
    return stream


def health_watch(daemon):
    stream = daemon.health.Watch(health_pb2.HealthCheckRequest())
    next(stream)
    return stream


def idle_reflection(daemon):
    stub = reflection_pb2_grpc.ServerReflectionStub(daemon.channel)
    return stub.ServerReflectionInfo(iter(Requests()))


def idle_upload(daemon):
    return daemon.execution.PutFile.future(iter(Requests()))


STREAMS = [idle_work, greeted_work, idle_ingest, used_ingest, watch, health_watch,
           idle_reflection, idle_upload]


@pytest.mark.parametrize("begin", STREAMS, ids=lambda begin: begin.__name__)
def test_a_stream_that_waits_for_its_client_ends_at_once(patient, begin):
    stream = begin(patient)
    wait_for_calls(patient, 1)
    start = time.monotonic()
    assert patient.stop() == 0
    assert time.monotonic() - start < PATIENCE_SECONDS / 4
    error = error_of(stream)
    assert error.code() == grpc.StatusCode.UNAVAILABLE and "stopping" in error.details()
    assert "calls took too long" not in patient.log.read_text()


def test_many_idle_streams_of_many_clients_end_at_once(patient):
    channels = [patient.new_channel() for _ in range(10)]
    streams = []
    for channel in channels:
        stub = execution_service_pb2_grpc.ExecutionServiceStub(channel)
        streams += [stub.Work(iter(Requests())), stub.Ingest(iter(Requests()))]
    wait_for_calls(patient, len(streams))
    start = time.monotonic()
    assert patient.stop() == 0
    assert time.monotonic() - start < PATIENCE_SECONDS / 4
    assert {error_of(stream).code() for stream in streams} == {grpc.StatusCode.UNAVAILABLE}
    for channel in channels:
        channel.close()


def test_a_file_that_is_on_its_way_arrives(patient):
    parts = Requests(execution_service_pb2.PutFileRequest(
        header=execution_service_pb2.FileHeader(id="F-1", name="offer.pdf")))
    call = patient.execution.PutFile.future(iter(parts))
    wait_for_calls(patient, 1)
    parts.waiting.put(execution_service_pb2.PutFileRequest(chunk=b"half "))
    patient.process.terminate()
    while "service stopping" not in patient.log.read_text():
        assert patient.process.poll() is None
    parts.waiting.put(execution_service_pb2.PutFileRequest(chunk=b"and half"))
    parts.waiting.put(None)
    assert call.result(timeout=30).record.id == "F-1"
    assert patient.process.wait(timeout=30) == 0
    patient.start()
    got = b"".join(part.chunk for part in patient.execution.GetFile(
        execution_service_pb2.GetFileRequest(id="F-1")))
    assert got == b"half and half"


def error_of(stream):
    """How a call ended, which is told behind what is still to be read."""
    with pytest.raises(grpc.RpcError) as caught:
        list(stream) if hasattr(stream, "__next__") else stream.result(timeout=30)
    return caught.value


def wait_for_calls(daemon, count):
    """Until the service has so many calls open besides the one that asks."""
    deadline = time.monotonic() + 30
    while daemon.execute("GetStatus").open_calls < count + 1:
        assert time.monotonic() < deadline
