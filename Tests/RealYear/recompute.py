"""What the robots of `rules.py` must have done in the year, computed once more, independently.

It follows each deal by itself, knows nothing of the service, and counts working time by walking
from minute to minute. What a robot does to a deal matters to the others in two ways only: the
hand-over gives big deals to the key account manager, and closing a deal ends what waits.
"""

import calendar
import collections
import datetime
import functools
import zoneinfo

UTC = datetime.timezone.utc
ZONE = zoneinfo.ZoneInfo("America/New_York")
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)
HOLIDAYS = {(2016, 11, 24), (2017, 1, 2), (2017, 5, 29), (2017, 9, 4), (2017, 11, 23)}
YEARLY_HOLIDAYS = {(1, 1), (7, 4), (12, 25)}
EXTRA_DAYS = {(2017, 9, 30)}

Run = collections.namedtuple("Run", "deal visit robot occurrence state reason due finish")


def is_working_day(date):
    if (date.year, date.month, date.day) in EXTRA_DAYS:
        return True
    is_holiday = ((date.year, date.month, date.day) in HOLIDAYS
                  or (date.month, date.day) in YEARLY_HOLIDAYS)
    return date.weekday() < 5 and not is_holiday


def is_working(moment):
    local = moment.astimezone(ZONE)
    return is_working_day(local.date()) and local.hour in (9, 10, 11, 13, 14, 15, 16)


@functools.lru_cache(maxsize=None)
def next_working(moment):
    while not is_working(moment):
        moment += MINUTE
    return moment


def wall(date, hour, minute=0):
    """A wall clock time; none of those used here falls into a gap."""
    return datetime.datetime.combine(
        date, datetime.time(hour, minute), ZONE).astimezone(UTC)


def plus_days(moment, days):
    """The same wall clock so many days later; in a gap moved forward, in an overlap the first."""
    local = moment.astimezone(ZONE)
    shifted = (local.replace(tzinfo=None) + days * DAY).replace(tzinfo=ZONE, fold=0)
    return shifted.astimezone(UTC)


def plus_months(moment, months):
    local = moment.astimezone(ZONE).replace(tzinfo=None)
    date = add_months(local.date(), months)
    return datetime.datetime.combine(date, local.time()).replace(tzinfo=ZONE).astimezone(UTC)


def add_months(date, months):
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    month += 1
    return date.replace(
        year=year, month=month, day=min(date.day, calendar.monthrange(year, month)[1]))


def plus_working_days(moment, days):
    local = next_working(moment).astimezone(ZONE)
    date = local.date()
    while days:
        date += DAY
        days -= is_working_day(date)
    return next_working(wall(date, local.hour, local.minute))


def plus_working_minutes(moment, minutes):
    moment = next_working(moment)
    while minutes:
        moment += MINUTE
        minutes -= 1
        if minutes or not is_working(moment):
            moment = next_working(moment)
    return moment


def opening_before(date, days):
    while days:
        date -= DAY
        days -= is_working_day(date)
    return wall(date, 9)


def next_clock(moment, hour, when=lambda moment: True):
    date = moment.astimezone(ZONE).date()
    while True:
        found = wall(date, hour)
        if found >= moment and when(found):
            return found
        date += DAY


class Deal:
    """One deal's stays, each with its stage, entry and leaving."""

    def __init__(self, events, agents, end):
        self.id = events[0].deal
        self.agents = agents
        self.fields = {}
        self.visits = []
        for event, following in zip(events, events[1:] + [None]):
            self.fields.update(event.fields)
            leaving = following.time if following else None
            self.visits.append((event.stage, event.time, leaving, dict(self.fields)))
        self.end = end
        self.is_handed_over = False

    def runs(self):
        made = []
        for number, (stage, entry, leaving, fields) in enumerate(self.visits):
            for robot, occurrence, state, reason, due, finish in getattr(self, stage)(
                    entry, leaving, fields):
                made.append(Run(self.id, number, robot, occurrence, state, reason, due, finish))
        return made

    def timed(self, robot, due, leaving, condition=True, occurrence=0):
        """A run that is due at a time, if the deal is still there then."""
        last = leaving or self.end
        if due > last:
            if leaving:
                return (robot, occurrence, "CANCELLED", "LEFT_STAGE", due, leaving)
            return (robot, occurrence, "WAITING", "TIME", due, None)
        if not condition:
            return (robot, occurrence, "SKIPPED", "CONDITION_FALSE", due, due)
        return (robot, occurrence, "SUCCEEDED", None, due, due)

    def prospecting(self, entry, leaving, fields):
        moment = datetime.datetime(2017, 1, 2, 14, tzinfo=UTC)
        yield self.timed("wake-up", next_working(moment), leaving)

    def engaging(self, entry, leaving, fields):
        yield self.timed("welcome", next_working(entry), leaving)
        first = self.timed("follow-up", plus_working_days(entry, 2), leaving)
        yield first
        yield self.chained("call-again", first, leaving,
                           lambda finish: plus_working_minutes(finish, 360))
        yield self.timed("two-weeks", plus_days(entry, 14), leaving, fields["amount"] > 1000)
        is_big = fields["amount"] >= 5000
        observe = self.timed("observe", entry, leaving, is_big)
        yield observe
        hand_over = self.chained("hand-over", observe, leaving, lambda at: plus_days(at, 3))
        yield hand_over
        yield self.timed("at-ten", next_clock(entry, 10), leaving)
        yield self.timed("closing", opening_before(fields["close_date"], 5), leaving)
        yield from self.monthly(entry, leaving, fields["begin_date"])
        responsible = fields["responsible"]
        if hand_over[2] == "SUCCEEDED":
            responsible = None
        for manager in sorted(set(self.agents.values())):
            yield self.timed(f"control-{manager}", plus_days(entry, 30), leaving,
                             self.agents.get(responsible) == manager)

    def chained(self, robot, previous, leaving, due):
        _, _, state, reason, _, finish = previous
        if state == "SUCCEEDED":
            return self.timed(robot, due(finish), leaving)
        if state == "SKIPPED":
            return (robot, 0, "SKIPPED", "PREVIOUS_SKIPPED", None, finish)
        if state == "CANCELLED":
            return (robot, 0, "CANCELLED", "LEFT_STAGE", None, finish)
        return (robot, 0, "WAITING", "PREVIOUS", None, None)

    def monthly(self, entry, leaving, begin):
        """Half past eight on the day of the month, from the first time that is not before entry."""
        months = 0
        while wall(add_months(begin, months), 8, 30) < entry:
            months += 1
        occurrence = 0
        while True:
            run = self.timed("monthly", wall(add_months(begin, months), 8, 30), leaving,
                             occurrence=occurrence)
            yield run
            if run[2] != "SUCCEEDED":
                return
            months += 1
            occurrence += 1

    def won(self, entry, leaving, fields):
        thanks = self.timed("thanks", entry, leaving)
        yield thanks
        yield self.chained("reference", thanks, leaving, lambda at: plus_months(at, 1))
        yield self.timed("payment-call", plus_working_days(entry, 3), leaving)

    def lost(self, entry, leaving, fields):
        yield self.timed("review", next_clock(entry, 16, is_working), leaving)
        yield self.timed("win-back", next_working(plus_months(entry, 3)), leaving)


def recompute(year, end):
    """Every run of the year, in the order of deals, visits, robots and occurrences."""
    deals = collections.defaultdict(list)
    for event in year.events:
        deals[event.deal].append(event)
    runs = []
    for events in deals.values():
        runs += Deal(events, year.agents, end).runs()
    return sorted(runs, key=lambda run: run[:4])
