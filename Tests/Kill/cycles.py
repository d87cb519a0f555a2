"""K1: kill -9 in the middle of random load, again and again, and nothing that was answered is lost.

    python Tests/Kill/cycles.py [--cycles N] [--seed S] [--control]

Clients put, rename and move deals, a worker takes actions and reports some of them done, snapshots
are asked for now and then; at a random moment the daemon is killed. After each start it holds
against everything that was answered:

  - a record is as it was last answered, or as the one call has it that was under way;
  - each visit's store robot has logged exactly once;
  - an action that comes again has the key that it had; one whose result was acknowledged is done
    and never comes again.

`--control` cuts the last records off the journal after each kill, as a service would lose them that
answers before it keeps; the run has to notice. `ROBOTD_BINARIES` names other binaries. Prints
`N passed, N failed`, a cycle each.
"""

import argparse
import pathlib
import queue
import random
import sys
import tempfile
import threading
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "Tests" / "EndToEnd"))

import stubs

stubs.generate()

import grpc

from daemon import Daemon
from robots.v1 import action_pb2, execution_service_pb2, run_pb2

STAGES = ["new", "documents", "payment"]
WRITERS = 4
QUEUE = "robot.notify"


class Deal:
    """What is known of one deal: what was answered, and the one call that may have been kept."""

    def __init__(self, id):
        self.id = id
        self.answered = None
        self.tried = None

    def states(self):
        """What it may be now: (name, stage, visits), or None for not there."""
        return [self.answered] + ([self.tried] if self.tried else [])


class Writer(threading.Thread):
    """A client with deals of its own, one call at a time, until the daemon is gone."""

    def __init__(self, daemon, random, deals, number):
        super().__init__()
        self.daemon, self.random, self.deals, self.number = daemon, random, deals, number
        self.answers = 0
        self.touched = set()

    def run(self):
        try:
            while True:
                self.step()
        except grpc.RpcError as error:
            # Whether the last call was kept is not known; its deal remembers both.
            self.error = error

    def step(self):
        own = [deal for deal in self.deals.values() if deal.answered]
        choice = self.random.random()
        if choice < 0.4 or not own:
            deal = Deal(f"K-{self.number}-{len(self.deals)}")
            self.deals[deal.id] = deal
            deal.tried = ("0", "new", 1)
            call = lambda: self.daemon.put_deal(deal.id, fields={
                "name": {"text": "0"},
                "responsible": {"reference": {"entityType": "user", "id": "anna"}}})
        else:
            deal = self.random.choice(own)
            name, stage, visits = deal.answered
            if choice < 0.7:
                deal.tried = (str(int(name) + 1), stage, visits)
                call = lambda: self.daemon.execute("PutRecord", record={
                    "entityType": "deal", "id": deal.id,
                    "fields": {"name": {"text": deal.tried[0]}}})
            else:
                target = self.random.choice([other for other in STAGES if other != stage])
                deal.tried = (name, target, visits + 1)
                call = lambda: self.daemon.execute(
                    "MoveItem", entityType="deal", id=deal.id, stage=target)
        self.touched.add(deal.id)
        call()
        deal.answered, deal.tried = deal.tried, None
        self.answers += 1


class Worker(threading.Thread):
    """Takes actions; reports three of four as done."""

    def __init__(self, daemon, random, keys, done):
        super().__init__()
        self.daemon, self.random, self.keys, self.done = daemon, random, keys, done
        self.wrong = []
        self.outgoing = queue.Queue()
        hello = execution_service_pb2.WorkHello(queues=[QUEUE], credit=64, worker_name="kill")
        self.outgoing.put(execution_service_pb2.WorkRequest(hello=hello))
        self.reported = {}

    def run(self):
        try:
            for message in self.daemon.execution.Work(iter(self.outgoing.get, None)):
                self.take(message)
        except grpc.RpcError:
            pass

    def take(self, message):
        kind = message.WhichOneof("message")
        if kind == "action":
            action = message.action
            if self.keys.setdefault(action.id, action.key) != action.key:
                self.wrong.append(f"action {action.id} came again with another key")
            if action.id in self.done:
                self.wrong.append(f"action {action.id} came again though its result was kept")
            if self.random.random() < 0.75:
                result = action_pb2.ActionResult(id=action.id, key=action.key)
                result.success.SetInParent()
                self.reported[action.id] = action.item.id
                self.outgoing.put(execution_service_pb2.WorkRequest(result=result))
        elif kind == "acknowledgement":
            answer = message.acknowledgement
            if answer.disposition == action_pb2.ACTION_RESULT_DISPOSITION_ACCEPTED:
                self.done[answer.id] = self.reported[answer.id]


def check_deals(daemon, deals, touched):
    """Which deals are not as they were answered, as texts."""
    wrong = []
    for id in sorted(touched):
        deal = deals[id]
        try:
            record = daemon.execute("GetRecord", entityType="deal", id=id).record
            logged = sum(entry.text.startswith("came to ") for entry in daemon.history(id))
            found = (record.fields["name"].text, record.stage, logged)
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.NOT_FOUND:
                raise
            found = None
        if found not in deal.states():
            wrong.append(f"{id} is {found}, expected one of {deal.states()}")
        deal.answered, deal.tried = found, None
    return wrong


def check_results(daemon, acknowledged):
    """Which actions are not done although their results were acknowledged, as texts."""
    wrong = []
    for action, item in acknowledged.items():
        states = [run.state for run in daemon.execute(
            "ListRuns", entityType="deal", itemId=item, pageSize=1000).runs if run.id == action]
        if states != [run_pb2.RUN_STATE_SUCCEEDED]:
            wrong.append(f"action {action} was acknowledged and is {states}")
    return wrong


def cut_off(data):
    """Turns the last records of the journal into zeroes, as if they had never been written."""
    segment = sorted(data.glob("*.journal"))[-1]
    content = bytearray(segment.read_bytes())
    last = len(content)
    # More than were under way, so that some of them were answered.
    for _ in range(3 * WRITERS):
        last = max(content.rfind(b"btch", 0, last), 64)
    content[last:] = bytes(len(content) - last)
    segment.write_bytes(content)


def set_up(daemon):
    daemon.execute("PutRecord", record={"entityType": "user", "id": "anna"})
    daemon.make_pipeline()
    for stage in STAGES:
        daemon.make_robot(f"log-{stage}", "write_log", stage=stage,
                          parameters={"text": {"text": f"came to {stage}"}})
        daemon.make_robot(f"tell-{stage}", "notify", stage=stage, parameters={
            "recipients": {"text": "responsible"}, "text": {"text": "Call"}})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cycles", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true")
    options = parser.parse_args()
    source = random.Random(options.seed)
    deals = [{} for _ in range(WRITERS)]
    keys, done = {}, {}
    passed = failed = answers = results = 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="robotd-kill-", dir="/tmp") as name, \
            Daemon(name, configuration={"executors": {"notify": QUEUE}, "lease": 1}) as daemon:
        set_up(daemon)
        for cycle in range(options.cycles):
            seeds = [random.Random(source.random()) for _ in range(WRITERS + 1)]
            writers = [Writer(daemon, seeds[number], deals[number], number)
                       for number in range(WRITERS)]
            before = set(done)
            worker = Worker(daemon, seeds[WRITERS], keys, done)
            for thread in [*writers, worker]:
                thread.start()
            wanted = source.randrange(1, 120)
            if source.random() < 0.3:
                daemon.execution.Snapshot.future(execution_service_pb2.SnapshotRequest())
            while sum(writer.answers for writer in writers) < wanted:
                if not any(writer.is_alive() for writer in writers):
                    raise SystemExit(f"all clients ended: {writers[0].error}")
                time.sleep(0.0005)
            daemon.kill()
            worker.outgoing.put(None)
            for thread in [*writers, worker]:
                thread.join()
            answers += sum(writer.answers for writer in writers)
            results += len(set(done) - before)
            if options.control:
                cut_off(daemon.data)
            daemon.start()
            wrong = worker.wrong
            for writer in writers:
                wrong += check_deals(daemon, writer.deals, writer.touched)
            wrong += check_results(daemon, {id: done[id] for id in set(done) - before})
            if wrong:
                failed += 1
                print(f"cycle {cycle} of seed {options.seed}: " + "; ".join(wrong[:5]))
                if options.control:
                    break
            else:
                passed += 1
    print(f"{answers} answered changes, {results} acknowledged results, "
          f"{time.monotonic() - start:.0f} s")
    if options.control:
        print("control: " + ("caught" if failed else "NOT caught"))
        sys.exit(0 if failed else 1)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
