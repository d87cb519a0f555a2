import RobotModel
import Testing

@testable import RobotEngine

/// T6: calendars are made, changed, found and deleted.
@Suite struct CalendarCommandTests {
  private static func calendar(_ id: String = "office") -> WorkCalendar {
    WorkCalendar(
      id: id,
      displayName: "Office",
      timeZone: "UTC",
      hours: [
        WorkingHours(
          days: [.monday, .tuesday, .wednesday, .thursday, .friday],
          opens: DueTable.clock("08:00"),
          closes: DueTable.clock("16:00")
        )
      ]
    )
  }

  private static let christmas = """
    BEGIN:VCALENDAR
    BEGIN:VEVENT
    DTSTART;VALUE=DATE:20261225
    RRULE:FREQ=YEARLY
    SUMMARY:Christmas Day
    END:VEVENT
    END:VCALENDAR
    """

  @Test("A calendar is made with its version and author, and survives a restart")
  func create() throws {
    let book = try RuleBook()
    var calendar = Self.calendar()
    calendar.holidays = [CalendarDay(.dated(DueTable.date("2026-06-04")), displayName: "Holy")]
    let made = try book.create(calendar, holidayFile: Self.christmas)
    #expect(made.version == 1 && made.author == "ann" && made.createTime == book.now)
    #expect(made.holidays.map(\.displayName) == ["Holy", "Christmas Day"])
    #expect(made.holidays.last?.date == .yearly(month: 12, day: 25))
    #expect(try book.engine.calendar("office") == made)
    let named = try book.create(Self.calendar(""))
    #expect(named.id.count == 13)
    try book.expectSurvivesReload()
    let page = try book.engine.calendars(page: PageRequest(size: 1))
    #expect(page.elements.count == 1 && !page.nextToken.isEmpty)
    let rest = try book.engine.calendars(page: PageRequest(size: 9, token: page.nextToken))
    #expect((page.elements + rest.elements).map(\.id).sorted() == [named.id, "office"].sorted())
  }

  @Test("Everything that is wrong with a calendar is named at once")
  func wrong() throws {
    let book = try RuleBook()
    var broken = Self.calendar("a/b")
    broken.displayName = "x\u{7}"
    broken.timeZone = "Europe/Warsow"
    broken.hours.append(
      WorkingHours(days: [], opens: DueTable.clock("09:00"), closes: DueTable.clock("09:00"))
    )
    broken.hours.append(
      WorkingHours(
        days: [.thursday],
        opens: DueTable.clock("22:00"),
        closes: DueTable.clock("08:01")
      )
    )
    broken.extraWorkingDays = [CalendarDay(.yearly(month: 6, day: 4))]
    book.refuses(
      .invalidArgument,
      fields: [
        "calendar.id", "holidays_icalendar", "calendar.display_name", "calendar.time_zone",
        "calendar.hours[1].days", "calendar.hours[1].closes", "calendar.hours[2]",
        "calendar.extra_working_days[0].date.year",
      ],
      saying: "line 1"
    ) { () throws(RequestError) in try book.create(broken, holidayFile: "x") }
    broken.hours = []
    book.refuses(.invalidArgument, saying: "expected 1 to 100") { () throws(RequestError) in
      try book.create(broken)
    }
  }

  @Test("A calendar without a working moment in 366 days is refused (S-10)")
  func neverWorking() throws {
    let book = try RuleBook()
    var calendar = Self.calendar()
    calendar.hours[0].days = [.monday]
    var monday = DueTable.date("2026-06-01")
    while monday < DueTable.date("2027-06-10") {
      calendar.holidays.append(CalendarDay(.dated(monday)))
      monday = monday.adding(days: 7)
    }
    book.refuses(.invalidArgument, fields: ["calendar.hours"], saying: "366 days") {
      () throws(RequestError) in try book.create(calendar)
    }
    calendar.holidays.removeLast()
    calendar.holidays.removeLast()
    try book.create(calendar)
  }

  @Test("A change makes a version, nothing makes none; a stale etag is refused")
  func update() throws {
    let book = try RuleBook()
    let made = try book.create(Self.calendar())
    var changed = made
    changed.displayName = "Head office"
    changed.timeZone = ""
    let second = try book.update(changed, mask: ["display_name"])
    #expect(second.version == 2 && second.timeZone == "UTC")
    #expect(second.displayName == "Head office")
    #expect(try book.update(second) == second)
    let third = try book.update(second, holidayFile: Self.christmas, etag: second.etag)
    #expect(third.version == 3 && third.holidays.count == 1)
    #expect(try book.update(third, holidayFile: Self.christmas) == third)
    book.refuses(.aborted, "STALE_ETAG") { () throws(RequestError) in
      try book.update(changed, etag: made.etag, mask: ["display_name"])
    }
    book.refuses(.invalidArgument, fields: ["update_mask"]) { () throws(RequestError) in
      try book.update(changed, mask: ["version"])
    }
    book.refuses(.notFound) { () throws(RequestError) in try book.update(Self.calendar("none")) }
    try book.expectSurvivesReload()
  }

  @Test("Hours within which a robot's clock time would never come are refused (S-39)")
  func clockTimes() throws {
    let book = try RuleBook()
    try book.create(Self.calendar())
    var robot = RuleBook.log("early")
    robot.timing = Timing(
      start: .clockTime(DueTable.clock("09:00")),
      workingTime: .shift,
      calendar: "office"
    )
    try book.create(robot)
    var late = Self.calendar()
    late.hours[0].opens = DueTable.clock("10:00")
    book.refuses(
      .failedPrecondition,
      "CLOCK_TIME_NEVER_WORKS",
      saying: "a robot acts at a clock time that would never be within the working hours of"
        + " calendar \"office\" (early)"
    ) { () throws(RequestError) in try book.update(late) }
    robot.timing.start = .clockTime(DueTable.clock("11:00"))
    try book.update(robot)
    #expect(try book.update(late).version == 2)
  }

  @Test("A calendar is deleted, and its id is free")
  func delete() throws {
    let book = try RuleBook()
    let made = try book.create(Self.calendar())
    book.refuses(.alreadyExists) { () throws(RequestError) in
      try book.create(Self.calendar())
    }
    book.refuses(.aborted, "STALE_ETAG") { () throws(RequestError) in
      try book.delete(calendar: "office", etag: "9-x")
    }
    try book.delete(calendar: "office", etag: made.etag)
    book.refuses(.notFound) { () throws(RequestError) in try book.delete(calendar: "office") }
    try book.expectSurvivesReload()
    #expect(try book.create(Self.calendar()).version == 3)
  }
}
