"""Calendars: made, changed, imported and deleted, by calls and by robotctl."""

import json
import os
import subprocess

import grpc
import pytest

from daemon import BINARIES
from robots.v1 import reason_pb2, run_pb2
from test_calls import violations

HOURS = [{"days": ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"],
          "opens": {"hours": 8}, "closes": {"hours": 16}}]
ICS = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20260604",
    "SUMMARY:Corpus Chri", " sti", "END:VEVENT", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261225",
    "DTEND;VALUE=DATE:20261227", "RRULE:FREQ=YEARLY", "SUMMARY:Christmas", "END:VEVENT",
    "END:VCALENDAR", ""])


def office(**parts):
    return {"id": "office", "timeZone": "Europe/Warsaw", "hours": HOURS, **parts}


def robotctl(daemon, *words, expect=0, stdin=""):
    """Runs robotctl; JSON in, JSON out."""
    result = subprocess.run(
        [BINARIES / "robotctl", *words, "--socket", daemon.socket, "-o", "json"], text=True,
        input=stdin, capture_output=True, timeout=60, env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
    assert result.returncode == expect, result.stderr
    return json.loads(result.stdout) if expect == 0 and result.stdout else result.stderr


def test_life_of_a_calendar(daemon):
    """T6: versions and etags as robots have; everything survives a restart."""
    made = daemon.rule("CreateCalendar", calendar=office(), holidaysIcalendar=ICS).calendar
    assert (made.version, made.hours[0].closes.hours, len(made.holidays)) == (1, 16, 3)
    assert made.holidays[0].display_name == "Corpus Christi"
    assert made.holidays[2].date.year == 0
    changed = daemon.rule(
        "UpdateCalendar", calendar={"id": "office", "displayName": "Office", "etag": made.etag},
        updateMask="displayName").calendar
    assert (changed.version, changed.time_zone) == (2, "Europe/Warsaw")
    with pytest.raises(grpc.RpcError) as caught:
        daemon.rule("UpdateCalendar", calendar=office(etag=made.etag))
    assert caught.value.code() == grpc.StatusCode.ABORTED
    daemon.kill()
    daemon.start()
    assert daemon.rule("GetCalendar", id="office").calendar == changed
    assert [c.id for c in daemon.rule("ListCalendars").calendars] == ["office"]
    daemon.rule("DeleteCalendar", id="office")
    daemon.restart()
    assert not daemon.rule("ListCalendars").calendars


def test_bad_calendars_are_refused(daemon):
    with pytest.raises(grpc.RpcError) as caught:
        daemon.rule("CreateCalendar", calendar=office(timeZone="Mars", hours=HOURS + HOURS),
                    holidaysIcalendar="BEGIN:VCALENDAR\nBEGIN:VJOURNAL")
    found = violations(caught.value)
    assert set(found) == {"calendar.time_zone", "calendar.hours[1]", "holidays_icalendar"}
    assert found["holidays_icalendar"].startswith("line 2: ")


def test_robotctl(daemon, directory):
    """Hours, holidays and a file by options; import by its own verb."""
    (directory / "pl.ics").write_text(ICS)
    made = robotctl(
        daemon, "calendar", "create", "office", "--zone", "Europe/Warsaw", "--name", "Office",
        "--hours", "mon-thu,sat 08:00-12:00", "--hours", "mon-thu 12:30-24:00",
        "--holiday", "05-01=May Day", "--extra-day", "2026-06-07")["calendar"]
    assert made["hours"][0]["days"] == ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "SATURDAY"]
    assert made["hours"][1]["closes"] == {"hours": 24}
    assert made["holidays"] == [{"date": {"month": 5, "day": 1}, "displayName": "May Day"}]
    changed = robotctl(daemon, "calendar", "update", "office", "--name", "Head")["calendar"]
    assert changed == {**made, "displayName": "Head", "version": "2", "etag": changed["etag"],
                       "updateTime": changed["updateTime"]}
    imported = robotctl(daemon, "calendar", "import", "office", str(directory / "pl.ics"))
    assert len(imported["calendar"]["holidays"]) == 4
    replaced = robotctl(daemon, "calendar", "import", "office", "-", "--replace", stdin=ICS)
    assert len(replaced["calendar"]["holidays"]) == 3
    assert "stands instead of what was there" in subprocess.run(
        [BINARIES / "robotctl", "calendar", "update", "--help"], capture_output=True, text=True,
        timeout=20).stdout
    before = replaced["calendar"]["holidays"]
    tried = robotctl(daemon, "calendar", "update", "office", "--validate-only", "--add-holiday",
                     "2030-05-02=Bridge", "--add-extra-day", "2030-05-04")["calendar"]
    assert len(tried["holidays"]) == len(before) + 1 and len(tried["extraWorkingDays"]) == 2
    added = robotctl(daemon, "calendar", "update", "office", "--add-holiday", "2030-05-02=Bridge",
                     "--add-holiday", "12-31")["calendar"]
    assert len(added["holidays"]) == len(before) + 2 and len(added["extraWorkingDays"]) == 1
    named = robotctl(
        daemon, "calendar", "update", "office", "--add-holiday", "2030-05-02=Off")["calendar"]
    assert [day["displayName"] for day in named["holidays"] if day["date"].get("year") == 2030] == [
        "Off"]
    alone = robotctl(daemon, "calendar", "update", "office", "--holiday", "12-25")["calendar"]
    assert len(alone["holidays"]) == 1
    error = robotctl(daemon, "calendar", "create", "x", "--hours", "noon", expect=2)
    assert 'expected days and times such as "mon-fri 08:00-16:00"' in error
    error = robotctl(daemon, "calendar", "update", '{"id": "office"}', "--zone", "Europe/Berlin",
                     expect=2)
    assert "--zone goes with a calendar's id" in error
    shown = subprocess.run([BINARIES / "robotctl", "calendar", "get", "office", "--socket",
                            daemon.socket], text=True, capture_output=True, timeout=60).stdout
    assert "mon-thu,sat 08:00-12:00" in shown and "every 25 December" in shown
    robotctl(daemon, "calendar", "delete", "office")


def test_due_times_follow_dates_and_calendars(daemon):
    """T3, T5, S-7, S-10: before a date, in working time; the date and the calendar change."""
    daemon.make_pipeline()
    daemon.rule("CreateCalendar", calendar=office())
    daemon.make_robot(
        "remind", "write_log", parameters={"text": {"text": "Call"}},
        timing={"date": {"path": "close_date", "direction": "DATE_DIRECTION_BEFORE",
                         "span": {"count": 1, "unit": "TIME_UNIT_DAY"}},
                "workingTime": "WORKING_TIME_COUNT", "calendar": "office"})
    daemon.put_deal("D-1")
    assert daemon.runs("D-1")["remind"].reason == reason_pb2.REASON_DATE_EMPTY

    def due():
        return daemon.runs("D-1")["remind"].due_time.ToJsonString()

    # Monday, 9 March: the working day before is Friday the 6th, and it opens at 08:00 in Warsaw.
    daemon.put_deal("D-1", fields={"close_date": {"date": {"year": 2026, "month": 3, "day": 9}}})
    assert due() == "2026-03-06T07:00:00Z"
    holiday = {"date": {"year": 2026, "month": 3, "day": 6}, "displayName": "Inventory"}
    daemon.rule("UpdateCalendar", calendar={"id": "office", "holidays": [holiday]},
                updateMask="holidays")
    assert due() == "2026-03-05T07:00:00Z"
    daemon.restart()
    assert due() == "2026-03-05T07:00:00Z"
    with pytest.raises(grpc.RpcError) as caught:
        daemon.rule("DeleteCalendar", id="office")
    assert caught.value.code() == grpc.StatusCode.FAILED_PRECONDITION
    assert "1 robot" in caught.value.details()
    daemon.advance(4 * 86400)
    assert daemon.runs("D-1")["remind"].state == run_pb2.RUN_STATE_SUCCEEDED


def test_why_tells_times_by_the_clocks_of_the_calendar(daemon):
    """S-24, O3: what was skipped by the clocks, and the opening, as the office sees them."""
    daemon.make_pipeline()
    daemon.rule("CreateCalendar", calendar=office(hours=[{
        "days": ["SUNDAY", "MONDAY"], "opens": {"hours": 1}, "closes": {"hours": 16}}]))
    daemon.make_robot("wake", "write_log", parameters={"text": {"text": "up"}}, timing={
        "date": {"path": "close_date", "direction": "DATE_DIRECTION_AT",
                 "atTime": {"hours": 2, "minutes": 30}},
        "workingTime": "WORKING_TIME_COUNT", "calendar": "office"})
    daemon.put_deal("D-1", fields={"close_date": {"date": {"year": 2027, "month": 3, "day": 28}}})
    runs = daemon.execute("Explain", entityType="deal", itemId="D-1", robot="wake").explanations
    told = [step.text for step in runs[0].steps]
    assert any("(times of Europe/Warsaw)" in text for text in told), told
    assert any("2027-03-28 03:30, 2027-03-28 01:30 in " in text for text in told), told


@pytest.mark.parametrize("content", ["", "\r\n", "BEGIN:VCARD\nEND:VCARD\n", "X:1"])
def test_a_file_that_is_no_calendar_changes_nothing(daemon, directory, content):
    """Not even with --replace, which forgets the holidays that were there."""
    daemon.rule("CreateCalendar", calendar=office(), holidaysIcalendar=ICS)
    path = directory / "x.ics"
    path.write_text(content)
    expect = 5 if content else 2
    for words in [("import", "office", path, "--replace"), ("import", "office", path),
                  ("update", "office", "--holidays", path),
                  ("create", "other", "--zone", "Europe/Warsaw", "--hours", "mon 08:00-09:00",
                   "--holidays", path)]:
        assert "BEGIN:VCALENDAR" in robotctl(daemon, "calendar", *words, expect=expect)
    refused = robotctl(daemon, "calendar", "import", "office", "-", "--replace", stdin=content,
                       expect=expect)
    assert "BEGIN:VCALENDAR" in refused
    [calendar] = daemon.rule("ListCalendars").calendars
    assert (calendar.version, len(calendar.holidays)) == (1, 3)
