"""A stock gRPC server with the health service, as it comes: the control of the patterns.

Serves on the path in its argument until its standard input ends.
"""

import sys
from concurrent import futures

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc


def main(path):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    servicer = health.HealthServicer()
    servicer.set("", health_pb2.HealthCheckResponse.SERVING)
    health_pb2_grpc.add_HealthServicer_to_server(servicer, server)
    server.add_insecure_port(f"unix:{path}")
    server.start()
    sys.stdin.read()
    server.stop(grace=0).wait()


if __name__ == "__main__":
    main(sys.argv[1])
