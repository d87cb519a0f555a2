"""K12: whatever a peer does, robotd lives, keeps its memory, serves others and hangs up."""

import pytest

from attacker import at_once
from patterns import PATIENT_PATTERNS, PATTERNS
from watch import HonestClient, watch


@pytest.fixture(scope="module")
def honest(lasting_daemon):
    with HonestClient(lasting_daemon.socket) as client:
        yield client


@pytest.fixture(scope="module")
def twin(twin_daemon):
    with HonestClient(twin_daemon.socket) as client:
        yield client


@pytest.fixture
def expect_calm(lasting_daemon, honest, twin, capsys):
    """Watches an attack, shows what it did, and fails if the server did not keep its promises."""
    def expect(name, attack):
        verdict = watch(
            name, attack, lasting_daemon.socket, lasting_daemon.process.pid, honest, twin)
        with capsys.disabled():
            print(f"\n  {verdict}", end=" ")
        assert not verdict.faults, verdict.faults
    return expect


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern(name, expect_calm):
    expect_calm(name, PATTERNS[name])


def test_patient_patterns_all_at_once(expect_calm):
    expect_calm("patient patterns", at_once(PATIENT_PATTERNS))


def test_there_are_at_least_forty_patterns():
    assert len(PATTERNS) + len(PATIENT_PATTERNS) >= 40
