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
