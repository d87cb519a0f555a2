"""The load under which the daemon is killed, and what is held against it afterwards."""

import pathlib
import queue
import random
import sys
import threading
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "Tests" / "EndToEnd"))

import stubs

stubs.generate()

import grpc

from robots.v1 import action_pb2, execution_service_pb2, run_pb2

STAGES = ["new", "documents", "payment"]
WRITERS = 4
QUEUE = "robot.notify"
CYCLES_BETWEEN_LINES = 100


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
                result = action_pb2.ActionResult(
                    id=action.id, key=action.key, attempt=action.attempt)
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


def state_of(daemon, item, action):
    """The state of an action's run by its name, or None where the deal or the run is not there."""
    try:
        runs = daemon.execute("ListRuns", entityType="deal", itemId=item, pageSize=1000).runs
    except grpc.RpcError as error:
        if error.code() != grpc.StatusCode.NOT_FOUND:
            raise
        return None
    return next((run_pb2.RunState.Name(run.state) for run in runs if run.id == action), None)


def check_results(daemon, acknowledged):
    """Which actions are not done although their results were acknowledged, as texts."""
    wrong = []
    for action, item in acknowledged.items():
        state = state_of(daemon, item, action)
        if state != "RUN_STATE_SUCCEEDED":
            wrong.append(f"action {action} of {item} was acknowledged and is {state}")
    return wrong


def start_and_hold(daemon, load):
    """Starts the daemon and says what it has not as it was answered, as texts."""
    try:
        daemon.start()
        return load.wrong()
    except (AssertionError, grpc.RpcError) as error:
        return [f"it does not start: {error}", daemon.log.read_text()[-500:]]


class Totals:
    """What came out of all cycles of a run."""

    def __init__(self, seed):
        self.seed = seed
        self.passed = self.failed = self.answers = self.results = 0
        self.start = time.monotonic()

    @property
    def cycles(self):
        return self.passed + self.failed

    def add(self, wrong):
        """Counts a cycle, and tells what was wrong in it."""
        if wrong:
            print(f"cycle {self.cycles} of seed {self.seed}: " + "; ".join(wrong[:5])[:2_000])
            self.failed += 1
        else:
            self.passed += 1
        if self.cycles % CYCLES_BETWEEN_LINES == 0:
            print(f"{self.cycles} cycles, {time.monotonic() - self.start:.0f} s", flush=True)

    def add_load(self, load):
        self.answers += load.answers
        self.results += load.results

    def finish(self, control, place):
        """Prints the totals and ends the program, well or not.

        With a control the run is well if something was found.
        """
        print(f"{self.answers} answered changes, {self.results} acknowledged results, "
              f"{time.monotonic() - self.start:.0f} s {place}")
        if control:
            print("control: " + ("caught" if self.failed else "NOT caught"))
            sys.exit(0 if self.failed else 1)
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


def set_up(daemon):
    daemon.execute("PutRecord", record={"entityType": "user", "id": "anna"})
    daemon.make_pipeline()
    for stage in STAGES:
        daemon.make_robot(f"log-{stage}", "write_log", stage=stage,
                          parameters={"text": {"text": f"came to {stage}"}})
        daemon.make_robot(f"tell-{stage}", "notify", stage=stage, parameters={
            "recipients": {"text": "responsible"}, "text": {"text": "Call"}})


class Load:
    """Writers and a worker that remember, over many lives of a daemon, what was answered."""

    def __init__(self, daemon, source):
        self.daemon, self.source = daemon, source
        self.deals = [{} for _ in range(WRITERS)]
        self.keys, self.done = {}, {}
        self.answers = self.results = 0

    def run(self, end):
        """Loads the daemon until a random number of answers, then calls `end`, which ends it."""
        seeds = [random.Random(self.source.random()) for _ in range(WRITERS + 1)]
        self.writers = [Writer(self.daemon, seeds[number], self.deals[number], number)
                        for number in range(WRITERS)]
        self.before = set(self.done)
        self.worker = Worker(self.daemon, seeds[WRITERS], self.keys, self.done)
        threads = [*self.writers, self.worker]
        for thread in threads:
            thread.start()
        wanted = self.source.randrange(1, 120)
        if self.source.random() < 0.3:
            self.daemon.execution.Snapshot.future(execution_service_pb2.SnapshotRequest())
        while sum(writer.answers for writer in self.writers) < wanted:
            if not any(writer.is_alive() for writer in self.writers):
                raise SystemExit(f"all clients ended: {self.writers[0].error}")
            time.sleep(0.0005)
        end()
        self.worker.outgoing.put(None)
        for thread in threads:
            thread.join()
        self.answers += sum(writer.answers for writer in self.writers)
        self.results += len(set(self.done) - self.before)

    def wrong(self):
        """What the daemon, started again, has not as it was answered, as texts."""
        wrong = self.worker.wrong
        for writer in self.writers:
            wrong += check_deals(self.daemon, writer.deals, writer.touched)
        new = {id: self.done[id] for id in set(self.done) - self.before}
        return wrong + check_results(self.daemon, new)
