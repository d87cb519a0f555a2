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


def test_what_cannot_be_compared_does_not_spoil_a_list(daemon):
    """S-6: without a rate a record is left out of both a filter's list and its opposite's."""
    daemon.make_pipeline()
    for id, currency, units in [("D-1", "PLN", 150), ("D-2", "EUR", 200), ("D-3", "PLN", 50)]:
        amount = {"money": {"currencyCode": currency, "units": str(units)}}
        daemon.put_deal(id, fields={"amount": amount})
    for filter, expected in [('amount > money("PLN", 100)', ["D-1"]),
                             ('NOT amount > money("PLN", 100)', ["D-3"])]:
        found = daemon.execute("ListRecords", entityType="deal", filter=filter).records
        assert [record.id for record in found] == expected
