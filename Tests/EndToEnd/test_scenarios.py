"""The tables of Tests/Scenarios, once more: over the socket, with crashes."""

import pytest

import scenario
from daemon import Daemon

ALL = scenario.scenarios()


def test_the_tables_are_found():
    assert len(ALL) >= 52


@pytest.mark.parametrize("table", ALL, ids=lambda table: f"{table.topic}: {table.title}")
def test_what_a_table_says_happens(directory, table):
    with Daemon(directory, clock=scenario.CLOCK, configuration={
            "executors": table.executors,
            "public_url": "https://crm.example.com/hooks"}) as daemon:
        scenario.Player(table, daemon).play()
