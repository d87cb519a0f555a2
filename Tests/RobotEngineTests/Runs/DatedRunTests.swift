import RobotModel
import Testing

@testable import RobotEngine

/// Runs that count from dates, clock times and calendars (T3, T4, T5, T6): the clock begins on
/// Monday, 2026-06-01, 08:00 UTC, and the office works from Monday to Friday, 08:00 to 16:00 UTC.
@Suite struct DatedRunTests {
  private static func office(holidays: [String] = []) -> WorkCalendar {
    WorkCalendar(
      id: "office",
      timeZone: "UTC",
      hours: [
        WorkingHours(
          days: [.monday, .tuesday, .wednesday, .thursday, .friday],
          opens: DueTable.clock("08:00"),
          closes: DueTable.clock("16:00")
        )
      ],
      holidays: holidays.map { CalendarDay(.dated(DueTable.date($0))) }
    )
  }

  private static func date(
    _ path: String = "close_date",
    _ direction: DateDirection = .before,
    _ span: String = "1 day"
  ) -> DateTiming {
    DateTiming(
      path: path,
      direction: direction,
      span: span.isEmpty ? .zero : DueTable.span(span)
    )
  }

  private static func robot(_ timing: Timing, _ id: String = "r") -> Robot {
    var robot = RuleBook.log(id)
    robot.timing = timing
    return robot
  }

  /// A book with the office, one robot of that timing, and one deal in its stage.
  private static func book(
    _ timing: Timing,
    _ fields: [(String, FieldValue)] = []
  ) throws -> RuleBook {
    let book = try RuleBook()
    try book.create(office())
    try book.create(robot(timing))
    try book.put("D-1", stage: "new", fields)
    return book
  }

  private static func day(_ text: String) -> FieldValue { .date(DueTable.date(text)) }

  @Test("A run follows its date, and each change is told (S-7)")
  func follows() throws {
    let book = try Self.book(
      Timing(start: .date(Self.date())),
      [("close_date", Self.day("2026-06-10"))]
    )
    #expect(try book.states() == ["r WAITING TIME 2026-06-09T09:00:00Z"])
    try book.put("D-1", stage: "new", [("close_date", Self.day("2026-06-08"))])
    #expect(try book.states() == ["r WAITING TIME 2026-06-07T09:00:00Z"])
    try book.put("D-1", stage: "new", [("name", .text("Table"))])
    let told = try book.history("D-1").filter { $0.kind == .runRescheduled }
    #expect(told.count == 1)
    #expect(told.first?.newValue == .timestamp(try Instant(rfc3339: "2026-06-07T09:00:00Z")))
    try book.advance(to: "2026-06-07T09:00:00Z")
    #expect(try book.states() == ["r SUCCEEDED 2026-06-07T09:00:00Z"])
    try book.put("D-1", stage: "new", [("close_date", Self.day("2026-06-20"))])
    #expect(try book.states().count == 1)
    try book.expectSurvivesReload()
  }

  @Test("An empty date waits, and arms itself when it gets a value (S-8)")
  func empty() throws {
    let book = try Self.book(Timing(start: .date(Self.date())))
    #expect(try book.states() == ["r WAITING DATE_EMPTY"])
    try book.expectSurvivesReload()
    try book.put("D-1", stage: "new", [("close_date", Self.day("2026-06-02"))])
    #expect(try book.states() == ["r WAITING TIME 2026-06-01T09:00:00Z"])
    try book.advance(to: "2026-06-01T09:00:00Z")
    #expect(try book.states() == ["r SUCCEEDED 2026-06-01T09:00:00Z"])
  }

  @Test("A date that has passed skips the run, and its successor takes notice (S-8, S-3)")
  func passed() throws {
    let book = try RuleBook()
    try book.create(Self.robot(Timing(start: .date(Self.date()))))
    try book.create(Self.robot(Timing(isAfterPrevious: true), "next"))
    try book.create(Self.robot(Timing(isAfterPrevious: true, chainPolicy: .onFinish), "last"))
    try book.put("D-1", stage: "new", [("close_date", Self.day("2026-05-31"))])
    #expect(
      try book.states() == [
        "r SKIPPED DATE_PASSED 2026-05-30T09:00:00Z", "next SKIPPED PREVIOUS_SKIPPED",
        "last SUCCEEDED 2026-06-01T08:00:00Z",
      ]
    )
    try book.expectSurvivesReload()
  }

  @Test("A past due time runs late while the date is ahead (S-8)")
  func late() throws {
    let book = try Self.book(
      Timing(start: .date(Self.date())),
      [("close_date", Self.day("2026-06-01"))]
    )
    #expect(try book.states() == ["r SUCCEEDED 2026-05-31T09:00:00Z"])
  }

  @Test("A new value runs again if the robot says so, one it has fired for does not (S-7)")
  func again() throws {
    var date = Self.date("close_date", .at, "")
    date.runsAgainOnChange = true
    let book = try Self.book(
      Timing(start: .date(date)),
      [("close_date", Self.day("2026-06-01"))]
    )
    try book.advance(to: "2026-06-01T09:00:00Z")
    for (value, count) in [("2026-06-02", 2), ("2026-06-01", 2), ("2026-06-03", 3)] {
      try book.put("D-1", stage: "new", [("close_date", Self.day(value))])
      #expect(try book.states().count == count, "\(value)")
    }
    #expect(try book.states().last == "r WAITING TIME 2026-06-03T09:00:00Z 2")
    try book.advance(to: "2026-06-03T09:00:00Z")
    try book.put("D-1", stage: "new", [("close_date", Self.day("2026-06-01"))])
    #expect(try book.states().count == 3)
    try book.expectSurvivesReload()
  }

  @Test("A date of a linked record is followed, and so is the link (S-7)")
  func linked() throws {
    let book = try RuleBook()
    try book.put(contact: "C-1", [("birthday", Self.day("1990-06-10"))])
    var date = Self.date("contact.birthday", .before, "2 days")
    date.recurrence = .yearly
    try book.create(Self.robot(Timing(start: .date(date))))
    let link = FieldValue.list([.reference(RecordKey(entityType: "contact", id: "C-1"))])
    try book.put("D-1", stage: "new")
    #expect(try book.states() == ["r WAITING DATE_EMPTY"])
    try book.put("D-1", stage: "new", [("contacts", link)])
    #expect(try book.states() == ["r WAITING TIME 2026-06-08T09:00:00Z 2026"])
    try book.put(contact: "C-1", [("birthday", Self.day("1990-06-20"))])
    #expect(try book.states() == ["r WAITING TIME 2026-06-18T09:00:00Z 2026"])
    book.house.commit()
    try book.house.reload()
    try book.put(contact: "C-1", [("birthday", Self.day("1990-06-15"))])
    #expect(try book.states() == ["r WAITING TIME 2026-06-13T09:00:00Z 2026"])
    try book.advance(to: "2026-06-13T09:00:00Z")
    #expect(
      try book.states() == [
        "r SUCCEEDED 2026-06-13T09:00:00Z 2026", "r WAITING TIME 2027-06-13T09:00:00Z 2027",
      ]
    )
    // One occurrence of a yearly date per year, also when the date is corrected (S-41).
    try book.put(contact: "C-1", [("birthday", Self.day("1990-09-01"))])
    #expect(try book.states().last == "r WAITING TIME 2027-08-30T09:00:00Z 2027")
    try book.expectSurvivesReload()
  }

  @Test("Of several occurrences missed by downtime only the newest fires (S-9)")
  func missed() throws {
    var date = Self.date("close_date", .at, "")
    date.recurrence = .monthly
    let book = try Self.book(
      Timing(start: .date(date)),
      [("close_date", Self.day("2026-05-31"))]
    )
    #expect(try book.states() == ["r WAITING TIME 2026-06-30T09:00:00Z 202606"])
    book.fire(at: "2026-09-15T00:00:00Z")
    #expect(
      try book.states() == [
        "r SKIPPED TOO_LATE 2026-06-30T09:00:00Z 202606",
        "r SKIPPED TOO_LATE 2026-07-31T09:00:00Z 202607",
        "r SUCCEEDED 2026-08-31T09:00:00Z 202608",
        "r WAITING TIME 2026-09-30T09:00:00Z 202609",
      ]
    )
    try book.expectSurvivesReload()
  }

  @Test("A robot that recurs by other units goes on behind what has fired (S-9, S-28)")
  func otherUnits() throws {
    var date = Self.date("close_date", .at, "")
    date.recurrence = .monthly
    let book = try Self.book(
      Timing(start: .date(date)),
      [("close_date", Self.day("2020-06-10"))]
    )
    try book.advance(to: "2026-07-10T09:00:00Z")
    try Self.migrate(book, to: .yearly)
    #expect(
      try book.states() == [
        "r SUCCEEDED 2026-06-10T09:00:00Z 202606", "r SUCCEEDED 2026-07-10T09:00:00Z 202607",
        "r WAITING TIME 2027-06-10T09:00:00Z 2027",
      ]
    )
    try book.put("D-1", stage: "new", [("close_date", Self.day("2020-09-20"))])
    #expect(try book.states().last == "r WAITING TIME 2026-09-20T09:00:00Z 2026")
    try book.advance(to: "2026-09-20T09:00:00Z")
    #expect(try book.states().last == "r WAITING TIME 2027-09-20T09:00:00Z 2027")
    try Self.migrate(book, to: .monthly)
    #expect(try book.states().last == "r WAITING TIME 2026-10-20T09:00:00Z 202610")
    try book.expectSurvivesReload()
  }

  private static func migrate(_ book: RuleBook, to recurrence: Recurrence) throws {
    var robot = try book.engine.robot("r")
    guard case .date(var date) = robot.timing.start else { return }
    date.recurrence = recurrence
    robot.timing.start = .date(date)
    let draft = RobotDraft(robot: robot)
    let update = UpdateRobot(draft: draft, mask: ["timing"], inFlight: .migrate)
    _ = try book.engine.perform(update, by: book.caller, at: book.now)
  }

  @Test("Once stops after the first occurrence (S-9)")
  func once() throws {
    var date = Self.date("close_date", .at, "")
    date.recurrence = .yearly
    date.isOnce = true
    let book = try Self.book(
      Timing(start: .date(date)),
      [("close_date", Self.day("2020-06-02"))]
    )
    try book.advance(to: "2026-06-02T09:00:00Z")
    #expect(try book.states() == ["r SUCCEEDED 2026-06-02T09:00:00Z 2026"])
  }

  @Test("Working time counts, and a change of the calendar moves the runs (S-10, S-7)")
  func calendarChanges() throws {
    let book = try Self.book(
      Timing(
        start: .after(DueTable.span("1 day")),
        workingTime: .count,
        calendar: "office"
      )
    )
    #expect(try book.states() == ["r WAITING TIME 2026-06-02T08:00:00Z"])
    try book.update(Self.office(holidays: ["2026-06-02", "2026-06-03"]), mask: ["holidays"])
    #expect(try book.states() == ["r WAITING TIME 2026-06-04T08:00:00Z"])
    book.refuses(.failedPrecondition, "IN_USE", saying: "1 robot names it, 1 waiting run") {
      () throws(RequestError) in try book.delete(calendar: "office")
    }
    try book.expectSurvivesReload()
  }

  @Test("A late start waits for working time, and its lateness is bounded (S-10)")
  func lateStart() throws {
    var timing = Timing(
      start: .after(DueTable.span("1 hour")),
      workingTime: .count,
      calendar: "office"
    )
    let book = try Self.book(timing)
    timing.maxLatenessMilliseconds = 3_600_000
    try book.create(Self.robot(timing, "bounded"))
    try book.put("D-2", stage: "new")
    book.fire(at: "2026-06-01T20:00:00Z")
    #expect(try book.states() == ["r WAITING WORKING_TIME 2026-06-01T09:00:00Z"])
    #expect(try book.states("D-2").last == "bounded WAITING WORKING_TIME 2026-06-01T09:00:00Z")
    try book.house.reload()
    try book.advance(to: "2026-06-02T08:00:00Z")
    #expect(try book.states() == ["r SUCCEEDED 2026-06-01T09:00:00Z"])
    #expect(try book.states("D-2").last == "bounded SKIPPED TOO_LATE 2026-06-01T09:00:00Z")
    try book.expectSurvivesReload()
  }

  @Test("A late run starts although its linked date changes to one that is due no later (S-10)")
  func lateStartByAnotherDate() throws {
    let book = try RuleBook()
    try book.create(Self.office())
    var timing = Timing(start: .date(Self.date("contact.birthday", .at, "")))
    timing.workingTime = .shift
    timing.calendar = "office"
    timing.pastDue = .runNow
    try book.create(Self.robot(timing))
    try book.put(contact: "C-1", [("birthday", Self.day("2026-06-06"))])
    let link = FieldValue.list([.reference(RecordKey(entityType: "contact", id: "C-1"))])
    try book.put("D-1", stage: "new", [("contacts", link)])
    // Both days are of a weekend.
    book.fire(at: "2026-06-08T20:00:00Z")
    #expect(try book.states() == ["r WAITING WORKING_TIME 2026-06-08T08:00:00Z"])
    try book.put(contact: "C-1", [("birthday", Self.day("2026-06-07"))])
    book.fire(at: "2026-06-08T20:00:00Z")
    #expect(try book.states() == ["r WAITING WORKING_TIME 2026-06-08T08:00:00Z"])
    try book.advance(to: "2026-06-09T08:00:00Z")
    #expect(try book.states() == ["r SUCCEEDED 2026-06-08T08:00:00Z"])
    try book.expectSurvivesReload()
  }

  @Test("A run waits no longer for the responsible's hours than these are what they were (S-28)")
  func anotherResponsible() throws {
    let book = try RuleBook()
    var late = Self.office()
    late.id = "late"
    late.hours[0].opens = DueTable.clock("12:00")
    try book.create(late)
    try book.create(Self.office())
    for (user, calendar) in [("eve", "late"), ("ann", "office")] {
      try book.put(user: user, [("calendar", .text(calendar))])
    }
    try book.create(Self.robot(Timing(maxResponsibleWaitMilliseconds: 9 * 3_600_000)))
    func person(_ id: String) -> (String, FieldValue) {
      ("responsible", .reference(RecordKey(entityType: "user", id: id)))
    }
    for id in ["D-1", "D-2", "D-3"] { try book.put(id, stage: "new", [person("eve")]) }
    #expect(try book.states().allSatisfy { $0.contains("WAITING WORKING_TIME") })
    try book.put("D-1", stage: "new", [person("ann")])
    #expect(try book.states("D-1").allSatisfy { $0.contains("SUCCEEDED") })
    book.house.commit()
    try book.house.reload()
    late.hours[0].opens = DueTable.clock("08:30")
    try book.update(late, mask: ["hours"])
    try book.advance(to: "2026-06-01T08:29:00Z")
    #expect(try book.states("D-2").allSatisfy { $0.contains("WAITING WORKING_TIME") })
    try book.advance(to: "2026-06-01T08:30:00Z")
    #expect(try book.states("D-2").allSatisfy { $0.contains("SUCCEEDED") })
    try book.expectSurvivesReload()
  }

  @Test("The responsible's own calendar gates the start, no longer than the robot says (T6)")
  func responsible() throws {
    let book = try RuleBook()
    var late = Self.office()
    late.id = "late"
    late.hours[0].opens = DueTable.clock("12:00")
    try book.create(late)
    try book.put(user: "eve", [("calendar", .text("late"))])
    for (id, hours) in [("short", Int64(1)), ("long", 9)] {
      try book.create(Self.robot(Timing(maxResponsibleWaitMilliseconds: hours * 3_600_000), id))
    }
    let eve = FieldValue.reference(RecordKey(entityType: "user", id: "eve"))
    try book.put("D-1", stage: "new", [("responsible", eve)])
    #expect(try book.states().allSatisfy { $0.contains("WAITING WORKING_TIME") })
    try book.advance(to: "2026-06-01T09:00:00Z")
    #expect(try book.states().map { $0.contains("SUCCEEDED") } == [true, false])
    try book.advance(to: "2026-06-01T12:00:00Z")
    #expect(try book.states().map { $0.contains("SUCCEEDED") } == [true, true])
  }

  @Test("What makes no sense is refused when the robot is saved")
  func refused() throws {
    let book = try RuleBook()
    try book.create(Self.office())
    var date = Self.date("amount", .at, "1 day")
    date.clockTime = DueTable.clock("10:00")
    date.atTime = DueTable.clock("10:00")
    date.isOnce = true
    let timing = Timing(start: .date(date), workingTime: .shift, calendar: "ofice")
    book.refuses(
      .invalidArgument,
      fields: [
        "robot.timing.date.path", "robot.timing.date.span", "robot.timing.date.clock_time",
        "robot.timing.date.once", "robot.timing.calendar",
      ],
      saying: "did you mean \"office\""
    ) { () throws(RequestError) in try book.create(Self.robot(timing)) }
    let never = Timing(
      start: .clockTime(DueTable.clock("20:00")),
      workingTime: .count,
      calendar: "office"
    )
    book.refuses(.invalidArgument, fields: ["robot.timing.clock_time"]) {
      () throws(RequestError) in try book.create(Self.robot(never))
    }
    book.refuses(.invalidArgument, fields: ["robot.timing.calendar"]) {
      () throws(RequestError) in try book.create(Self.robot(Timing(workingTime: .count)))
    }
    var birthday = Self.date()
    birthday.recurrence = .yearly
    try book.create(Self.robot(Timing(start: .date(birthday)), "birthday"))
    book.refuses(.invalidArgument, fields: ["robot.timing.after_previous"], saying: "recurs") {
      () throws(RequestError) in try book.create(Self.robot(Timing(isAfterPrevious: true)))
    }
    book.refuses(.invalidArgument, saying: "a recurring date follows no other robot") {
      () throws(RequestError) in
      try book.create(Self.robot(Timing(start: .date(birthday), isAfterPrevious: true)))
    }
  }

  @Test("Explain tells the way to the due time (O3)")
  func explained() throws {
    let book = try Self.book(
      Timing(start: .date(Self.date()), workingTime: .count, calendar: "office"),
      [("close_date", Self.day("2026-06-07"))]
    )
    let steps = try book.engine.explain(
      RecordKey(entityType: "deal", id: "D-1"),
      robot: "r",
      visit: nil
    ).runs[0].steps.filter { $0.kind == .dueTime }.map(\.text)
    #expect(
      steps == [
        "counted from close_date, which is 2026-06-07 09:00",
        "1 working day earlier is 2026-06-05",
        "work begins there at 2026-06-05 08:00; it is due at 2026-06-05 08:00",
      ]
    )
  }
}

extension RuleBook {
  /// The runs of an item's visits: robot, state, reason, due time, occurrence.
  fileprivate func states(_ id: String = "D-1") throws -> [String] {
    let record = try #require(
      engine.store.liveRecord(RecordKey(entityType: "deal", id: id))
    )
    return engine.store.visits(of: record).flatMap { engine.store.runs(of: $0) }.map { slot in
      let run = engine.store.runFact(slot)
      return [
        run.robot, run.state.name, run.reason?.name ?? "",
        run.dueTime?.rfc3339 ?? "", run.occurrence == 0 ? "" : "\(run.occurrence)",
      ].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  fileprivate func history(_ id: String) throws -> [HistoryEntry] {
    house.commit()
    return house.journal.compactMap { fact in
      if case .historyEntry(let entry) = fact, entry.record.id == id { entry } else { nil }
    }
  }

  /// Lets everything that is due happen at one late moment, as after a downtime.
  fileprivate func fire(at time: String) {
    house.commit()
    guard let now = try? Instant(rfc3339: time) else { return }
    while engine.fireNext(at: now) { house.commit() }
  }
}
