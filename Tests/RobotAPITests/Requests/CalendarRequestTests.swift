import Protobuf
import RobotAPI
import RobotModel
import Testing

@Suite struct CalendarRequestTests {
  private static func clock(_ hour: Int, _ minute: Int = 0) -> ClockTime {
    ClockTime(hour: hour, minute: minute) ?? .midnight
  }

  @Test("a calendar becomes a command")
  func calendar() throws {
    let request = try CreateCalendarRequest.json(
      """
      {"calendar": {"id": "office", "displayName": "Office", "timeZone": "Europe/Warsaw",
        "hours": [{"days": ["MONDAY", "FRIDAY", "MONDAY"], "opens": {"hours": 8},
          "closes": {"hours": 24}}, {"days": ["SUNDAY"], "opens": {}, "closes": {}}],
        "holidays": [{"date": {"month": 12, "day": 25}, "displayName": "Christmas"}],
        "extraWorkingDays": [{"date": {"year": 2026, "month": 6, "day": 6}}]},
       "holidaysIcalendar": "BEGIN", "validateOnly": true}
      """
    )
    #expect(
      request.command
        == CreateCalendar(
          calendar: WorkCalendar(
            id: "office",
            displayName: "Office",
            timeZone: "Europe/Warsaw",
            hours: [
              WorkingHours(days: [.monday, .friday], opens: Self.clock(8), closes: .midnight),
              WorkingHours(days: [.sunday], opens: .midnight, closes: .midnight),
            ],
            holidays: [CalendarDay(.yearly(month: 12, day: 25), displayName: "Christmas")],
            extraWorkingDays: [
              CalendarDay(.dated(CivilDate(year: 2026, month: 6, day: 6) ?? .earliest))
            ]
          ),
          holidayFile: "BEGIN",
          isValidateOnly: true
        )
    )
  }

  @Test("every field of a wrong form is named")
  func violations() {
    let error = #expect(throws: RequestError.self) {
      try UpdateCalendarRequest.json(
        """
        {"calendar": {"hours": [{"days": ["MONDAY", "DAY_OF_WEEK_UNSPECIFIED"],
            "opens": {"hours": 24}, "closes": {"hours": 24, "minutes": 1}}, {"days": ["MONDAY"]}],
          "holidays": [{}, {"date": {"year": 2026, "month": 2, "day": 29}}]}}
        """
      )
    }
    #expect(
      error?.violations.map(\.field) == [
        "calendar.hours[0].days[1]", "calendar.hours[0].opens", "calendar.hours[0].closes",
        "calendar.hours[1].opens", "calendar.hours[1].closes", "calendar.holidays[0].date",
        "calendar.holidays[1].date",
      ]
    )
  }

  @Test("what a calendar is shown as can be sent back and means the same", arguments: 1...20)
  func roundTrip(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let calendar = random.calendar()
    let shown = try GetCalendarResponse(calendar: calendar).json
    // Why it was changed is told with its versions alone.
    var sent = calendar
    sent.changeReason = ""
    #expect(try CreateCalendarRequest.json(shown).command.calendar == sent)
  }

  @Test("a robot's dates and working time become a timing")
  func timing() throws {
    let request = try CreateRobotRequest.json(
      """
      {"robot": {"timing": {"date": {"path": "contact.birthday",
        "direction": "DATE_DIRECTION_BEFORE", "span": {"count": 3, "unit": "TIME_UNIT_DAY"},
        "atTime": {"hours": 10, "minutes": 30}, "recurrence": "RECURRENCE_YEARLY", "once": true},
        "pastDue": "PAST_DUE_SKIP", "workingTime": "WORKING_TIME_COUNT", "calendar": "office",
        "maxResponsibleWait": "3600s"}}}
      """
    )
    var expected = DateTiming(
      path: "contact.birthday",
      direction: .before,
      span: TimeSpan(count: 3, unit: .day) ?? .zero,
      atTime: Self.clock(10, 30),
      recurrence: .yearly
    )
    expected.isOnce = true
    #expect(
      request.command.draft.robot.timing
        == Timing(
          start: .date(expected),
          pastDue: .skip,
          workingTime: .count,
          calendar: "office",
          maxResponsibleWaitMilliseconds: 3_600_000
        )
    )
  }
}
