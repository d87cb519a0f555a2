import RobotModel
import Testing

@testable import RobotEngine

/// C5: an item's invoice and quote in conditions and texts.
@Suite struct DocumentTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    for type in ["invoice", "quote"] {
      let stages = [
        Stage(id: "open", displayName: "Open", kind: .inProgress),
        Stage(id: "done", displayName: "Done", kind: .won),
      ]
      try book.create(Pipeline(entityType: type, id: "papers", displayName: "", stages: stages))
    }
  }

  private func put(
    _ id: String,
    type: String = "invoice",
    stage: String = "open",
    _ fields: KeyValuePairs<String, String>
  ) throws {
    _ = try book.engine.perform(
      PutRecord(
        key: RecordKey(entityType: type, id: id),
        changes: try fields.map { try book.house.change($0.key, $0.value, of: type) },
        pipeline: "papers",
        stage: stage
      ),
      by: book.caller,
      at: book.now
    )
  }

  private func run(_ robot: String) throws -> Run {
    let visit = try #require(book.house.visits(of: "D-1").last)
    return try #require(book.house.runs(of: visit).first { $0.robot == robot })
  }

  @Test("The choice is kept with the run, shown and told, also after a start")
  func keptChoice() throws {
    try book.create(
      RuleBook.log("tell", "{{invoice.id}}"),
      condition: "notEmpty(quote.id)"
    )
    try put("I-1", ["items": "deal/D-1", "due_date": "2026-07-02"])
    try put("Q-1", type: "quote", ["items": "deal/D-1"])
    try book.put("D-1", stage: "new")
    try put("I-2", ["items": "deal/D-1", "due_date": "2026-07-01"])
    for _ in 0..<2 {
      let detail = try #require(try run("tell").detail)
      #expect((detail.invoice, detail.quote) == ("I-1", "Q-1"))
      let steps = try book.engine.explain(book.house.key("D-1"), robot: "tell", visit: nil)
        .runs[0].steps.filter { $0.kind == .document }
      #expect(
        steps.map(\.text) == [
          "invoice/I-1 is the invoice that it reads: of the item's invoices the unpaid one due"
            + " first, else the newest",
          "quote/Q-1 is the quote that it reads: of the item's quotes the open one valid for the"
            + " shortest, else the newest",
        ]
      )
      try book.expectSurvivesReload()
      try book.house.reload()
    }
  }

  @Test("A run that waits keeps to the invoice on which its condition was decided at entry")
  func sameInvoice() throws {
    var robot = RuleBook.log("tell", "{{invoice.id}}")
    robot.evaluateAt = .entry
    robot.timing.start = .after(try #require(TimeSpan(count: 1, unit: .day)))
    try book.create(robot, condition: "invoice.amount > 5")
    try put("I-1", ["items": "deal/D-1", "amount": "10 EUR"])
    try book.put("D-1", stage: "new")
    try put("I-1", stage: "done", ["amount": "10 EUR"])
    try put("I-2", ["items": "deal/D-1", "amount": "20 EUR"])
    try book.house.reload()
    try book.house.advance(to: book.now.adding(milliseconds: 86_400_000))
    #expect(book.house.log(of: "D-1") == ["I-1"])
  }

  @Test("A dry run tells which invoice it would read")
  func dryRun() throws {
    try book.put("D-1", stage: "new")
    try book.create(RuleBook.log("tell", "{{invoice.id}}"))
    try put("I-1", ["items": "deal/D-1"])
    let reply = try book.engine.perform(
      RunRobot(robot: "tell", item: book.house.key("D-1"), isValidateOnly: true),
      by: book.caller,
      at: book.now
    )
    #expect(reply.run.run.detail?.invoice == "I-1")
    #expect(reply.steps.map(\.kind) == [.document])
  }

  @Test("A simulation sees the item's invoices")
  func simulation() throws {
    try book.create(RuleBook.log("tell", "{{invoice.id}}"))
    try book.put("D-1", stage: "offer")
    try put("I-1", ["items": "deal/D-1"])
    let key = book.house.key("D-1")
    let simulation = try book.engine.simulate(
      Simulate(
        item: PutRecord(key: key, changes: [], pipeline: "sales", stage: "new"),
        events: [],
        results: []
      ),
      by: book.caller,
      at: book.now
    )
    #expect(simulation.runs.map { $0.run.detail?.invoice } == ["I-1"])
  }

  @Test("An invoice that is deleted, or is no longer for the item, does not count")
  func gone() throws {
    try put("I-1", ["items": "deal/D-1", "due_date": "2026-07-01"])
    try put("I-2", ["items": "deal/D-1", "due_date": "2026-07-02"])
    try put("I-3", ["items": "deal/D-1", "due_date": "2026-07-03"])
    try book.put("D-1", stage: "new")
    func invoice() -> String? {
      book.engine.store.document(.invoice, of: book.house.slot("D-1"))
        .map { book.engine.store.records[$0].id }
    }
    #expect(invoice() == "I-1")
    _ = try book.engine.perform(
      DeleteRecord(key: RecordKey(entityType: "invoice", id: "I-1")),
      by: book.caller,
      at: book.now
    )
    #expect(invoice() == "I-2")
    try put("I-2", ["items": "deal/D-2"])
    #expect(invoice() == "I-3")
    try book.house.reload()
    #expect(invoice() == "I-3")
    try put("I-3", ["items": ""])
    #expect(invoice() == nil)
  }

  @Test("S-36: an erased invoice is not named by the runs that have read it")
  func erased() throws {
    try book.create(RuleBook.log("tell", "x"), condition: "notEmpty(invoice.items)")
    try put("I-77", ["items": "deal/D-1"])
    try book.put("D-1", stage: "new")
    #expect(try run("tell").detail?.invoice == "I-77")
    book.house.commit()
    try book.house.erase(EraseRecord(key: RecordKey(entityType: "invoice", id: "I-77")))
    #expect(try run("tell").detail?.invoice.hasPrefix("erased-") == true)
    #expect(!"\(TestHouse.snapshot(of: book.engine))".contains("I-77"))
  }

  @Test("A filter reads it, too; what is no item, or is an invoice itself, has none")
  func filters() throws {
    try put("I-1", ["items": "deal/D-1", "name": "Table"])
    try book.put("D-1", stage: "new")
    try book.put("D-2", stage: "new")
    func deals(_ filter: String, of type: String = "deal") throws(RequestError) -> [String] {
      try book.engine.records(ofType: type, filter: filter, page: PageRequest())
        .elements.map(\.key.id)
    }
    #expect(try deals("invoice.name:table") == ["D-1"])
    #expect(try deals("empty(invoice.id)") == ["D-2"])
    book.refuses(.invalidArgument, saying: "contact is no type of items") {
      () throws(RequestError) in _ = try deals("empty(invoice.id)", of: "contact")
    }
    book.refuses(.invalidArgument, saying: "\"invoice\" is the item itself here") {
      () throws(RequestError) in _ = try deals("empty(invoice.id)", of: "invoice")
    }
  }

  @Test("Its date is no date to count from")
  func noDate() {
    var robot = RuleBook.log("tell")
    robot.timing.start = .date(DateTiming(path: "invoice.due_date"))
    book.refuses(
      .invalidArgument,
      fields: ["robot.timing.date.path"],
      saying: "its changes are not followed; expected a date of the item"
    ) { () throws(RequestError) in try book.create(robot) }
  }
}
