import RobotModel
import Testing

@testable import RobotEngine

/// S-22: who is told when something goes wrong.
@Suite struct SupervisorTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    try put("department", "board", [("head", .user("eve"))])
    try put("department", "shop", [("head", .user("bob")), ("parent", department("board"))])
    for user in ["ann", "bob", "eve"] {
      try put("user", user, [("department", department(user == "eve" ? "board" : "shop"))])
    }
  }

  @Test("The head of the responsible's department")
  func head() throws {
    #expect(try supervisor(of: "ann") == "bob")
  }

  @Test("One level up where that is the responsible, or is absent; afterwards the head again")
  func up() throws {
    #expect(try supervisor(of: "bob") == "eve")
    try setAbsent("bob", from: -1, until: 1)
    #expect(try supervisor(of: "ann") == "eve")
    try setAbsent("bob", from: 1, until: 2)
    #expect(try supervisor(of: "ann") == "bob")
    try setAbsent("bob", from: -2, until: 0)
    #expect(try supervisor(of: "ann") == "bob")
    try setAbsent("bob", from: -1, until: nil)
    #expect(try supervisor(of: "ann") == "eve")
  }

  @Test("The first one found where all are absent")
  func allAbsent() throws {
    try setAbsent("bob", from: -1, until: nil)
    try setAbsent("eve", from: -1, until: nil)
    #expect(try supervisor(of: "ann") == "bob")
    #expect(try supervisor(of: "bob") == "eve")
  }

  @Test("Nobody: without a responsible, a department or a head, also where departments go round")
  func nobody() throws {
    #expect(try refusal(of: nil) == .noResponsible)
    #expect(try refusal(of: "stranger") == .noSupervisor)
    #expect(try refusal(of: "eve") == .noSupervisor)
    try put("department", "board", [("parent", department("shop"))])
    try setAbsent("bob", from: -1, until: nil)
    #expect(try supervisor(of: "eve") == "bob")
  }

  @Test("C5: conditions and texts read of the supervisor, of nobody where there is none")
  func paths() throws {
    try put("user", "bob", [("name", .text("Bob")), ("department", department("shop"))])
    _ = try book.create(
      RuleBook.log("tell", "{{supervisor.name | default: \"nobody\"}} of {{name}}"),
      condition: "not (supervisor.name = Eve)"
    )
    try book.put("D-1", stage: "new", [("responsible", .user("ann")), ("name", .text("a"))])
    try book.put("D-2", stage: "new", [("responsible", .user("bob")), ("name", .text("b"))])
    try book.put("D-3", stage: "new", [("responsible", .user("eve")), ("name", .text("c"))])
    try put("user", "eve", [("name", .text("Eve")), ("department", department("board"))])
    try book.put("D-4", stage: "new", [("responsible", .user("bob")), ("name", .text("d"))])
    try book.put("D-5", stage: "new", [("name", .text("e"))])
    #expect(
      ["D-1", "D-2", "D-3", "D-4", "D-5"].map { book.house.log(of: $0) } == [
        ["Bob of a"], ["nobody of b"], ["nobody of c"], [], ["nobody of e"],
      ]
    )
    let found = try book.engine.records(
      ofType: "deal",
      filter: "supervisor.name = Bob",
      page: PageRequest()
    )
    #expect(found.elements.map(\.key.id) == ["D-1"])
  }

  @Test("C5: a date of the supervisor is no date to count from")
  func noDate() {
    var robot = RuleBook.log("tell")
    robot.timing.start = .date(DateTiming(path: "supervisor.absent_from"))
    book.refuses(
      .invalidArgument,
      fields: ["robot.timing.date.path"],
      saying: "no field of the item leads"
    ) { () throws(RequestError) in
      try book.create(robot)
    }
  }

  private func department(_ id: String) -> FieldValue {
    .reference(RecordKey(entityType: "department", id: id))
  }

  private func put(_ type: String, _ id: String, _ fields: [(String, FieldValue?)]) throws {
    _ = try book.engine.perform(
      PutRecord(
        key: RecordKey(entityType: type, id: id),
        changes: fields.map { FieldChange(name: $0.0, value: $0.1) }
      ),
      by: book.caller,
      at: book.now
    )
  }

  /// Marks a user as absent, in days from now.
  private func setAbsent(_ user: String, from: Int64, until: Int64?) throws {
    func day(_ count: Int64) -> FieldValue {
      .timestamp(book.now.adding(milliseconds: count * 86_400_000))
    }
    try put("user", user, [("absent_from", day(from)), ("absent_until", until.map(day))])
  }

  private func item(of responsible: String?) throws -> Slot<RecordRow> {
    try book.put("D-1", stage: "new", responsible.map { [("responsible", .user($0))] } ?? [])
    return book.house.slot("D-1")
  }

  private func supervisor(of responsible: String) throws -> String {
    try book.engine.supervisor(of: item(of: responsible))
  }

  private func refusal(of responsible: String?) throws -> Reason? {
    let item = try item(of: responsible)
    do throws(RunFailure) {
      _ = try book.engine.supervisor(of: item)
      return nil
    } catch {
      return error.reason
    }
  }
}
