"""Replays a real year of sales through the running daemon on a simulated clock, and compares every
run that its robots made with an independent computation.

    python Tests/RealYear/replay.py [--deals N]

Prints the counts and how long it took; SKIPPED where the data are absent (see `sales.py`).
"""

import argparse
import collections
import datetime
import itertools
import pathlib
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "Tests" / "EndToEnd"), str(TOP / "Tests" / "RealYear")]

import stubs

stubs.generate()

import recompute
import rules
import sales
from daemon import Daemon
from robots.v1 import reason_pb2, run_pb2

UTC = datetime.timezone.utc
# Longer than the span: every run is compared at its end.
KEPT = {"history_days": 3_650, "run_days": 3_650}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--deals", type=int, help="only the first so many deals")
    options = parser.parse_args()
    folder = sales.find()
    if folder is None:
        print("the real year: SKIPPED, the sales data are absent")
        return 0
    year = sales.read(folder)
    if options.deals:
        kept = {event.deal for event in year.events[:options.deals]}
        year.events = [event for event in year.events if event.deal in kept]
    return 1 if replay(year) else 0


def replay(year):
    """Plays and compares; returns how many runs differ."""
    with tempfile.TemporaryDirectory(prefix="robotd-", dir="/tmp") as directory:
        with Daemon(directory, clock=stamp(sales.START), configuration=KEPT) as daemon:
            began = time.monotonic()
            set_up(daemon, year)
            play(daemon, year)
            seconds = time.monotonic() - began
            actual = runs(daemon)
            daemon.restart()
            assert runs(daemon) == actual, "another state after kill -9"
    expected = [shown(run) for run in recompute.recompute(year, sales.END)]
    differing = report(expected, actual)
    days = (sales.END - sales.START).days
    print(f"{len(year.events)} entries and {len(actual)} runs of {days} days in {seconds:.1f} s,"
          f" {len(actual) / seconds:.0f} runs a second; {differing} runs differ")
    return differing


def set_up(daemon, year):
    daemon.rule("CreateCalendar", calendar=rules.CALENDAR)
    daemon.rule("CreatePipeline", pipeline=rules.PIPELINE)
    people = sorted({*year.agents, *year.agents.values(), "director", "key.account"})
    for person in people:
        daemon.execute("PutRecord", record={"entityType": "user", "id": person})
    for company in year.companies:
        daemon.execute("PutRecord", record={"entityType": "company", "id": company})
    for robot in rules.robots(year.agents):
        daemon.rule("CreateRobot", robot=robot)


def play(daemon, year):
    now = sales.START
    for event in year.events:
        if event.time > now:
            daemon.execute("AdvanceClock", to=stamp(event.time))
            now = event.time
        daemon.execute("PutRecord", record={
            "entityType": "deal", "id": event.deal, "pipeline": "sales", "stage": event.stage,
            "fields": {name: value(name, content) for name, content in event.fields.items()}})
    daemon.execute("AdvanceClock", to=stamp(sales.END))


def value(name, content):
    if name in ("responsible", "company"):
        type = "user" if name == "responsible" else "company"
        return {"reference": {"entityType": type, "id": content}}
    if name == "amount":
        return {"money": {"currencyCode": "USD", "units": str(content)}}
    if isinstance(content, datetime.date):
        return {"date": {"year": content.year, "month": content.month, "day": content.day}}
    return {"text": content}


def runs(daemon):
    """Every run as a tuple, in the order of deals, visits, robots and occurrences."""
    found, token = [], ""
    while True:
        page = daemon.execute("ListRuns", pageSize=1000, pageToken=token)
        found += page.runs
        token = page.next_page_token
        if not token:
            break
    tuples = []
    by_item = collections.defaultdict(list)
    for run in found:
        by_item[run.item_id].append(run)
    for item, item_runs in by_item.items():
        item_runs.sort(key=lambda run: (run.visit, run.robot, run.id))
        for number, (_, visit) in enumerate(
                itertools.groupby(item_runs, lambda run: run.visit)):
            for _, robot_runs in itertools.groupby(visit, lambda run: run.robot):
                for occurrence, run in enumerate(robot_runs):
                    tuples.append((
                        item, number, run.robot, occurrence,
                        run_pb2.RunState.Name(run.state).removeprefix("RUN_STATE_"),
                        reason_pb2.Reason.Name(run.reason).removeprefix("REASON_")
                        if run.reason else None,
                        moment(run, "due_time"), moment(run, "finish_time")))
    return sorted(tuples, key=lambda run: run[:4])


def moment(run, field):
    if not run.HasField(field):
        return None
    return stamp(getattr(run, field).ToDatetime(tzinfo=UTC))


def shown(run):
    return (*run[:6], *(time and stamp(time) for time in run[6:]))


def stamp(time):
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def report(expected, actual):
    """Prints the counts by robot and outcome, and the first runs that differ."""
    wanted = {run[:4]: run for run in expected}
    found = {run[:4]: run for run in actual}
    differing = [key for key in sorted(wanted.keys() | found.keys())
                 if wanted.get(key) != found.get(key)]
    for key in differing[:20]:
        print(f"differs: expected {wanted.get(key)}\n         but was  {found.get(key)}")
    counts = collections.Counter((run[2], run[4], run[5]) for run in actual)
    for (robot, state, reason), count in sorted(counts.items(), key=str):
        print(f"{count:7}  {robot:24} {state} {reason or ''}")
    return len(differing)


if __name__ == "__main__":
    sys.exit(main())
