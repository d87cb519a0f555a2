"""A client that means well, in a process of its own: how long its calls take, call by call.

Writes a line a call to the standard output: when the answer came, on the machine's monotonic clock,
and how many seconds it took. Ends with its standard input, or with code 1 at the first call that
fails.
"""

import select
import sys
import time

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

# So many seconds between an answer and the next call.
PAUSE = 0.002


def main(path):
    with grpc.insecure_channel(f"unix:{path}") as channel:
        health = health_pb2_grpc.HealthStub(channel)
        request = health_pb2.HealthCheckRequest()
        health.Check(request, timeout=30, wait_for_ready=True)
        while not select.select([sys.stdin], [], [], PAUSE)[0]:
            start = time.monotonic()
            health.Check(request, timeout=30)
            end = time.monotonic()
            print(end, end - start, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except grpc.RpcError as error:
        sys.exit(f"an honest call failed: {error.code()} {error.details()}")
