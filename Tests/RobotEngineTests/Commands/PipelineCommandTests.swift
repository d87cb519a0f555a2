import RobotModel
import Testing

@testable import RobotEngine

/// M4: pipelines and their stages.
@Suite struct PipelineCommandTests {
  private static func pipeline(_ id: String, _ stages: String...) -> Pipeline {
    Pipeline(
      entityType: "deal",
      id: id,
      displayName: "P",
      stages: stages.map { Stage(id: $0, displayName: $0, kind: .inProgress) }
    )
  }

  @Test("A pipeline is made with its stages in order; equal stage names are different stages")
  func create() throws {
    let book = try RuleBook()
    let made = try book.create(Self.pipeline("repair", "new", "done"))
    #expect(made.revision == 1)
    #expect(try book.engine.pipeline(made.key) == made)
    try book.create(RuleBook.log("r", in: "new"))
    #expect(try book.order(of: "new") == "r1")
    #expect(try book.order(of: "new", pipeline: "repair") == "")
  }

  @Test("Everything that is wrong with a pipeline is named at once")
  func wrong() throws {
    let book = try RuleBook()
    var broken = Self.pipeline("a/b", "new", "", "new")
    broken.stages[0].displayName = "x\u{7}"
    book.refuses(
      .invalidArgument,
      fields: [
        "pipeline.id", "pipeline.stages[0].display_name", "pipeline.stages[1].id",
        "pipeline.stages[2].id",
      ]
    ) { () throws(RequestError) in try book.create(broken) }
    book.refuses(.invalidArgument, fields: ["pipeline.stages"], saying: "expected 1 to 100") {
      () throws(RequestError) in try book.create(Self.pipeline("p"))
    }
    book.refuses(.alreadyExists) { () throws(RequestError) in
      try book.create(Self.pipeline("sales", "x"))
    }
    var other = Self.pipeline("p", "x")
    other.entityType = "contact"
    book.refuses(.invalidArgument, fields: ["pipeline.entity_type"]) {
      () throws(RequestError) in try book.create(other)
    }
    other.entityType = "lamp"
    book.refuses(.notFound) { () throws(RequestError) in try book.create(other) }
    other.entityType = ""
    book.refuses(.invalidArgument, fields: ["pipeline.entity_type"]) {
      () throws(RequestError) in try book.create(other)
    }
  }

  @Test("Stages are reordered, renamed and added; a stage in use stays, with counts (S-41)")
  func update() throws {
    let book = try RuleBook()
    let key = PipelineKey(entityType: "deal", id: "sales")
    var sales = try book.engine.pipeline(key)
    sales.stages.reverse()
    sales.stages.append(Stage(id: "later", displayName: "Later", kind: .lost))
    let changed = try book.update(sales, mask: ["stages"])
    #expect(changed.stages.map(\.id) == ["lost", "won", "work", "offer", "new", "later"])
    try book.put("D-1", stage: "work")
    try book.create(RuleBook.log("r", in: "offer"))
    try book.create(RuleBook.move("m", in: "new", to: "won"))
    for (stage, what) in [("work", "items"), ("offer", "robots"), ("won", "other robots")] {
      var fewer = changed
      fewer.stages.removeAll { $0.id == stage }
      let error = book.refuses(.failedPrecondition, "IN_USE") { () throws(RequestError) in
        try book.update(fewer)
      }
      #expect(error?.metadata.contains(RequestError.Detail(what, "1")) == true, "\(stage)")
    }
    var free = changed
    free.stages.removeAll { $0.id == "lost" }
    #expect(try book.update(free, etag: changed.etag).stages.count == 5)
    book.refuses(.aborted, "STALE_ETAG") { () throws(RequestError) in
      try book.update(free, etag: changed.etag)
    }
    book.refuses(.invalidArgument, fields: ["update_mask"]) { () throws(RequestError) in
      try book.update(free, mask: ["id"])
    }
    book.refuses(.notFound) { () throws(RequestError) in
      try book.update(Self.pipeline("none", "x"))
    }
  }

  @Test("S-41: a stage to which a waiting run's pinned version points is in use until it has ended")
  func pinned() throws {
    let book = try RuleBook()
    var move = RuleBook.move("m", in: "new", to: "work")
    move.timing.start = .after(try #require(TimeSpan(count: 1, unit: .day)))
    try book.create(move)
    try book.put("D-1", stage: "new")
    move.parameters = [NamedValue(name: "stage", value: .text("offer"))]
    _ = try book.engine.perform(
      UpdateRobot(draft: RobotDraft(robot: move), mask: ["parameters"], inFlight: .keepAll),
      by: book.caller,
      at: book.now
    )
    var sales = try book.engine.pipeline(PipelineKey(entityType: "deal", id: "sales"))
    sales.stages.removeAll { $0.id == "work" }
    book.refuses(.failedPrecondition, "IN_USE", saying: "1 other robot sends items there") {
      () throws(RequestError) in try book.update(sales)
    }
    _ = try book.engine.perform(
      DeleteRecord(key: RecordKey(entityType: "deal", id: "D-1")),
      by: book.caller,
      at: book.now
    )
    try book.update(sales)
  }

  @Test("A pipeline is deleted when nothing stands in it or leads into it")
  func delete() throws {
    let book = try RuleBook()
    var move = RuleBook.move("m", in: "new", to: "done")
    move.parameters.append(NamedValue(name: "pipeline", value: .text("service")))
    try book.create(move)
    book.refuses(.failedPrecondition, "IN_USE", saying: "1 other robot sends items there") {
      () throws(RequestError) in try book.delete(pipeline: "service")
    }
    try book.delete(robot: "m")
    try book.delete(pipeline: "service")
    book.refuses(.notFound) { () throws(RequestError) in try book.delete(pipeline: "service") }
    try book.put("D-1", stage: "new")
    try book.create(RuleBook.log("r", in: "won"))
    book.refuses(.failedPrecondition, saying: "1 item stands there, 1 robot belongs there") {
      () throws(RequestError) in try book.delete(pipeline: "sales")
    }
  }
}
