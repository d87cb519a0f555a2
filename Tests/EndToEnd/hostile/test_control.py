"""The control of K12: a server without robotd's limits does not pass.

robotd has no switch that turns them off, so the same attacks go to a stock gRPC server; in
`Tests/HTTP2Tests` the floods go to a session with its limits lifted.
"""

import pathlib
import subprocess
import sys

import pytest

from attacker import at_once
from patterns import PATIENT_PATTERNS, PATTERNS
from watch import HonestClient, watch

SERVER = pathlib.Path(__file__).with_name("stock_server.py")


@pytest.fixture(scope="module")
def stock_server(tmp_path_factory):
    path = tmp_path_factory.mktemp("stock") / "stock.sock"
    process = subprocess.Popen([sys.executable, SERVER, path], stdin=subprocess.PIPE)
    with HonestClient(path) as honest:
        yield path, process.pid, honest
    process.stdin.close()
    process.wait(timeout=30)


def test_without_limits_the_patterns_are_noticed(stock_server, monkeypatch):
    monkeypatch.setattr("attacker.PATIENCE", 7.5)
    path, pid, honest = stock_server
    everything = PATTERNS | PATIENT_PATTERNS
    names = ["half_a_preface", "body_never_ended", "window_update_flood"]
    attack = at_once({name: everything[name] for name in names})
    verdict = watch("control", attack, path, pid, honest, twin=honest)
    for name in names:
        assert f"{name}: the attacker was not cut off" in verdict.faults, str(verdict)
