"""S-25: after a start the items of a source wait until it has caught up, or for the grace."""

from daemon import Daemon, text
from robots.v1 import execution_service_pb2, reason_pb2, run_pb2


def put(shop, item, source):
    request = execution_service_pb2.PutRecordRequest()
    request.record.entity_type, request.record.id = "deal", item
    request.record.pipeline, request.record.stage = "sales", "new"
    shop.execution.PutRecord(request, metadata=[("robots-source", source)], timeout=20)


def test_what_is_due_waits_for_the_grace_after_every_start(directory):
    configuration = {"sources": ["creme"], "catch_up_grace": 30}
    with Daemon(directory, clock="2026-03-02T08:00:00Z", configuration=configuration) as shop:
        shop.advance(30)
        shop.make_pipeline()
        shop.make_robot("hour", "write_log", parameters={"text": text("Hello")},
                        timing={"after": {"count": 1, "unit": "TIME_UNIT_HOUR"}})
        put(shop, "D-1", "creme")
        put(shop, "D-2", "shop")
        shop.execute("Snapshot")
        shop.advance(3_590)
        shop.restart()
        shop.advance(15)
        waiting, other = shop.runs("D-1")["hour"], shop.runs("D-2")["hour"]
        assert (waiting.state, waiting.reason, waiting.hold) == (
            run_pb2.RUN_STATE_WAITING, reason_pb2.REASON_CATCHING_UP,
            reason_pb2.REASON_CATCHING_UP)
        assert other.state == run_pb2.RUN_STATE_SUCCEEDED
        shop.advance(15)
        run = shop.runs("D-1")["hour"]
        assert run.state == run_pb2.RUN_STATE_SUCCEEDED and run.lateness.seconds == 20
        assert run.lateness_cause == reason_pb2.LATENESS_CAUSE_CATCHING_UP
