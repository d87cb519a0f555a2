"""Plays the tables of Tests/Scenarios through the running daemon.

The format is told in Tests/RobotEngineTests/Support/Scenario.swift and Scenarios/ScenarioFile.swift,
which play the same tables against the engine alone.
"""

import datetime
import hashlib
import itertools
import pathlib
import queue
import re

import grpc
from google.rpc import error_details_pb2, status_pb2

from daemon import TOP, text
from robots.v1 import action_pb2, execution_service_pb2, history_pb2, reason_pb2, run_pb2

START = datetime.datetime(2026, 6, 1, 8, tzinfo=datetime.timezone.utc)
CLOCK = "2026-06-01T08:00:00Z"
FOLDER = TOP / "Tests" / "Scenarios"
STAGES = {
    "sales": [("new", "IN_PROGRESS"), ("offer", "IN_PROGRESS"), ("work", "IN_PROGRESS"),
              ("won", "WON"), ("lost", "LOST")],
    "service": [("new", "IN_PROGRESS"), ("done", "WON")],
}
UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}


class Scenario:
    """One table with what stands above it."""

    def __init__(self, topic, title):
        self.topic, self.title = topic, title
        self.executors = {}
        self.restarts = True
        self.lines = []

    def take(self, line):
        words = line.split()
        if words[0] == "executors":
            self.executors = dict(word.split("=") for word in words[1:])
        elif words == ["without", "restarts"]:
            self.restarts = False
        else:
            self.lines.append(line)


def scenarios():
    """Every table of every file."""
    found = []
    for path in sorted(pathlib.Path(FOLDER).glob("*.scenarios")):
        for line in path.read_text().splitlines():
            if line.startswith("== "):
                found.append(Scenario(path.stem, line[3:]))
            elif line.strip() and not line.startswith("#"):
                found[-1].take(line)
    return found


def offset(word):
    """Seconds of `0`, `90s`, `2d1h`; None for a word that is no time."""
    if word == "0":
        return 0
    if not re.fullmatch(r"(\d+[dhms])+", word):
        return None
    return sum(int(n) * UNITS[unit] for n, unit in re.findall(r"(\d+)([dhms])", word))


def timestamp(seconds):
    return (START + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Words:
    """The words of a line: quoted texts belong to one word, commas are words of their own."""

    def __init__(self, line):
        self.words = re.findall(r',|(?:"[^"]*"|[^\s,"])+', line)

    def peek(self):
        return self.words[0] if self.words else None

    def next(self):
        return unquoted(self.words.pop(0)) if self.words else ""

    def take(self, word):
        if self.peek() != word:
            return False
        self.words.pop(0)
        return True

    def assignment(self):
        name, _, value = self.words.pop(0).partition("=")
        return name, unquoted(value)

    def rest(self):
        words, self.words = [unquoted(word) for word in self.words], []
        return words


def unquoted(word):
    return word[1:-1] if len(word) >= 2 and word[0] == word[-1] == '"' else word


class Hand:
    """A worker that takes what is there once, and holds it until it is told."""

    def __init__(self, daemon, name, credit):
        self.outgoing = queue.Queue()
        self.stream = daemon.execution.Work(iter(self.outgoing.get, None), timeout=60)
        self.send(hello=execution_service_pb2.WorkHello(queues=[name], credit=credit))
        assert next(self.stream).HasField("welcome")

    def send(self, **fields):
        self.outgoing.put(execution_service_pb2.WorkRequest(**fields))

    def take(self):
        return next(self.stream).action

    def leave(self):
        """Ends the stream; what it holds is handed out again."""
        self.outgoing.put(None)
        for _ in self.stream:
            pass

    def complete(self, action, failure=None, permanent=False):
        result = action_pb2.ActionResult(
            id=action.id, key=action.key, attempt=action.attempt)
        if failure is None:
            result.success.SetInParent()
        else:
            result.failure.message, result.failure.permanent = failure, permanent
        self.send(result=result)
        while True:
            answer = next(self.stream)
            if answer.HasField("acknowledgement"):
                disposition = answer.acknowledgement.disposition
                name = action_pb2.ActionResultDisposition.Name(disposition)
                return name.removeprefix("ACTION_RESULT_DISPOSITION_").lower()


class Player:
    """Plays one scenario line by line."""

    def __init__(self, scenario, daemon):
        self.scenario, self.daemon = scenario, daemon
        self.types = {}
        # The last action of each robot, and who holds an action, by its id.
        self.actions, self.held = {}, {}
        for pipeline, stages in STAGES.items():
            daemon.rule("CreatePipeline", pipeline={
                "entityType": "deal", "id": pipeline,
                "stages": [{"id": id, "displayName": id.title(), "kind": f"STAGE_KIND_{kind}"}
                           for id, kind in stages]})
        # Which command the daemon is killed before, the same one every time.
        digest = hashlib.sha256(scenario.title.encode()).digest()
        self.killed_before = digest[0] % max(1, len(scenario.lines))

    def play(self):
        for number, line in enumerate(self.scenario.lines):
            words = Words(line)
            seconds = offset(words.peek())
            try:
                if seconds is not None:
                    words.next()
                    self.advance(seconds)
                if number == self.killed_before and self.scenario.restarts and not self.held:
                    self.daemon.restart()
                if words.peek():
                    self.perform(words)
            except AssertionError as error:
                raise AssertionError(f"{line.strip()}: {error}") from error
        self.expect_survives()

    def advance(self, seconds):
        self.daemon.execute("AdvanceClock", to=timestamp(seconds), settleTimeout="0s")

    def perform(self, words):
        verb = words.next()
        if verb.endswith(":"):
            return self.expect_runs(verb[:-1], words)
        refusal = None
        try:
            getattr(self, COMMANDS.get(verb, verb))(words)
        except grpc.RpcError as error:
            refusal = reason(error)
        expected = words.next() if words.take("refused") else None
        assert refusal == expected, f"was answered {refusal or 'OK'}"

    # Commands

    def robot(self, words):
        self.daemon.rule("CreateRobot", robot=self.read_robot(words.next(), words), force=True)

    def read_robot(self, id, words):
        words.take("in")
        place = ["deal", "sales", "new"]
        given = words.next().removesuffix(":").split("/")
        place[3 - len(given):] = given
        robot = {"id": id, "entityType": place[0], "pipeline": place[1], "stage": place[2],
                 "type": words.next(), "parameters": {}, "timing": {}}
        while words.peek():
            self.robot_part(robot, words)
        return robot

    def update(self, words):
        id, policy = words.next(), f"IN_FLIGHT_POLICY_{words.next()}"
        robot = self.read_robot(id, words)
        preview = self.daemon.rule(
            "UpdateRobot", robot=robot, inFlight=policy, force=True, validateOnly=True)
        answer = self.daemon.rule("UpdateRobot", robot=robot, inFlight=policy, force=True)
        self.in_flight = answer.in_flight
        assert preview.in_flight == answer.in_flight

    def rollback(self, words):
        id, version = words.next(), words.next()
        policy = words.next() if words.peek() not in (None, "refused") else "KEEP_TIMING"
        self.in_flight = self.daemon.rule(
            "RollbackRule", kind="RULE_KIND_ROBOT", id=id, version=version,
            inFlight=f"IN_FLIGHT_POLICY_{policy}").in_flight

    def robot_part(self, robot, words):
        word = words.peek()
        if words.take("after"):
            if words.take("previous"):
                robot["timing"]["afterPrevious"] = True
                for policy in ("unless_failed", "on_finish"):
                    if words.take(policy):
                        robot["timing"]["chainPolicy"] = f"CHAIN_POLICY_{policy.upper()}"
            else:
                count, unit = words.next(), words.next()
                robot["timing"]["after"] = {"count": count, "unit": f"TIME_UNIT_{unit.upper()}"}
        elif word in ("at", "before", "since"):
            robot["timing"]["date"] = date_timing(words)
        elif words.take("on"):
            robot["timing"]["instant"] = timestamp(offset(words.next()))
        elif words.take("clock"):
            hours, minutes = words.next().split(":")
            robot["timing"]["clockTime"] = {"hours": int(hours), "minutes": int(minutes)}
        elif words.take("past-due"):
            robot["timing"]["pastDue"] = PAST_DUES[words.next()]
        elif words.take("awaits"):
            robot["timing"]["maxResponsibleWait"] = f"{offset(words.next())}s"
        elif word in ("counts", "shifts"):
            robot["timing"]["workingTime"] = f"WORKING_TIME_{words.next().upper()[:-1]}"
            robot["timing"]["calendar"] = "office"
        elif words.take("if"):
            robot["conditionText"] = " ".join(words.words).replace(" ,", ",")
            words.words = []
        elif words.take("at-entry"):
            robot["evaluateAt"] = "EVALUATE_AT_ENTRY"
        elif words.take("at-both"):
            robot["evaluateAt"] = "EVALUATE_AT_BOTH"
        elif words.take("survives"):
            robot["surviveStageChange"] = True
        elif words.take("limit"):
            limit = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", words.next())
            robot["runLimit"] = f"RUN_LIMIT_{limit_name(limit)}"
        elif words.take("as"):
            robot["actingUser"] = words.next()
        elif words.take("at-most"):
            robot["timing"]["maxLateness"] = f"{offset(words.next())}s"
        else:
            assert "=" in word, f"unknown word {word}"
            name, value = words.assignment()
            robot["parameters"][name] = (
                {"boolean": value == "true"} if name.startswith("clear.") else text(value))

    def calendar(self, words):
        days = {"closed": [], "open": []}
        while words.peek():
            if words.peek() in days:
                kind = words.next()
            else:
                year, month, day = map(int, words.next().split("-"))
                days[kind].append({"date": {"year": year, "month": month, "day": day}})
        office = {"id": "office", "holidays": days["closed"], "extraWorkingDays": days["open"]}
        if "office" in [known.id for known in self.daemon.rule("ListCalendars").calendars]:
            self.daemon.rule("UpdateCalendar", calendar=office,
                             updateMask="holidays,extraWorkingDays")
        else:
            office |= {"timeZone": "UTC", "hours": [{
                "days": ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"],
                "opens": {"hours": 8}, "closes": {"hours": 16}}]}
            self.daemon.rule("CreateCalendar", calendar=office)

    def pipeline(self, words):
        type, id = key(words.next())
        stages = []
        while words.peek() and words.peek() != "refused":
            stage, _, kind = words.next().partition(":")
            stages.append({"id": stage, "kind": f"STAGE_KIND_{kind.upper() or 'IN_PROGRESS'}"})
        pipeline = {"entityType": type, "id": id, "stages": stages}
        try:
            self.daemon.rule("GetPipeline", entityType=type, id=id)
        except grpc.RpcError:
            self.daemon.rule("CreatePipeline", pipeline=pipeline)
        else:
            self.daemon.rule("UpdatePipeline", pipeline=pipeline, updateMask="stages")

    def trigger(self, words):
        id = words.next()
        words.take("in")
        *type, pipeline, stage = ["sales", *words.next().removesuffix(":").split("/")][-3:]
        trigger = {"id": id, "entityType": type[-1] if type and type[-1] != "sales" else "deal",
                   "pipeline": pipeline, "stage": stage, "type": words.next(), "parameters": {}}
        while words.peek() and words.peek() != "refused":
            if words.take("backwards"):
                trigger["allowBackwards"] = True
            elif words.take("from-final"):
                trigger["allowFromFinal"] = True
            elif words.take("disabled"):
                trigger["enabled"] = False
            elif words.take("as"):
                trigger["actingUser"] = words.next()
            elif words.take("if"):
                trigger["conditionText"] = " ".join(words.words).replace(" ,", ",")
                words.words = []
            else:
                name, value = words.assignment()
                trigger["parameters"][name] = (
                    {"boolean": value == "true"} if value in ("true", "false") else text(value))
        self.daemon.rule("CreateTrigger", trigger=trigger)

    def delete_trigger(self, words):
        self.daemon.rule("DeleteTrigger", id=words.next())

    def event(self, words):
        event = {"type": words.next(), "targets": [], "payload": {}}
        while words.peek() and words.peek() not in ("refused", "answered"):
            word = words.peek()
            if words.take(","):
                continue
            if words.take("newest"):
                event["targets"][-1]["client"]["select"] = "EVENT_SELECTION_NEWEST_OPEN"
            elif word.startswith("client:"):
                event["targets"].append({"client": client(words.next()[len("client:"):])})
            elif "=" in word:
                name, value = words.assignment()
                if name == "create":
                    event["targets"][-1]["client"]["createIfNone"] = {"pipeline": value}
                elif name == "types":
                    event["targets"][-1]["client"]["entityTypes"] = value.split("+")
                elif name == "at":
                    event["time"] = timestamp(offset(value))
                else:
                    event["payload"][name] = text(value)
            else:
                type, id = key(words.next())
                event["targets"].append({"item": {"entityType": type, "id": id}})
        answer = self.daemon.execute("SendEvent", event=event)
        if words.take("answered"):
            shown = ", ".join(shown_result(result) for result in answer.results)
            assert shown == " ".join(words.rest()).replace(" ,", ","), f"was answered {shown}"

    def disable(self, words):
        self.daemon.rule("UpdateRobot", robot={"id": words.next(), "enabled": False},
                         updateMask="enabled")

    def delete_robot(self, words):
        self.daemon.rule("DeleteRobot", id=words.next())

    def put(self, words):
        type, id = key(words.next())
        record = {"entityType": type, "id": id, "fields": {}}
        more = {}
        while words.peek() and words.peek() != "refused":
            name, value = words.assignment()
            if name in ("stage", "pipeline"):
                record[name] = value
            elif name == "suppress":
                more["suppressAutomation"] = value == "true"
            elif name == "at":
                more["eventTime"] = timestamp(offset(value))
            elif name == "echo":
                more["causationId"] = self.actions[value].key
            else:
                record["fields"][name] = self.value(type, name, value)
        if record.get("stage") and not record.get("pipeline") and not self.record(type, id):
            record["pipeline"] = "sales"
        self.daemon.execute("PutRecord", record=record, **more)

    def move(self, words):
        type, id = key(words.next())
        place = words.next().split("/")
        self.daemon.execute("MoveItem", entityType=type, id=id, stage=place[-1],
                            pipeline=place[0] if place[1:] else "")

    def delete(self, words):
        type, id = key(words.next())
        self.daemon.execute("DeleteRecord", entityType=type, id=id)

    def erase(self, words):
        type, id = key(words.next())
        texts = []
        while words.peek() not in (None, "refused"):
            texts.append(words.next())
        self.daemon.execute("EraseRecord", entityType=type, id=id, texts=texts)

    def hand_out(self, words):
        name = words.next()
        expected = [word for word in words.rest() if word != ","]
        if not expected:
            return
        hand = Hand(self.daemon, name, len(expected))
        actions = [hand.take() for _ in expected]
        assert [action.robot for action in actions] == expected, actions
        for action in actions:
            self.actions[action.robot] = action
            self.held[action.id] = hand

    def complete(self, words):
        action = self.actions[words.next()]
        failure = words.next() if words.next() == "failure" and words.peek() else None
        permanent = words.take("permanent")
        expected = words.next() or "accepted"
        # A result may also come from a worker that does not hold the action.
        hand = self.held.pop(action.id, None) or Hand(self.daemon, "nothing", 1)
        answer = hand.complete(action, failure, permanent)
        assert answer == expected, f"was answered {answer}"
        if hand not in self.held.values():
            hand.leave()

    def return_action(self, words):
        hand = self.held.pop(self.actions[words.next()].id)
        assert hand not in self.held.values(), "a worker returns all that it holds"
        hand.leave()

    def pause(self, words):
        self.daemon.execute("PauseAutomation", **scope(words))

    def resume(self, words):
        self.daemon.execute("ResumeAutomation", **scope(words))

    def cancel(self, words):
        self.daemon.execute("CancelRun", id=self.newest_run(words).id)

    def retry(self, words):
        self.daemon.execute("RetryRun", id=self.newest_run(words).id)

    def reschedule(self, words):
        run = self.newest_run(words)
        self.daemon.execute("RescheduleRun", id=run.id, dueTime=timestamp(offset(words.next())))

    def run(self, words):
        robot = words.next()
        type, id = key(words.next())
        self.daemon.rule("RunRobot", robot=robot, entityType=type, itemId=id)

    def dry_run(self, words):
        robot = words.next()
        type, id = key(words.next().removesuffix(":"))
        run = self.daemon.rule(
            "RunRobot", robot=robot, entityType=type, itemId=id, validateOnly=True).run
        shown = shown_run(run).removeprefix(f"{robot} ")
        assert shown == " ".join(words.rest()), f"is {shown}"

    def apply(self, words):
        robot, pace = words.next(), int(words.next())
        found, pace = [
            self.daemon.rule("ApplyToExisting", robot=robot, itemsPerSecond=pace,
                             validateOnly=preview).application for preview in (True, False)]
        assert not found.HasField("begin_time") and pace.HasField("begin_time")
        if words.take("found"):
            assert str(found.item_count) == words.next(), f"found {found.item_count}"

    def cancel_apply(self, words):
        self.daemon.rule("CancelApplication", robot=words.next())

    def move_robot(self, words):
        id, place = words.next(), words.next()
        where = {"position": int(place)} if place.isdigit() else {"stage": place}
        self.daemon.rule("MoveRobot", id=id, **where)

    def newest_run(self, words):
        type, id = key(words.next())
        return self.daemon.runs(id, type)[words.next()]

    # Expectations

    def expect_runs(self, item, words):
        name, _, index = item.partition("@")
        visits = self.visits(name)
        position = int(index) if index else len(visits) - 1
        runs = visits[position] if 0 <= position < len(visits) else []
        shown = ", ".join(shown_run(run) for run in runs)
        expected = " ".join(words.rest()).replace(" ,", ",")
        assert shown == expected, f"is {shown}"

    def expect(self, words):
        subject = words.next().replace("-", "_")
        getattr(self, f"expect_{subject}")(words)

    def expect_in_flight(self, words):
        counts = self.in_flight
        shown = f"kept {counts.kept} migrated {counts.migrated} cancelled {counts.cancelled}"
        assert shown == " ".join(words.rest()), f"is {shown}"

    def expect_stage(self, words):
        record = self.record(*key(words.next()))
        place = "nowhere"
        if record and record.stage:
            prefix = "" if record.pipeline == "sales" else f"{record.pipeline}/"
            place = prefix + record.stage
        assert place == words.next(), f"stands in {place}"

    def expect_log(self, words):
        type, id = key(words.next())
        logged = [entry.text for entry in self.daemon.history(id, type)
                  if entry.kind == history_pb2.HISTORY_KIND_LOGGED]
        assert logged == [word for word in words.rest() if word != ","], f"is {logged}"

    def expect_field(self, words):
        record = self.record(*key(words.next()))
        name, expected = words.assignment()
        actual = shown_value(record.fields[name]) if name in record.fields else ""
        assert actual == expected, f"is {actual}"

    def expect_due(self, words):
        type, id = key(words.next())
        run = self.daemon.runs(id, type)[words.next()]
        due = run.due_time.ToDatetime(tzinfo=datetime.timezone.utc) - START
        assert due.total_seconds() == offset(words.next()), f"is {due}"

    def expect_coming(self, words):
        coming = self.daemon.execute("ListRuns", orderBy="due_time").runs
        times = [run.not_before_time if run.HasField("not_before_time") else run.due_time
                 for run in coming]
        starts = [(time.ToDatetime(tzinfo=datetime.timezone.utc) - START).total_seconds()
                  for time in times]
        expected = [word for word in words.rest() if word != ","]
        assert [run.robot for run in coming] == expected[::2]
        assert starts == [offset(word) for word in expected[1::2]], f"are {starts}"

    def expect_applied(self, words):
        [application] = self.daemon.rule("ListApplications", robot=words.next()).applications
        shown = f"{application.run_count} of {application.item_count}"
        if application.hold:
            shown += f" {reason_name(application.hold)}"
        if application.HasField("end_time"):
            shown += f" {reason_name(application.reason) if application.reason else 'ended'}"
        assert shown == " ".join(words.rest()), f"is {shown}"

    def expect_late(self, words):
        cause = reason_pb2.LatenessCause.Name(self.newest_run(words).lateness_cause)
        cause = cause.removeprefix("LATENESS_CAUSE_").replace("UNSPECIFIED", "ON_TIME")
        assert cause == words.next(), f"is {cause}"

    def events(self, item):
        type, id = key(item)
        return self.daemon.execute("Explain", entityType=type, itemId=id).events

    def expect_event(self, words):
        newest = next(iter(self.events(words.next())), None)
        shown = [newest.type if newest else "none"]
        for candidate in newest.candidates if newest else ():
            end = "MOVED" if candidate.chosen else reason_name(candidate.reason)
            shown.append(f"{candidate.trigger} {end}")
        expected = " ".join(words.rest()).replace(" ,", ",")
        assert ", ".join(shown) == expected, f"is {shown}"

    def expect_events(self, words):
        count = len(self.events(words.next()))
        assert str(count) == words.next(), f"are {count}"

    def expect_mover(self, words):
        type, id = key(words.next())
        moves = [f"{entry.trigger} {entry.acting_user}" for entry in self.daemon.history(id, type)
                 if entry.kind == history_pb2.HISTORY_KIND_MOVED]
        # The daemon's own user calls here.
        expected = " ".join(words.rest()).replace("ann", "system")
        assert moves[-1] == expected, f"is {moves[-1]}"

    def expect_count(self, words):
        answer = self.daemon.execute("ListRecords", entityType=words.next(), pageSize=1000)
        assert str(len(answer.records)) == words.next(), f"is {len(answer.records)}"

    # The state

    def visits(self, item):
        """The runs of each visit of an item, the oldest visit first.

        A visit of a stage without robots has no runs; the item's history tells of it.
        """
        type, id = key(item)
        stages = []
        for entry in self.daemon.history(id, type):
            if entry.new_stage:
                stages.append((entry.new_pipeline, entry.new_stage))
        answer = self.daemon.execute("ListRuns", entityType=type, itemId=id, pageSize=1000)
        runs = sorted(answer.runs, key=lambda run: (
            run.visit, position_in_visit(run), run.id))
        groups = [list(group) for _, group in itertools.groupby(runs, lambda run: run.visit)]
        visits = []
        for stage in stages[::-1]:
            is_here = groups and stage == (groups[-1][0].pipeline, groups[-1][0].stage)
            visits.insert(0, groups.pop() if is_here else [])
        present = self.board_runs(type, id, stages)
        if present:
            visits[-1] = present
        return visits

    def board_runs(self, type, id, stages):
        """The runs of an item's open visit in their order, among which some were placed later."""
        if not stages:
            return []
        board = self.daemon.execute(
            "GetBoard", entityType=type, pipeline=stages[-1][0], itemsPerStage=1000)
        shown = [item for stage in board.stages for item in stage.items if item.item.id == id]
        return list(shown[0].runs) if shown else []

    def record(self, type, id):
        try:
            return self.daemon.execute("GetRecord", entityType=type, id=id).record
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.NOT_FOUND:
                raise
            return None

    def expect_survives(self):
        """What was answered is there after kill -9, and after a snapshot and another kill."""
        for hand in self.held.values():
            hand.stream.cancel()
        before = self.state()
        self.daemon.restart()
        assert self.state() == before, "another state after kill -9"
        self.daemon.execute("Snapshot")
        self.daemon.restart()
        assert self.state() == before, "another state after a snapshot"

    def state(self):
        """Everything that can be read, but which actions are in whose hands just now."""
        daemon = self.daemon
        records = []
        for type in ("deal", "lead", "invoice", "contact", "company", "user", "notification",
                     "comment"):
            answer = daemon.execute("ListRecords", entityType=type, pageSize=1000)
            records += answer.records
        runs = list(daemon.execute("ListRuns", pageSize=1000).runs)
        for run in runs:
            if run.state in (run_pb2.RUN_STATE_READY, run_pb2.RUN_STATE_DISPATCHED):
                run.state, run.reason, run.attempts = run_pb2.RUN_STATE_READY, 0, 0
                run.ClearField("not_before_time")
        moved_by_workers = (history_pb2.HISTORY_KIND_ACTION_HANDED_OUT,
                            history_pb2.HISTORY_KIND_ACTION_RETURNED)
        history = [entry for entry in daemon.execute("ListHistory", pageSize=1000).entries
                   if entry.kind not in moved_by_workers]
        for entry in history:
            entry.sequence = 0
        robots = list(daemon.rule("ListRobots", pageSize=1000).robots)
        applications = list(daemon.rule("ListApplications", pageSize=1000).applications)
        triggers = list(daemon.rule("ListTriggers", pageSize=1000).triggers)
        return records, runs, history, robots, applications, triggers

    def value(self, type, name, value):
        """A value of a field as JSON; None clears it."""
        if type not in self.types:
            fields = self.daemon.rule("GetEntityType", id=type).entity_type.fields
            self.types[type] = {field.id: field for field in fields}
        field = self.types[type].get(name)
        if not value:
            return {}
        if field is None:
            return text(value)
        kind = field.DESCRIPTOR.fields_by_name["type"].enum_type.values_by_number[field.type].name
        single = SINGLE_VALUES[kind.removeprefix("VALUE_TYPE_")](value, field)
        return {"list": {"values": [single]}} if field.multiple else single


COMMANDS = {
    "delete-robot": "delete_robot", "delete-trigger": "delete_trigger", "hand-out": "hand_out",
    "return": "return_action", "dry-run": "dry_run", "cancel-apply": "cancel_apply",
    "move-robot": "move_robot",
}


PAST_DUES = {"skip": "PAST_DUE_SKIP", "run_now": "PAST_DUE_RUN_NOW",
             "until_date": "PAST_DUE_RUN_NOW_UNTIL_DATE"}


def date_timing(words):
    """`at close_date monthly`, `before 2 day contact.birthday again`, `since 1 week close_date`."""
    side = words.next()
    timing = {"direction": {"at": "DATE_DIRECTION_AT", "before": "DATE_DIRECTION_BEFORE",
                            "since": "DATE_DIRECTION_AFTER"}[side]}
    if side != "at":
        timing["span"] = {"count": words.next(), "unit": f"TIME_UNIT_{words.next().upper()}"}
    timing["path"] = words.next()
    timing["againOnChange"] = words.take("again")
    for recurrence in ("yearly", "monthly"):
        if words.take(recurrence):
            timing["recurrence"] = f"RECURRENCE_{recurrence.upper()}"
    timing["once"] = words.take("once")
    return timing


def position_in_visit(run):
    """Runs by hand come after those of the entry, in the order of their making."""
    return 1_000 if run.occurrence.startswith("manual") else run.position


def scope(words):
    """What a pause is of: nothing named is everything."""
    if words.peek() in (None, "refused"):
        return {}
    word = words.next()
    if word in STAGES:
        return {"entityType": "deal", "pipeline": word}
    type, id = key(word)
    return {"entityType": type, "itemId": id}


def limit_name(name):
    """`oncePerItem` and `ONCEPERITEM` are both written in tables."""
    names = {"ONCEPER" + part: "ONCE_PER_" + part for part in
             ("ITEM", "DAY", "WEEK", "MONTH", "YEAR")}
    plain = name.upper().replace("_", "")
    return names.get(plain, name.upper())


def money(value, _):
    amount, currency = value.split()
    units, _, digits = amount.partition(".")
    nanos = int(digits.ljust(9, "0") or 0) * (-1 if units.startswith("-") else 1)
    return {"money": {"currencyCode": currency, "units": units, "nanos": nanos}}


def reference(value, field):
    type, _, id = value.rpartition("/")
    return {"reference": {"entityType": type or field.reference_type, "id": id}}


def date(value, _):
    year, month, day = map(int, value.split("-"))
    return {"date": {"year": year, "month": month, "day": day}}


SINGLE_VALUES = {
    "TEXT": lambda value, _: text(value),
    "ENUMERATION": lambda value, _: text(value),
    "BOOLEAN": lambda value, _: {"boolean": value == "true"},
    "INTEGER": lambda value, _: {"integer": value},
    "DECIMAL": lambda value, _: {"decimal": {"value": value}},
    "MONEY": money,
    "DATE": date,
    "TIMESTAMP": lambda value, _: {"timestamp": value},
    "REFERENCE": reference,
}


def key(text):
    """`D-1` is a deal; `contact/C-1` names its type."""
    type, _, id = text.rpartition("/")
    return type or "deal", id


def client(text):
    """`contact/C-1` and `company/X` are records, anything else is an address."""
    type, _, id = text.partition("/")
    if type in ("contact", "company"):
        return {"record": {"entityType": type, "id": id}}
    return {"address": text}


def reason_name(reason):
    return reason_pb2.Reason.Name(reason).removeprefix("REASON_")


def shown_result(result):
    prefix = "" if result.entity_type == "deal" else f"{result.entity_type}/"
    item = "new" if result.created else prefix + result.item_id if result.item_id else "none"
    if result.moved:
        return f"{item} MOVED"
    return f"{item} {reason_name(result.reason) if result.reason else 'NOTHING'}"


def shown_run(run):
    parts = [run.robot, run_pb2.RunState.Name(run.state).removeprefix("RUN_STATE_")]
    if run.reason:
        # That nobody serves the queue is said by the daemon alone, which knows its workers.
        name = reason_pb2.Reason.Name(run.reason).removeprefix("REASON_")
        if not (run.state == run_pb2.RUN_STATE_READY and name == "NO_WORKER"):
            parts.append(name)
    return " ".join(parts)


def shown_value(value):
    kind = value.WhichOneof("kind")
    if kind == "list":
        return ", ".join(shown_value(one) for one in value.list.values)
    if kind == "reference":
        return value.reference.id
    if kind == "money":
        amount = value.money.units + value.money.nanos / 1e9
        return f"{amount:g} {value.money.currency_code}"
    if kind == "boolean":
        return "true" if value.boolean else "false"
    if kind == "decimal":
        return value.decimal.value
    if kind == "date":
        return f"{value.date.year:04}-{value.date.month:02}-{value.date.day:02}"
    if kind == "timestamp":
        return value.timestamp.ToJsonString()
    return str(getattr(value, kind))


def reason(error):
    """The machine's reason in an error's details."""
    for name, data in error.trailing_metadata() or ():
        if name == "grpc-status-details-bin":
            for detail in status_pb2.Status.FromString(data).details:
                info = error_details_pb2.ErrorInfo()
                if detail.Unpack(info):
                    return info.reason
    return error.code().name
