import RobotModel
import Testing

@testable import RobotEngine

/// Other hours of a responsible for whom more runs wait than one command moves (S-10, S-28): the
/// clock begins on Monday, 2026-06-01, 08:00 UTC, and eve comes at 12:00.
@Suite struct FollowResponsibleTests {
  private static let items = 2_500
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    let late = WorkCalendar(
      id: "late",
      timeZone: "UTC",
      hours: [
        WorkingHours(
          days: [.monday],
          opens: DueTable.clock("12:00"),
          closes: DueTable.clock("16:00")
        )
      ],
      holidays: []
    )
    try book.create(late)
    let eve = RecordKey(entityType: "user", id: "eve")
    try book.put(user: eve.id, [("calendar", .text("late"))])
    var robot = RuleBook.log("greet")
    robot.timing = Timing(maxResponsibleWaitMilliseconds: 9 * 3_600_000)
    try book.create(robot)
    for number in 0..<Self.items {
      try book.put("D-\(number)", stage: "new", [("responsible", .reference(eve))])
    }
    book.house.commit()
  }

  private func come(at hour: String) throws {
    var calendar = try book.engine.calendar("late")
    calendar.hours[0].opens = DueTable.clock(hour)
    try book.update(calendar, mask: ["hours"])
    book.house.commit()
  }

  /// The runs to which other hours have come.
  private var movedCount: Int {
    book.countRuns { $0.state == .waiting && $0.notBeforeTime == nil }
  }

  @Test("The runs take notice in steps, and start at the new hour")
  func steps() throws {
    try come(at: "08:30")
    #expect(movedCount == 1_000)
    #expect(book.engine.nextDueTime == book.now)
    // It begins anew where hours change meanwhile.
    try come(at: "09:30")
    #expect(book.engine.calendarChanges.count == 1)
    try book.advance(to: "2026-06-01T09:29:59Z")
    #expect(book.countRuns { $0.state == .waiting } == Self.items)
    try book.advance(to: "2026-06-01T09:30:00Z")
    #expect(book.countRuns { $0.state == .succeeded } == Self.items)
    #expect(book.engine.calendarChanges.isEmpty)
    try book.expectSurvivesReload()
  }

  @Test("Why names whose hours it waits for")
  func why() throws {
    let key = RecordKey(entityType: "deal", id: "D-7")
    let summary = try book.engine.explain(key, robot: "greet", visit: nil).summary
    #expect(summary.contains("waits for the working time of the responsible until 2026-06-01"))
  }

  @Test("Nobody waits for the hours of a calendar that was deleted")
  func deleted() throws {
    try book.delete(calendar: "late")
    try book.advance(to: "2026-06-01T08:00:01Z")
    #expect(book.countRuns { $0.state == .succeeded } == Self.items)
  }

  @Test("A crash after any step leaves the others for the next start")
  func crash() throws {
    try come(at: "08:30")
    while !book.engine.calendarChanges.isEmpty {
      try book.house.reload()
      #expect(book.engine.calendarChanges.count == 1)
      _ = book.engine.fireNext(at: book.now)
      book.house.commit()
    }
    try book.house.reload()
    try book.advance(to: "2026-06-01T08:30:00Z")
    #expect(book.countRuns { $0.state == .succeeded } == Self.items)
  }
}
