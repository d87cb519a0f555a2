"""robotd as a child process, and what every test asks of it."""

import json
import os
import pathlib
import signal
import subprocess
import time

import grpc
from google.protobuf import json_format
from grpc_health.v1 import health_pb2, health_pb2_grpc

from robots.v1 import (
    execution_service_pb2, execution_service_pb2_grpc, rule_service_pb2, rule_service_pb2_grpc,
)

TOP = pathlib.Path(__file__).resolve().parents[2]
BINARIES = pathlib.Path(os.environ.get("ROBOTD_BINARIES", TOP / ".build" / "debug"))


class Daemon:
    """One robotd; `start`, `stop` and `kill` may be repeated on the same data."""

    def __init__(self, directory, clock=None, configuration=None, arguments=()):
        self.directory = pathlib.Path(directory)
        self.socket = self.directory / "robotd.sock"
        self.data = self.directory / "data"
        self.log = self.directory / "log"
        self.arguments = list(arguments)
        if clock:
            self.arguments += ["--simulated-clock", clock]
        if configuration is not None:
            path = self.directory / "robotd.json"
            path.write_text(json.dumps(configuration))
            self.arguments += ["--config", path]
        self.process = None
        self.channel = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.channel:
            self.channel.close()
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def start(self, wrapper=()):
        """Starts the process, by a wrapping command if given, and waits until it is SERVING."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*wrapper, BINARIES / "robotd", "--socket", self.socket,
                 "--data-directory", self.data, *self.arguments],
                stderr=log, env=self.environment())
        self.connect()
        # A busy machine and a store that has grown for hours take their time.
        deadline = time.monotonic() + 60
        while True:
            if self.process.poll() is not None:
                raise AssertionError(
                    f"robotd ended with {self.process.returncode}:\n{self.log.read_text()}")
            try:
                answer = self.health.Check(health_pb2.HealthCheckRequest(), timeout=5)
                if answer.status == health_pb2.HealthCheckResponse.SERVING:
                    return
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.UNAVAILABLE or time.monotonic() > deadline:
                    raise
            time.sleep(0.01)

    def environment(self):
        return {**os.environ, "SWIFT_BACKTRACE": "enable=no"}

    def connect(self):
        """Opens a channel of its own: grpcio would share one between equal targets."""
        if self.channel:
            self.channel.close()
        self.channel = self.new_channel()
        self.rules = rule_service_pb2_grpc.RuleServiceStub(self.channel)
        self.execution = execution_service_pb2_grpc.ExecutionServiceStub(self.channel)
        self.health = health_pb2_grpc.HealthStub(self.channel)

    def new_channel(self, options=()):
        return grpc.insecure_channel(
            f"unix:{self.socket}",
            options=[("grpc.use_local_subchannel_pool", 1),
                     ("grpc.initial_reconnect_backoff_ms", 20),
                     # The time that one attempt may take, whatever its name says.
                     ("grpc.min_reconnect_backoff_ms", 5_000),
                     ("grpc.max_reconnect_backoff_ms", 100), *options])

    def stop(self):
        """SIGTERM; returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def kill(self):
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def restart(self):
        """kill -9 and start again on the same data."""
        self.kill()
        self.start()

    # What the tests do again and again.

    def rule(self, method, **fields):
        """A call of the rule service with the request as JSON fields."""
        request = getattr(rule_service_pb2, f"{method}Request")()
        json_format.ParseDict(fields, request)
        return getattr(self.rules, method)(request, timeout=20)

    def execute(self, method, **fields):
        """A call of the execution service with the request as JSON fields."""
        request = getattr(execution_service_pb2, f"{method}Request")()
        json_format.ParseDict(fields, request)
        return getattr(self.execution, method)(request, timeout=20)

    def make_pipeline(self, entity_type="deal", pipeline="sales",
                      stages=("new", "documents", "payment", "won")):
        return self.rule("CreatePipeline", pipeline={
            "entityType": entity_type, "id": pipeline,
            "stages": [{"id": stage, "displayName": stage.title(),
                        "kind": "STAGE_KIND_WON" if stage == "won" else "STAGE_KIND_IN_PROGRESS"}
                       for stage in stages]})

    def make_robot(self, id, type, stage="new", pipeline="sales", entity_type="deal",
                   parameters=None, **more):
        return self.rule("CreateRobot", robot={
            "id": id, "entityType": entity_type, "pipeline": pipeline, "stage": stage,
            "type": type, "parameters": parameters or {}, **more}).robot

    def put_deal(self, id, stage="new", pipeline="sales", fields=None, **more):
        return self.execute("PutRecord", record={
            "entityType": "deal", "id": id, "pipeline": pipeline, "stage": stage,
            "fields": fields or {}}, **more)

    def runs(self, item, entity_type="deal", **more):
        """The item's runs by robot; a later visit's run replaces an earlier one's."""
        answer = self.execute(
            "ListRuns", entityType=entity_type, itemId=item, pageSize=1000, **more)
        return {run.robot: run for run in answer.runs}

    def history(self, item, entity_type="deal"):
        return list(self.execute(
            "ListHistory", entityType=entity_type, recordId=item, pageSize=1000).entries)

    def advance(self, seconds):
        return self.execute("AdvanceClock", by=f"{seconds}s")


def text(value):
    """A text value in JSON form."""
    return {"text": value}


def wait_until(condition):
    """Waits for what only the log or the files tell."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
