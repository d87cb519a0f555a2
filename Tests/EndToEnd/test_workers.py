"""Actions and workers (S-26): hand-out, results, crashes, keys that never change."""

import queue

import grpc
import pytest

from daemon import Daemon, text
from robots.v1 import action_pb2, execution_service_pb2, reason_pb2, run_pb2

QUEUE = "robot.notify"
ACCEPTED = action_pb2.ACTION_RESULT_DISPOSITION_ACCEPTED
IGNORED = action_pb2.ACTION_RESULT_DISPOSITION_IGNORED


class Worker:
    """A worker on a stream of its own; everything is taken by hand."""

    def __init__(self, daemon, credit=16, queues=(QUEUE,)):
        self.outgoing = queue.Queue()
        self.stream = daemon.execution.Work(iter(self.outgoing.get, None), timeout=60)
        hello = execution_service_pb2.WorkHello(queues=queues, credit=credit, worker_name="test")
        self.outgoing.put(execution_service_pb2.WorkRequest(hello=hello))
        assert next(self.stream).HasField("welcome")

    def action(self):
        message = next(self.stream)
        assert message.WhichOneof("message") == "action", message
        return message.action

    def answer(self, action, message=None, permanent=False):
        """Reports success, or a failure with a message; returns the disposition."""
        result = action_pb2.ActionResult(
            id=action.id, key=action.key, attempt=action.attempt)
        if message is None:
            result.success.SetInParent()
        else:
            result.failure.message, result.failure.permanent = message, permanent
        self.outgoing.put(execution_service_pb2.WorkRequest(result=result))
        answer = next(self.stream)
        assert answer.WhichOneof("message") == "acknowledgement", answer
        return answer.acknowledgement.disposition

    def leave(self):
        self.outgoing.put(None)

    def vanish(self):
        """As a crash: the stream breaks in the middle."""
        self.stream.cancel()


@pytest.fixture
def shop(queue_daemon):
    queue_daemon.make_pipeline()
    queue_daemon.make_robot("tell", "notify", parameters={
        "recipients": text("responsible"), "text": text("Call about {{name}}")})
    queue_daemon.execute("PutRecord", record={"entityType": "user", "id": "anna"})
    return queue_daemon


def put(daemon, id):
    return daemon.put_deal(id, fields={
        "name": text("Table"), "responsible": {"reference": {"entityType": "user", "id": "anna"}}})


def test_an_action_is_handed_out_and_done(shop):
    worker = Worker(shop)
    put(shop, "D-1")
    action = worker.action()
    assert action.type == "notify" and action.queue == QUEUE and action.attempt == 1
    assert action.item.id == "D-1" and action.parameters["text"].text == "Call about Table"
    assert shop.runs("D-1")["tell"].state == run_pb2.RUN_STATE_DISPATCHED
    assert worker.answer(action) == ACCEPTED
    assert shop.runs("D-1")["tell"].state == run_pb2.RUN_STATE_SUCCEEDED
    assert worker.answer(action) == IGNORED
    worker.leave()


def test_without_a_worker_it_waits_visibly(shop):
    put(shop, "D-1")
    run = shop.runs("D-1")["tell"]
    assert (run.state, run.reason) == (run_pb2.RUN_STATE_READY, reason_pb2.REASON_NO_WORKER)
    [status] = shop.execute("GetStatus").queues
    assert (status.queue, status.ready, status.workers) == (QUEUE, 1, 0)
    worker = Worker(shop)
    assert worker.answer(worker.action()) == ACCEPTED


def test_a_worker_that_crashes_loses_nothing(shop):
    """The action is handed out again, with the same key."""
    first = Worker(shop)
    put(shop, "D-1")
    lost = first.action()
    first.vanish()
    second = Worker(shop)
    again = second.action()
    assert (again.id, again.key) == (lost.id, lost.key) and again.attempt == 2
    assert second.answer(again) == ACCEPTED


def test_restart_in_mid_stream(shop):
    """kill -9 of the daemon: the action comes again with the same key, the old result counts."""
    worker = Worker(shop)
    put(shop, "D-1")
    lost = worker.action()
    shop.kill()
    with pytest.raises(grpc.RpcError) as caught:
        next(worker.stream)
    assert caught.value.code() == grpc.StatusCode.UNAVAILABLE
    shop.start()
    worker = Worker(shop)
    again = worker.action()
    assert again.key == lost.key
    assert worker.answer(again) == ACCEPTED
    shop.restart()
    assert shop.runs("D-1")["tell"].state == run_pb2.RUN_STATE_SUCCEEDED


def test_failures_are_tried_again_and_permanent_ones_are_not(shop):
    worker = Worker(shop)
    put(shop, "D-1")
    assert worker.answer(worker.action(), "the gateway is busy") == ACCEPTED
    run = shop.runs("D-1")["tell"]
    assert (run.state, run.reason) == (run_pb2.RUN_STATE_READY, reason_pb2.REASON_BACKOFF)
    shop.execution.AdvanceClock(
        execution_service_pb2.AdvanceClockRequest(
            by={"seconds": 10}, settle_timeout={"nanos": 100_000_000}), timeout=30)
    again = worker.action()
    assert again.attempt == 2
    assert worker.answer(again, "no such number", permanent=True) == ACCEPTED
    run = shop.runs("D-1")["tell"]
    assert (run.state, run.reason) == (run_pb2.RUN_STATE_FAILED, reason_pb2.REASON_REFUSED)
    assert run.message == "no such number"


def test_a_persons_move_withdraws_what_is_ready(shop):
    """S-2: once the move is answered, the action is not handed out any more."""
    put(shop, "D-1")
    shop.execute("MoveItem", entityType="deal", id="D-1", stage="documents")
    run = shop.runs("D-1")["tell"]
    assert (run.state, run.reason) == (
        run_pb2.RUN_STATE_CANCELLED, reason_pb2.REASON_LEFT_STAGE)
    put(shop, "D-2")
    worker = Worker(shop)
    assert worker.action().item.id == "D-2"


def test_credit_bounds_what_a_worker_holds(shop):
    worker = Worker(shop, credit=1)
    put(shop, "D-1")
    put(shop, "D-2")
    first = worker.action()
    [status] = shop.execute("GetStatus").queues
    assert (status.ready, status.dispatched) == (1, 1)
    assert worker.answer(first) == ACCEPTED
    assert worker.action().item.id == "D-2"


def test_a_result_for_another_key_is_unknown(shop):
    worker = Worker(shop)
    put(shop, "D-1")
    action = worker.action()
    wrong = action_pb2.Action(id=action.id, key=action.key + "x")
    assert worker.answer(wrong) == action_pb2.ACTION_RESULT_DISPOSITION_UNKNOWN
    assert worker.answer(action) == ACCEPTED


def test_hello_comes_first_and_once(shop):
    hello = execution_service_pb2.WorkRequest(hello={"queues": [QUEUE], "credit": 1})
    for messages, code in (
        ([execution_service_pb2.WorkRequest(heartbeat={})],
         grpc.StatusCode.FAILED_PRECONDITION),
        ([hello, hello], grpc.StatusCode.FAILED_PRECONDITION),
        ([execution_service_pb2.WorkRequest(hello={"queues": [], "credit": 1})],
         grpc.StatusCode.INVALID_ARGUMENT),
        ([execution_service_pb2.WorkRequest(hello={"queues": [QUEUE], "credit": 0})],
         grpc.StatusCode.INVALID_ARGUMENT),
    ):
        with pytest.raises(grpc.RpcError) as caught:
            for _ in shop.execution.Work(iter(messages), timeout=10):
                pass
        assert caught.value.code() == code
