import RobotModel
import Testing

@testable import RobotEngine

/// Changing a calendar by which more runs wait than one command moves (S-7): the clock begins on
/// Monday, 2026-06-01, 08:00 UTC, and the robot acts a working day later.
@Suite struct FollowCalendarTests {
  private static let items = 2_500
  private var house: TestHouse

  init() throws {
    house = try TestHouse()
    var office = WorkCalendar(id: "office", timeZone: "UTC", hours: [], holidays: [])
    office.hours = [
      WorkingHours(
        days: [.monday, .tuesday, .wednesday, .thursday, .friday],
        opens: DueTable.clock("08:00"),
        closes: DueTable.clock("16:00")
      )
    ]
    let time = house.engine.time
    _ = try house.engine.perform(CreateCalendar(calendar: office), by: house.ann, at: time)
    var robot = RuleBook.log("greet")
    robot.timing = Timing(
      start: .after(DueTable.span("1 day")),
      workingTime: .count,
      calendar: "office"
    )
    _ = try house.engine.perform(
      CreateRobot(draft: RobotDraft(robot: robot)),
      by: house.ann,
      at: time
    )
    for number in 0..<Self.items {
      let put = PutRecord(key: Self.deal(number), changes: [], pipeline: "sales", stage: "new")
      _ = try house.engine.perform(put, by: house.ann, at: time)
    }
    house.commit()
  }

  private static func deal(_ number: Int) -> RecordKey {
    RecordKey(entityType: "deal", id: "D-\(number)")
  }

  private mutating func close(on day: String) throws(RequestError) {
    var office = try house.engine.calendar("office")
    office.holidays.append(CalendarDay(.dated(DueTable.date(day))))
    let update = UpdateCalendar(calendar: office, mask: ["holidays"])
    _ = try house.engine.perform(update, by: house.ann, at: house.engine.time)
    house.commit()
  }

  /// An hour of a day in June 2026, UTC.
  private static func june(_ day: Int64, at hour: Int64) -> Instant {
    TestHouse.start.adding(milliseconds: ((day - 1) * 24 + hour - 8) * 3_600_000)
  }

  private func count(_ state: RunState, due: Instant) -> Int {
    (0..<house.engine.store.runs.endIndex).count { index in
      let row = house.engine.store.runs[Slot(index: index)]
      return row.state == state && row.dueTime.instant == due
    }
  }

  @Test("the runs follow in steps, and none starts by the old calendar")
  mutating func steps() throws {
    try close(on: "2026-06-02")
    #expect(count(.waiting, due: Self.june(3, at: 8)) == 1_000)
    #expect(house.engine.nextDueTime == house.engine.time)
    // A command on an item settles what is due of it.
    let last = PutRecord(
      key: Self.deal(Self.items - 1),
      changes: [FieldChange(name: "name", value: .text("x"))]
    )
    _ = try house.engine.perform(last, by: house.ann, at: Self.june(2, at: 9))
    house.commit()
    #expect(count(.waiting, due: Self.june(3, at: 8)) == 1_001)
    try house.advance(to: Self.june(2, at: 9))
    #expect(count(.waiting, due: Self.june(3, at: 8)) == Self.items)
    #expect(house.engine.calendarChanges.isEmpty)
    try house.advance(to: Self.june(3, at: 8))
    #expect(count(.succeeded, due: Self.june(3, at: 8)) == Self.items)
    try house.expectSurvivesReload()
  }

  @Test("a crash at each step leaves the others for the next start")
  mutating func crash() throws {
    try close(on: "2026-06-02")
    for done in [1_000, 2_000, Self.items] {
      #expect(count(.waiting, due: Self.june(3, at: 8)) == done)
      #expect(house.engine.calendarChanges.isEmpty == (done == Self.items))
      try house.reload()
      #expect(count(.waiting, due: Self.june(3, at: 8)) == done)
      var later = self
      try later.house.reload()
      try later.house.advance(to: Self.june(2, at: 12))
      #expect(later.count(.waiting, due: Self.june(3, at: 8)) == Self.items)
      _ = house.engine.fireNext(at: house.engine.time)
      house.commit()
    }
    try house.expectSurvivesReload()
  }

  @Test("the next change is refused until this one is done; a person's time stays as it is")
  mutating func crossed() throws {
    try close(on: "2026-06-02")
    let error = #expect(throws: RequestError.self) { try close(on: "2026-06-03") }
    #expect(error?.code == .aborted && error?.reason == "RUNS_ARE_CHANGING")
    #expect(error?.message.contains("calendar \"office\"") ?? false)
    try delayLastRun()
    try house.advance(to: Self.june(1, at: 9))
    try close(on: "2026-06-03")
    try house.advance(to: Self.june(1, at: 10))
    #expect(count(.waiting, due: Self.june(4, at: 8)) == Self.items - 1)
    #expect(count(.waiting, due: Self.june(20, at: 12)) == 1)
  }

  @Test("another name of the calendar moves nothing")
  mutating func renamed() throws {
    var office = try house.engine.calendar("office")
    office.displayName = "Home"
    let update = UpdateCalendar(calendar: office, mask: ["display_name"])
    _ = try house.engine.perform(update, by: house.ann, at: house.engine.time)
    #expect(house.engine.calendarChanges.isEmpty)
  }

  private mutating func delayLastRun() throws(RequestError) {
    let runs = house.engine.store.runs
    let last = runs[Slot(index: runs.endIndex - 1)].number
    let command = RescheduleRun(run: last, dueTime: Self.june(20, at: 12))
    _ = try house.engine.perform(command, by: house.ann, at: house.engine.time)
    house.commit()
  }
}
