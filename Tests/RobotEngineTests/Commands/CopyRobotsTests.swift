import RobotModel
import Testing

@testable import RobotEngine

/// M8: a stage's or a pipeline's robots are copied elsewhere, all of them or none.
@Suite struct CopyRobotsTests {
  private func place(_ text: String) -> StageKey {
    let parts = text.split(separator: "/").map(String.init)
    return StageKey(
      entityType: parts[0],
      pipeline: parts.count > 1 ? parts[1] : "",
      stage: parts.count > 2 ? parts[2] : ""
    )
  }

  @discardableResult
  private func copy(
    _ source: String,
    to target: String,
    in book: RuleBook,
    isForced: Bool = false,
    isValidateOnly: Bool = false
  ) throws(RequestError) -> [RobotCopy] {
    try book.engine.perform(
      CopyRobots(
        source: place(source),
        target: place(target),
        isForced: isForced,
        isValidateOnly: isValidateOnly,
        changeReason: "the same there"
      ),
      by: book.caller,
      at: book.now
    )
  }

  @Test("A stage's robots come to the end of another stage, with chains, outputs and conditions")
  func stage() throws {
    let book = try RuleBook()
    try book.create(RuleBook.comment("say", alias: "said"))
    var next = RuleBook.log("next", in: "new", "{{said.comment}}")
    next.timing.isAfterPrevious = true
    try book.create(next, condition: "amount > 5")
    try book.create(RuleBook.log("there", in: "offer"))
    let copies = try copy("deal/sales/new", to: "deal/sales/offer", in: book)
    #expect(copies.map(\.source) == ["say", "next"])
    #expect(copies.map(\.robot.position) == [2, 3])
    #expect(copies.allSatisfy { $0.robot.id.count == 13 && $0.robot.version == 1 })
    #expect(copies[1].robot.changeReason == "the same there")
    let made = try book.engine.robot(copies[1].robot.id)
    #expect(made.condition == (try book.engine.robot("next")).condition)
    #expect(made.timing.isAfterPrevious && made.parameters == next.parameters)
    #expect(try book.order(of: "new") == "say1 next2")
    try book.expectSurvivesReload()
  }

  @Test("A pipeline's robots go to the stages of the same ids; the first keeps starting at entry")
  func pipeline() throws {
    let book = try RuleBook()
    try book.create(RuleBook.log("gone"))
    var first = RuleBook.log("first")
    first.timing.isAfterPrevious = true
    try book.create(first)
    try book.delete(robot: "gone")
    try book.create(RuleBook.log("there", in: "new"))
    let before = try book.order(of: "new")
    var service = book.engine.store.schema.pipeline(
      PipelineKey(entityType: "deal", id: "service")
    )
    service?.stages.insert(Stage(id: "work", displayName: "Work", kind: .inProgress), at: 1)
    try book.update(try #require(service), mask: ["stages"])
    try book.create(RuleBook.log("worker", in: "work"))
    let copies = try copy("deal/sales", to: "deal/service", in: book)
    #expect(
      copies.map { "\($0.source) \($0.robot.place.stage) \($0.robot.position)" }
        == ["first new 1", "there new 2", "worker work 1"]
    )
    #expect(!copies[0].robot.timing.isAfterPrevious)
    #expect(try book.order(of: "new") == before)
  }

  @Test("With validate_only nothing is made, and the answer has no ids")
  func validateOnly() throws {
    let book = try RuleBook()
    try book.create(RuleBook.log("a"))
    book.house.commit()
    let before = TestHouse.snapshot(of: book.engine)
    let copies = try copy(
      "deal/sales/new",
      to: "deal/sales/offer",
      in: book,
      isValidateOnly: true
    )
    #expect(copies.map(\.robot.id) == [""])
    #expect(TestHouse.snapshot(of: book.engine) == before)
  }

  @Test("What does not fit there is refused with its path and its robot, and nothing is copied")
  func doesNotFit() throws {
    let book = try RuleBook()
    try book.create(RuleBook.comment("a", alias: "said"))
    try book.create(RuleBook.move("b", in: "new", to: "lost"))
    try book.create(RuleBook.log("c"), condition: "amount > 5")
    try book.create(RuleBook.comment("d", alias: "said", in: "offer"))
    book.refuses(
      .invalidArgument,
      fields: ["robots[0].alias"],
      saying: "the copy of \"a\": \"said\" is the alias of robot \"d\""
    ) { () throws(RequestError) in
      try copy("deal/sales/new", to: "deal/sales/offer", in: book)
    }
    book.refuses(
      .invalidArgument,
      fields: ["robots[1].parameters.stage"],
      saying: "\"lost\" is no stage of the pipeline \"service\""
    ) { () throws(RequestError) in try copy("deal/sales/new", to: "deal/service/new", in: book) }
    book.refuses(.invalidArgument, fields: ["target_pipeline"], saying: "no stage \"offer\"") {
      () throws(RequestError) in try copy("deal/sales", to: "deal/service", in: book)
    }
  }

  @Test("A place that is not there, or is the same, is refused by its field")
  func places() throws {
    let book = try RuleBook()
    try book.create(RuleBook.log("a"))
    for (source, target, field) in [
      ("deal", "deal/service", "pipeline"),
      ("deal/sales/new", "deal/sales/new", "target_stage"),
      ("deal/sales", "deal", "target_pipeline"),
      ("deal/sales", "deal/service/new", "target_stage"),
      ("deal/sales/new", "deal/none/new", "target_pipeline"),
      ("deal/sales/new", "deal/sales/none", "target_stage"),
    ] {
      book.refuses(.invalidArgument, fields: [field]) { () throws(RequestError) in
        try copy(source, to: target, in: book)
      }
    }
    for (source, target) in [
      ("none/sales", "deal/sales"), ("deal/none", "deal/sales"), ("deal/sales/none", "deal/sales"),
      ("deal/sales/new", "none/sales/new"),
    ] {
      book.refuses(.notFound) { () throws(RequestError) in try copy(source, to: target, in: book) }
    }
  }

  @Test("Copies that close a cycle of immediate stage changes are refused unless forced (S-13)")
  func cycle() throws {
    let book = try RuleBook()
    try book.create(RuleBook.move("go", in: "new", to: "work"))
    try book.create(RuleBook.move("back", in: "work", to: "offer"))
    book.refuses(.failedPrecondition, "CYCLE") { () throws(RequestError) in
      try copy("deal/sales/new", to: "deal/sales/offer", in: book)
    }
    #expect(try copy("deal/sales/new", to: "deal/sales/offer", in: book, isForced: true).count == 1)
  }
}
