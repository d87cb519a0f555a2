import RobotModel
import Testing

@testable import RobotEngine

/// Changing a contact to whose birthday more items look than one command moves (S-7): the clock
/// begins on Monday, 2026-06-01, 08:00 UTC, and the robot acts on the day at 09:00.
@Suite struct FollowLinkTests {
  private static let items = 2_500
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    var robot = RuleBook.log("greet")
    robot.timing = Timing(
      start: .date(DateTiming(path: "contact.birthday", direction: .at, span: .zero))
    )
    try book.create(robot)
    try book.put(contact: "C-1", [("birthday", Self.june(10))])
    for number in 0..<Self.items { try put("D-\(number)") }
    book.house.commit()
  }

  private static func june(_ day: Int) -> FieldValue {
    .date(DueTable.date("2026-06-\(day < 10 ? "0" : "")\(day)"))
  }

  private func put(_ id: String) throws {
    let contact = FieldValue.reference(RecordKey(entityType: "contact", id: "C-1"))
    try book.put(id, stage: "new", [("contacts", .list([contact]))])
  }

  private func move(to day: Int) throws {
    try book.put(contact: "C-1", [("birthday", Self.june(day))])
    book.house.commit()
  }

  private func count(_ state: RunState = .waiting, on day: Int) throws -> Int {
    let due = try Instant(rfc3339: "2026-06-\(day < 10 ? "0" : "")\(day)T09:00:00Z")
    return book.countRuns { $0.state == state && $0.dueTime == due }
  }

  @Test("The items follow in steps, and nothing starts by the old date")
  func steps() throws {
    try move(to: 15)
    #expect(try count(on: 15) == 1_000)
    #expect(book.engine.nextDueTime == book.now)
    // A command on an item settles what is due of it.
    try book.put("D-\(Self.items - 1)", stage: "new", [("name", .text("x"))])
    book.house.commit()
    #expect(try count(on: 15) == 1_001)
    try book.advance(to: "2026-06-10T09:00:00Z")
    #expect(try count(on: 15) == Self.items)
    #expect(book.engine.linkChanges.isEmpty)
    try book.advance(to: "2026-06-15T09:00:00Z")
    #expect(try count(.succeeded, on: 15) == Self.items)
    try book.expectSurvivesReload()
  }

  @Test("Another change meanwhile begins anew, for what both have changed")
  func crossed() throws {
    try move(to: 15)
    try book.put(contact: "C-1", [("name", .text("Jan"))])
    #expect(book.engine.linkChanges.count == 1)
    try move(to: 20)
    #expect(book.engine.linkChanges.count == 1)
    try book.advance(to: "2026-06-02T08:00:00Z")
    #expect(try count(on: 20) == Self.items)
    try book.expectSurvivesReload()
  }

  @Test("A crash after any step leaves the others for the next start")
  func crash() throws {
    try move(to: 15)
    for done in [1_000, 2_000, Self.items] {
      #expect(try count(on: 15) == done)
      #expect(book.engine.linkChanges.isEmpty == (done == Self.items))
      try book.house.reload()
      #expect(try count(on: 15) == done)
      _ = book.engine.fireNext(at: book.now)
      book.house.commit()
    }
    try book.expectSurvivesReload()
  }

  @Test("What is due by the time of the change starts before it (S-2)")
  func due() throws {
    let now = try Instant(rfc3339: "2026-06-10T09:00:00Z")
    let change = FieldChange(name: "birthday", value: Self.june(20))
    let key = RecordKey(entityType: "contact", id: "C-1")
    _ = try book.engine.perform(PutRecord(key: key, changes: [change]), by: book.caller, at: now)
    book.house.commit()
    #expect(try count(.succeeded, on: 10) == 1_000)
    try book.advance(to: "2026-06-10T09:00:00Z")
    #expect(try count(.succeeded, on: 10) == Self.items)
    try book.expectSurvivesReload()
  }

  @Test("So does what a person has set a time for, before its contact is made anew (S-2)")
  func dueBeforeMaking() throws {
    let contact = RecordKey(entityType: "contact", id: "C-1")
    let delete = DeleteRecord(key: contact)
    _ = try book.engine.perform(delete, by: book.caller, at: book.now)
    book.house.commit()
    let due = try Instant(rfc3339: "2026-06-02T09:00:00Z")
    let run = try #require(
      try book.engine.runs(RunQuery(), page: PageRequest(size: 1)).elements.first
    )
    let reschedule = RescheduleRun(run: run.run.number, dueTime: due)
    _ = try book.engine.perform(reschedule, by: book.caller, at: book.now)
    book.house.commit()
    let change = FieldChange(name: "birthday", value: Self.june(20))
    _ = try book.engine.perform(
      PutRecord(key: contact, changes: [change]),
      by: book.caller,
      at: due
    )
    book.house.commit()
    #expect(try count(.succeeded, on: 2) == 1)
    #expect(lastEntry(of: run.item.id) < lastEntry(of: "contact/C-1"))
  }

  /// The number of a record's newest history entry.
  private func lastEntry(of name: String) -> UInt64 {
    let store = book.engine.store
    return store.history[store.records[book.house.slot(name)].lastEntry].sequence
  }
}
