"""One who follows the changes: keeps its cursor as a program would, goes away and comes back."""

import random
import threading
import time

import grpc

from robots.v1 import change_pb2, execution_service_pb2, execution_service_pb2_grpc


def watch(service, after="", types=(), kinds=(), snapshot=False, **more):
    """Starts a stream of changes."""
    request = execution_service_pb2.WatchChangesRequest(
        after=after, entity_types=types, snapshot=snapshot,
        kinds=[change_pb2.ChangeKind.Value(f"CHANGE_KIND_{kind.upper()}") for kind in kinds])
    return service.WatchChanges(request, **more)


def service_of_its_own(daemon):
    """The execution service over a channel that outlives the daemon's restarts."""
    return execution_service_pb2_grpc.ExecutionServiceStub(daemon.new_channel())


class Reader(threading.Thread):
    """Reads on a thread until it has read a value; what it has read is in `values`.

    It keeps a cursor together with what came before it, drops out at random, after some answers
    or when the daemon dies, and goes on from its cursor. With a flaw it does so wrongly.
    """

    def __init__(self, daemon, last, seed, flaw=None, **what):
        super().__init__(daemon=True)
        self.service = service_of_its_own(daemon)
        self.last = last
        self.random = random.Random(seed)
        self.flaw = flaw
        self.what = what
        self.values, self.sequences = [], []
        self.returns = 0
        self.error = None
        # From here on nothing may be missing.
        self.cursor = next(watch(self.service, timeout=20, **what)).cursor

    def run(self):
        try:
            while self.last not in self.values[-1:]:
                self.read_for_a_while()
        except Exception as error:  # told by the test's own thread
            self.error = error

    def read_for_a_while(self):
        stream = watch(self.service, self.place(), timeout=120, **self.what)
        answers = self.random.randint(1, 600)
        pending = []
        try:
            for answer in stream:
                pending += [name(change) for change in answer.changes]
                if answer.cursor:
                    self.values += pending
                    self.sequences += [answer.sequence] * bool(pending)
                    self.cursor, pending = answer.cursor, []
                answers -= 1
                if answers == 0 or self.last in self.values[-1:]:
                    break
        except grpc.RpcError as error:
            # The daemon was killed.
            if error.code() not in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED):
                raise
            time.sleep(0.02)
        stream.cancel()
        self.returns += 1

    def place(self):
        """The cursor, unless the reader is made to lose its place once."""
        sequence = int(self.cursor.split("-")[0])
        if self.flaw and self.returns == 3:
            if self.flaw == "skips" and self.sequences:
                return str(sequence + 1)
            if self.flaw == "repeats" and len(self.sequences) > 2:
                return str(self.sequences[-2])
        return self.cursor

    def problems(self, expected):
        """What is missing, told twice or out of order, in words; nothing if all is well."""
        found = []
        missing = [value for value in expected if value not in set(self.values)]
        if missing:
            found.append(f"{len(missing)} missing, the first is {missing[0]}")
        if len(set(self.values)) != len(self.values):
            found.append(f"{len(self.values) - len(set(self.values))} told again")
        if sorted(set(self.values), key=expected.index) != list(dict.fromkeys(self.values)):
            found.append("not in order")
        if self.sequences != sorted(set(self.sequences)) and not found:
            found.append("sequence numbers do not increase")
        return found


def name(change):
    """The name that the change of a record has left."""
    return change.record.record.fields["name"].text
