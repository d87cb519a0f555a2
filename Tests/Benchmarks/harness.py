"""What the benchmarks share: the two servers, h2load, CPU time, instructions."""

import json
import os
import pathlib
import re
import socket
import struct
import subprocess
import time

TOP = pathlib.Path(__file__).resolve().parents[2]


def text_field(number, text):
    """A protobuf field of text, shorter than 128 bytes."""
    data = text.encode()
    return bytes([number << 3 | 2, len(data)]) + data


def request_file(path, message):
    """Writes one gRPC message to a file for h2load."""
    path.write_bytes(b"\0" + struct.pack(">I", len(message)) + message)
    return path


def cpu_nanoseconds(pid):
    """CPU time of every thread of the process, the kernel's part included."""
    total = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total


def build_program(product):
    """Builds one of the Swift programs beside this file as robotd is built; returns its path."""
    subprocess.run(
        ["bash", "-c", f"source clients/setup/build.sh; build_product {product}"],
        cwd=TOP, check=True)
    return TOP / ".build/release" / product


class CallTimes:
    """A client of its own that calls a method every millisecond; see CallTimes/Main.swift."""

    def __init__(self, socket, service, method):
        self.process = subprocess.Popen(
            [TOP / ".build/release/call-times", socket, service, method],
            stdout=subprocess.PIPE, text=True)

    def end(self):
        """Two dictionaries of microseconds by the quantile's name: of calls, and of pauses."""
        self.process.terminate()
        output, _ = self.process.communicate(timeout=60)
        if self.process.returncode != 0:
            raise SystemExit("call-times failed")
        rows = [line.split()[2:] for line in output.splitlines()]
        return [dict(zip(row[::2], map(int, row[1::2]))) for row in rows]


def verdict(figure, missed):
    """The last line of a figure: what is missed, if anything."""
    print(f"{figure}: " + ("missed: " + "; ".join(missed) if missed else "reached"))


def load(path, body, connections, streams, count, url):
    """Runs h2load; returns requests per second and fails on any answer but 200."""
    command = [
        "h2load", "-n", str(count), "-c", str(connections), "-m", str(streams), "-t", "1",
        "-d", str(body), "-H", "content-type: application/grpc", "-H", "te: trailers",
        "-B", f"unix:{path}", url,
    ]
    output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    succeeded = int(re.search(r"(\d+) succeeded", output)[1])
    if succeeded != count:
        raise SystemExit(f"{path}: {succeeded} of {count} calls were answered\n{output}")
    return float(re.search(r"([\d.]+) req/s", output)[1])


class Server:
    """A server in a directory of its own; with `counted` valgrind counts its instructions."""

    def __init__(self, directory, command, counted, environment=None, **options):
        directory.mkdir(exist_ok=True)
        self.socket = directory / "socket"
        self.instructions = None
        self.report = directory / "valgrind"
        if counted:
            # Debug information is of no use here, and valgrind cannot read that of every compiler.
            stripped = directory / "program"
            subprocess.run(["strip", "-g", "-o", stripped, command[0]], check=True)
            command = ["valgrind", "--tool=callgrind", f"--log-file={self.report}",
                       "--callgrind-out-file=/dev/null", stripped, *command[1:]]
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [*command], env={**os.environ, "SWIFT_BACKTRACE": "enable=no", **(environment or {})},
            **options)
        while not self.accepts():
            if time.perf_counter() > begin + 60:
                raise SystemExit(f"nobody listens at {self.socket}")
            time.sleep(0.0002)
        self.start_milliseconds = (time.perf_counter() - begin) * 1_000

    def accepts(self):
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket)) == 0

    def written_bytes(self):
        """What the process has written to files so far, padding included."""
        fields = dict(line.split(": ") for line in
                      pathlib.Path(f"/proc/{self.process.pid}/io").read_text().splitlines())
        return int(fields["wchar"])

    def close(self):
        self.end()
        self.process.wait(timeout=60)
        if self.report.exists():
            self.instructions = int(
                re.search(r"Collected : (\d+)", self.report.read_text())[1])


class Robotd(Server):
    """robotd, by default with one record to be read."""

    def __init__(self, directory, configuration=None, counted=False, filled=True,
                 environment=None):
        directory.mkdir(exist_ok=True)
        binaries = TOP / ".build" / "release"
        (directory / "robotd.json").write_text(json.dumps(configuration or {}))
        super().__init__(
            directory,
            [binaries / "robotd", "--socket", directory / "socket",
             "--data-directory", directory / "data", "--config", directory / "robotd.json",
             "--log-level", "warning"],
            counted, environment)
        self.control = [binaries / "robotctl", "--socket", self.socket, "call"]
        if filled:
            self.fill()

    def fill(self):
        fields = {f"field_{index}": {"text": "a short value"} for index in range(6)}
        self.call("RuleService/CreatePipeline", {"pipeline": {
            "entityType": "deal", "id": "sales", "stages": [{"id": "new"}]}})
        deal = self.call("RuleService/GetEntityType", {"id": "deal"})["entityType"]
        deal["fields"] += [{"id": name, "type": "VALUE_TYPE_TEXT"} for name in fields]
        self.call("RuleService/UpdateEntityType", {"entityType": deal, "updateMask": "fields"})
        self.call("ExecutionService/PutRecord", {"record": {
            "entityType": "deal", "id": "benchmark", "pipeline": "sales", "stage": "new",
            "fields": fields}})

    def call(self, method, request):
        output = subprocess.run(
            [*self.control, f"robots.v1.{method}", json.dumps(request)],
            check=True, capture_output=True, text=True).stdout
        return json.loads(output)

    def end(self):
        self.process.terminate()


class Peer(Server):
    """gRPC C++ with one completion queue and one thread."""

    def __init__(self, directory, counted=False):
        super().__init__(
            directory,
            [TOP / ".build" / "peer" / "server", directory / "socket"],
            counted,
            stdin=subprocess.PIPE)

    def end(self):
        self.process.stdin.close()


def build_peer():
    """Builds the peer where it is not there yet."""
    subprocess.run([TOP / "Tests/Benchmarks/Peer/build"], check=True)
