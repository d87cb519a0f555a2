"""`buf curl` and `buf lint`: the interface by the tools of its ecosystem, over reflection."""

import json
import pathlib
import subprocess
import sys

BUF = pathlib.Path(sys.executable).parent / "buf"
TOP = pathlib.Path(__file__).resolve().parents[2]


def curl(daemon, method, request, check=True):
    return subprocess.run(
        [BUF, "curl", "--protocol", "grpc", "--http2-prior-knowledge", "--unix-socket",
         daemon.socket, "-d", json.dumps(request), f"http://localhost/robots.v1.{method}"],
        capture_output=True, text=True, timeout=60, check=check)


def test_a_call_over_reflection(daemon):
    answer = json.loads(curl(daemon, "ExecutionService/GetStatus", {}).stdout)
    assert answer["simulatedClock"] is True


def test_an_error_over_reflection(daemon):
    answer = curl(daemon, "RuleService/GetRobot", {"id": "nobody"}, check=False)
    assert answer.returncode != 0
    assert json.loads(answer.stderr)["code"] == "not_found"


def test_lint():
    subprocess.run([BUF, "lint"], cwd=TOP / "proto", check=True)
