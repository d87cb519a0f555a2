import RobotModel
import Testing

@testable import RobotEngine

/// S-13: cycles of stage changes at save.
@Suite struct CycleTests {
  @Test("An immediate unconditional cycle is refused unless forced, and named")
  func cycle() throws {
    let book = try RuleBook()
    try book.create(RuleBook.move("a", in: "new", to: "offer"))
    try book.create(RuleBook.move("b", in: "offer", to: "work"))
    let error = book.refuses(
      .failedPrecondition,
      "CYCLE",
      saying: "work → new → offer → work"
    ) { () throws(RequestError) in try book.create(RuleBook.move("c", in: "work", to: "new")) }
    #expect(error?.metadata.first?.value == "work,new,offer,work")
    try book.create(RuleBook.move("c", in: "work", to: "new"), isForced: true)
    try book.create(RuleBook.log("d", in: "work"))
    #expect(try book.update(RuleBook.log("d", in: "work", "y")).version == 2, "was there before")
  }

  @Test("A cycle that was forced excuses no other through the same stage")
  func second() throws {
    let book = try RuleBook()
    try book.create(RuleBook.move("a", in: "new", to: "offer"))
    try book.create(RuleBook.move("b", in: "offer", to: "new"), isForced: true)
    try book.create(RuleBook.move("c", in: "work", to: "new"))
    book.refuses(.failedPrecondition, "CYCLE", saying: "new → work → new") {
      () throws(RequestError) in try book.create(RuleBook.move("d", in: "new", to: "work"))
    }
  }

  @Test("A robot that moves to its own stage is no cycle of robots: naming the stage does nothing")
  func ownStage() throws {
    let book = try RuleBook()
    book.refuses(.failedPrecondition, "CYCLE") { () throws(RequestError) in
      try book.create(RuleBook.move("a", in: "new", to: "new"))
    }
  }

  @Test("What waits, asks, is off or runs once closes no cycle; taking that away does")
  func conditional() throws {
    let book = try RuleBook()
    try book.create(RuleBook.move("a", in: "new", to: "offer"))
    try book.create(RuleBook.move("b", in: "offer", to: "new"), condition: "amount > 5")
    book.refuses(.failedPrecondition, "CYCLE") { () throws(RequestError) in
      try book.update(RuleBook.move("b", in: "offer", to: "new"), mask: ["condition"])
    }
    var delayed = RuleBook.move("b", in: "offer", to: "new")
    delayed.timing.start = .after(try #require(TimeSpan(count: 1, unit: .second)))
    try book.update(delayed)
    delayed.timing.start = .after(.zero)
    book.refuses(.failedPrecondition, "CYCLE") { () throws(RequestError) in
      try book.update(delayed)
    }
    delayed.runLimit = .oncePerItem
    try book.update(delayed)
    delayed.runLimit = .everyEntry
    delayed.isEnabled = false
    try book.update(delayed)
    book.refuses(.failedPrecondition, "CYCLE") { () throws(RequestError) in
      try book.update(RuleBook.move("b", in: "offer", to: "new"), mask: ["enabled"])
    }
  }

  @Test("A chain waits with its predecessors")
  func chain() throws {
    let book = try RuleBook()
    var slow = RuleBook.log("slow", in: "offer")
    slow.timing.start = .after(try #require(TimeSpan(count: 1, unit: .day)))
    try book.create(slow)
    var back = RuleBook.move("back", in: "offer", to: "new")
    back.timing.isAfterPrevious = true
    try book.create(back)
    try book.create(RuleBook.move("a", in: "new", to: "offer"))
    slow.timing.start = .immediately
    book.refuses(.failedPrecondition, "CYCLE") { () throws(RequestError) in
      try book.update(slow, mask: ["timing"])
    }
  }

  @Test("A robot for which another one waits is neither turned off, moved away nor deleted")
  func left() throws {
    let book = try RuleBook()
    var slow = RuleBook.log("slow", in: "new")
    slow.timing.start = .after(try #require(TimeSpan(count: 1, unit: .day)))
    try book.create(slow)
    var go = RuleBook.move("go", in: "new", to: "offer")
    go.timing.isAfterPrevious = true
    try book.create(go)
    try book.create(RuleBook.move("back", in: "offer", to: "new"))
    slow.isEnabled = false
    book.refuses(.failedPrecondition, "CYCLE") { () throws(RequestError) in
      try book.update(slow, mask: ["enabled"])
    }
    book.refuses(.failedPrecondition, "CYCLE", saying: "new → offer → new") {
      () throws(RequestError) in try book.delete(robot: "slow")
    }
    book.refuses(.failedPrecondition, "CYCLE", saying: "new → offer → new") {
      () throws(RequestError) in try book.move("slow", stage: "work")
    }
    try book.move("slow", position: 1)
    try book.update(slow, mask: ["enabled"], isForced: true)
    try book.delete(robot: "slow")
  }

  /// A chain of a robot that waits and one that then goes on, and one that comes back at once.
  private func chainBesideWayBack() throws -> RuleBook {
    let book = try RuleBook()
    var slow = RuleBook.log("slow", in: "new")
    slow.timing.start = .after(try #require(TimeSpan(count: 1, unit: .day)))
    try book.create(slow)
    var go = RuleBook.move("go", in: "new", to: "offer")
    go.timing.isAfterPrevious = true
    try book.create(go)
    try book.create(RuleBook.move("back", in: "offer", to: "new"))
    return book
  }

  @Test("Whatever closes a cycle can be forced: a move, a deletion and a roll-back, too")
  func forced() throws {
    var book = try chainBesideWayBack()
    #expect(try book.move("slow", stage: "work", isForced: true).place.stage == "work")
    try book.expectSurvivesReload()
    book = try chainBesideWayBack()
    try book.delete(robot: "slow", isForced: true)
    #expect(try book.order(of: "new") == "go1")
    book = try RuleBook()
    try book.create(RuleBook.move("back", in: "offer", to: "new"))
    try book.create(RuleBook.move("go", in: "new", to: "offer"), condition: "amount > 5")
    try book.update(RuleBook.move("go", in: "new", to: "offer"), isForced: true)
    try book.update(RuleBook.move("go", in: "new", to: "offer"), condition: "amount > 6")
    var rollback = RollbackRule(kind: .robot, id: "go", version: 2)
    book.refuses(.failedPrecondition, "CYCLE") { () throws(RequestError) in
      _ = try book.engine.perform(rollback, by: book.caller, at: book.now)
    }
    rollback.isForced = true
    _ = try book.engine.perform(rollback, by: book.caller, at: book.now)
    #expect(book.engine.store.robots.robot("go")?.condition == nil)
  }

  @Test("A preset that closes a cycle by itself is installed by force")
  func preset() throws {
    let book = try RuleBook()
    try book.create(RuleBook.move("back", in: "offer", to: "new"))
    var go = RuleBook.move("", in: "", to: "offer")
    go.alias = "go"
    let preset = Preset(
      id: "p",
      displayName: "P",
      description: "",
      entityType: "deal",
      robots: [RobotDraft(robot: go)]
    )
    book.refuses(.failedPrecondition, "CYCLE") { () throws(RequestError) in
      _ = try book.engine.perform(
        InstallPreset(preset: preset, pipeline: "sales", stage: "new"),
        by: book.caller,
        at: book.now
      )
    }
    let robots = try book.engine.perform(
      InstallPreset(preset: preset, pipeline: "sales", stage: "new", isForced: true),
      by: book.caller,
      at: book.now
    )
    #expect(robots.count == 1)
  }

  @Test("A move of a robot can close a cycle, also through another pipeline")
  func pipelines() throws {
    let book = try RuleBook()
    var out = RuleBook.move("out", in: "new", to: "done")
    out.parameters.append(NamedValue(name: "pipeline", value: .text("service")))
    try book.create(out)
    var back = RuleBook.move("back", in: "new", to: "new")
    back.place.pipeline = "service"
    back.parameters.append(NamedValue(name: "pipeline", value: .text("sales")))
    try book.create(back)
    book.refuses(.failedPrecondition, "CYCLE", saying: "done → sales/new → done") {
      () throws(RequestError) in try book.move("back", stage: "done")
    }
  }
}
