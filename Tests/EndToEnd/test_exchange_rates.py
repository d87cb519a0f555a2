"""Amounts of different currencies."""

from daemon import Daemon
from robots.v1 import reason_pb2, run_pb2


def test_amounts_compare_by_the_configured_rates(directory):
    """C4, S-6: in robots' conditions and in the filters of lists."""
    configuration = {"exchange_rates": {"PLN": "1", "EUR": "4.25"}}
    with Daemon(directory, clock="2026-06-01T08:00:00Z", configuration=configuration) as daemon:
        daemon.make_pipeline()
        daemon.make_robot("big", "write_log", parameters={"text": {"text": "x"}},
                          conditionText='amount > money("PLN", 1000)')

        def enter(id, units):
            amount = {"money": {"currencyCode": "EUR", "units": str(units)}}
            daemon.put_deal(id, fields={"amount": amount})
            return daemon.runs(id)["big"]

        assert enter("D-1", 236).state == run_pb2.RUN_STATE_SUCCEEDED
        assert enter("D-2", 235).reason == reason_pb2.REASON_CONDITION_FALSE
        found = daemon.execute("ListRecords", entityType="deal",
                               filter='amount > money("PLN", 1000)').records
        assert [record.id for record in found] == ["D-1"]
