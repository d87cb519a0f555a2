import RobotModel
import Testing

@testable import RobotEngine

/// M2, M5, M6, M7, M8: making, changing, moving and deleting robots.
@Suite struct RobotCommandTests {
  @Test("A robot is made at the last place, or where it is asked for, and the others make room")
  func positions() throws {
    let book = try RuleBook()
    for id in ["a", "b", "c"] { try book.create(RuleBook.log(id)) }
    #expect(try book.order(of: "new") == "a1 b2 c3")
    var first = RuleBook.log("d")
    first.position = 1
    try book.create(first)
    #expect(try book.order(of: "new") == "d1 a2 b3 c4")
    first = RuleBook.log("e")
    first.position = 6
    book.refuses(.invalidArgument, fields: ["robot.position"], saying: "expected 1 to 5, or 0") {
      () throws(RequestError) in try book.create(first)
    }
    try book.expectSurvivesReload()
  }

  @Test("A robot without an id gets one, and its version, author and times")
  func made() throws {
    let book = try RuleBook()
    let robot = try book.create(RuleBook.log(""))
    #expect(StoreNumber(text: robot.id) != nil)
    #expect(robot.version == 1)
    #expect(robot.author == "ann")
    #expect(robot.createTime == book.now)
    #expect(try book.engine.robot(robot.id) == robot)
    #expect(try book.create(RuleBook.log("")).id != robot.id)
    book.refuses(.alreadyExists) { () throws(RequestError) in
      try book.create(RuleBook.log(robot.id))
    }
  }

  @Test("Everything that is wrong with a robot is named at once")
  func wrong() throws {
    let book = try RuleBook()
    try book.create(RuleBook.comment("c", alias: "offer"))
    var broken = RuleBook.log("a/b", "{{amonut}}")
    broken.displayName = "x\ny"
    broken.alias = "offer"
    broken.actingUser = "boss"
    broken.timing = Timing(
      start: .after(try #require(TimeSpan(count: 101, unit: .year))),
      timeZone: "Mars/Olympus"
    )
    broken.parameters.append(NamedValue(name: "txt", value: .text("x")))
    book.refuses(
      .invalidArgument,
      fields: [
        "robot.id", "robot.condition_text", "robot.display_name", "robot.alias",
        "robot.acting_user", "robot.timing.after.count", "robot.timing.time_zone",
        "robot.parameters.text", "robot.parameters.txt",
      ]
    ) { () throws(RequestError) in try book.create(broken, condition: "amount >") }
    broken.type = "write_lgo"
    broken.place.stage = "nwe"
    book.refuses(
      .invalidArgument,
      fields: [
        "robot.id", "robot.type", "robot.stage", "robot.display_name", "robot.acting_user",
        "robot.timing.after.count", "robot.timing.time_zone",
      ],
      saying: "did you mean \"write_log\"?"
    ) { () throws(RequestError) in try book.create(broken) }
  }

  @Test("A robot needs a stage that exists")
  func place() throws {
    let book = try RuleBook()
    func refused(_ type: String, _ pipeline: String, _ stage: String) -> RequestError? {
      var robot = RuleBook.log("r")
      robot.place = StageKey(entityType: type, pipeline: pipeline, stage: stage)
      return #expect(throws: RequestError.self) { try book.create(robot) }
    }
    #expect(refused("", "sales", "new")?.violations.first?.field == "robot.entity_type")
    #expect(refused("lamp", "sales", "new")?.code == .notFound)
    #expect(refused("contact", "sales", "new")?.violations.first?.field == "robot.entity_type")
    #expect(refused("deal", "slaes", "new")?.violations.first?.field == "robot.pipeline")
    #expect(refused("deal", "sales", "")?.violations.first?.field == "robot.stage")
    #expect(refused("lead", "sales", "new")?.violations.first?.field == "robot.pipeline")
  }

  @Test("Reserved roots are no aliases (S-41), and an alias is unique in its stage only")
  func aliases() throws {
    let book = try RuleBook()
    for alias in ["item", "now", "supervisor", "Offer", "a.b"] {
      book.refuses(.invalidArgument, fields: ["robot.alias"]) { () throws(RequestError) in
        try book.create(RuleBook.comment("r", alias: alias))
      }
    }
    try book.create(RuleBook.comment("a", alias: "offer"))
    try book.create(RuleBook.comment("b", alias: "offer", in: "won"))
  }

  @Test("A condition comes as a tree, as text, or as both alike")
  func conditions() throws {
    let book = try RuleBook()
    var robot = RuleBook.log("r")
    robot.condition = .comparison(
      Comparison(
        path: "item.amount",
        comparisonOperator: .greater,
        operands: [Sample.decimal("5")]
      )
    )
    let made = try book.create(robot, condition: "amount > 5.0")
    #expect(made.condition.map { ConditionText.text(of: $0) } == "amount > 5")
    robot.id = "s"
    book.refuses(.invalidArgument, fields: ["robot.condition_text"], saying: "amount > 5") {
      () throws(RequestError) in try book.create(robot, condition: "amount > 6")
    }
    let changed = try book.update(made, condition: "amount > 7", mask: ["condition_text"])
    #expect(changed.condition.map { ConditionText.text(of: $0) } == "amount > 7")
    #expect(changed.version == 2)
    #expect(try book.update(RuleBook.log("r"), mask: ["condition"]).condition == nil)
  }

  @Test("A first robot after previous is refused; one that becomes first later stays (S-3)")
  func firstAfterPrevious() throws {
    let book = try RuleBook()
    var chained = RuleBook.log("b")
    chained.timing.isAfterPrevious = true
    book.refuses(.invalidArgument, fields: ["robot.timing.after_previous"]) {
      () throws(RequestError) in try book.create(chained)
    }
    try book.create(RuleBook.log("a"))
    let made = try book.create(chained)
    book.refuses(.invalidArgument, fields: ["robot.timing.after_previous"]) {
      () throws(RequestError) in try book.move("b", position: 1)
    }
    book.refuses(.invalidArgument, fields: ["robot.timing.after_previous"]) {
      () throws(RequestError) in try book.move("b", stage: "won")
    }
    try book.delete(robot: "a")
    #expect(try book.order(of: "new") == "b1")
    #expect(try book.update(RuleBook.log("b", "y"), mask: ["parameters"]).version == 2)
    #expect(try book.engine.robot("b").timing == made.timing)
  }

  @Test("An output is used only behind its robot in the chain, and keeps that robot there (M12)")
  func outputs() throws {
    let book = try RuleBook()
    try book.create(RuleBook.comment("a", alias: "offer"))
    try book.create(RuleBook.log("free"))
    var user = RuleBook.log("b", "see {{offer.comment}}")
    book.refuses(.invalidArgument, fields: ["robot.parameters.text"], saying: "after previous") {
      () throws(RequestError) in try book.create(user)
    }
    user.timing.isAfterPrevious = true
    book.refuses(.invalidArgument, saying: "does not come before this one in its chain") {
      () throws(RequestError) in try book.create(user)
    }
    user.position = 2
    try book.create(user)
    #expect(try book.order(of: "new") == "a1 b2 free3")
    for (name, request) in [
      ("delete", { () throws(RequestError) in try book.delete(robot: "a") as Any }),
      ("behind", { () throws(RequestError) in try book.move("a", position: 2) as Any }),
      ("away", { () throws(RequestError) in try book.move("a", stage: "won") as Any }),
      (
        "renamed",
        { () throws(RequestError) in
          try book.update(RuleBook.comment("a", alias: "bid"), mask: ["alias"]) as Any
        }
      ),
      ("between", { () throws(RequestError) in try book.move("free", position: 2) as Any }),
    ] {
      let error = book.refuses(.failedPrecondition, "IN_USE", saying: "(b)") {
        () throws(RequestError) in _ = try request()
      }
      #expect(error != nil, "\(name)")
    }
    var link = RuleBook.log("free")
    link.timing.isAfterPrevious = true
    try book.update(link, mask: ["timing.after_previous"])
    try book.move("free", position: 2)
    #expect(try book.order(of: "new") == "a1 free2 b3", "the chain goes through the one between")
    try book.delete(robot: "b")
    try book.delete(robot: "a")
  }

  @Test("An update makes a version, by whom and when, and changes what its mask names")
  func update() throws {
    let book = try RuleBook()
    var robot = RuleBook.log("r")
    robot.displayName = "Log"
    let made = try book.create(robot)
    let later = book.now.adding(milliseconds: 5)
    robot.displayName = "Log it"
    robot.parameters = [NamedValue(name: "text", value: .text("y"))]
    let changed = try book.engine.perform(
      UpdateRobot(draft: RobotDraft(robot: robot), etag: made.etag, mask: ["parameters.text"]),
      by: Caller(user: "bob", isSystem: false, uid: 1, source: ""),
      at: later
    ).robot
    #expect(changed.version == 2)
    #expect(changed.author == "bob")
    #expect(changed.updateTime == later)
    #expect(changed.createTime == made.createTime)
    #expect(changed.displayName == "Log")
    #expect(changed.parameters == robot.parameters)
    book.refuses(.aborted, "STALE_ETAG") { () throws(RequestError) in
      try book.update(robot, etag: made.etag)
    }
    book.house.commit()
    #expect(try book.update(changed) == changed, "nothing new, no version")
    #expect(book.engine.takeFacts().isEmpty)
    book.refuses(.invalidArgument, fields: ["update_mask"], saying: "did you mean \"timing\"?") {
      () throws(RequestError) in try book.update(robot, mask: ["timng"])
    }
    var elsewhere = changed
    elsewhere.place.stage = "won"
    book.refuses(.invalidArgument, fields: ["robot.stage"]) { () throws(RequestError) in
      try book.update(elsewhere)
    }
    book.refuses(.notFound) { () throws(RequestError) in try book.update(RuleBook.log("none")) }
    try book.expectSurvivesReload()
  }

  @Test("A position alone changes the order and makes no version (S-28)")
  func updatePosition() throws {
    let book = try RuleBook()
    for id in ["a", "b", "c"] { try book.create(RuleBook.log(id)) }
    var robot = RuleBook.log("c")
    robot.position = 1
    let moved = try book.update(robot, mask: ["position"])
    #expect(moved.version == 1)
    #expect(try book.order(of: "new") == "c1 a2 b3")
    try book.move("c", position: 2)
    #expect(try book.order(of: "new") == "a1 c2 b3")
    #expect(try book.engine.robot("c").version == 1)
    try book.move("a")
    #expect(try book.order(of: "new") == "c1 b2 a3")
    book.refuses(.invalidArgument, fields: ["position"]) { () throws(RequestError) in
      try book.move("a", position: 4)
    }
    book.refuses(.aborted) { () throws(RequestError) in try book.move("a", position: 1, etag: "9") }
    try book.expectSurvivesReload()
  }

  @Test("Another stage is a new version, and the waiting runs of the old one are cancelled (M2)")
  func moveToStage() throws {
    let book = try RuleBook()
    var robot = RuleBook.log("r")
    robot.timing.start = .after(try #require(TimeSpan(count: 1, unit: .hour)))
    try book.create(robot)
    try book.create(RuleBook.log("s"))
    try book.put("D-1", stage: "new")
    let moved = try book.move("r", stage: "offer")
    #expect(moved.version == 2)
    #expect(moved.place.stage == "offer")
    #expect(try book.order(of: "new") == "s1")
    #expect(try book.order(of: "offer") == "r1")
    let runs = try book.engine.runs(RunQuery(), page: PageRequest()).elements.map(\.run)
    #expect(runs.map(\.state) == [.cancelled, .succeeded])
    #expect(runs.first?.reason == .ruleChanged)
    try book.expectSurvivesReload()
  }

  @Test("Turning a robot off, or deleting it, cancels its waiting runs (S-28)")
  func disable() throws {
    let book = try RuleBook()
    for id in ["a", "b"] {
      var robot = RuleBook.log(id)
      robot.timing.start = .after(try #require(TimeSpan(count: 1, unit: .hour)))
      try book.create(robot)
    }
    try book.put("D-1", stage: "new")
    try book.put("D-2", stage: "new")
    var off = RuleBook.log("a")
    off.isEnabled = false
    #expect(try book.update(off, mask: ["enabled"]).isEnabled == false)
    #expect(try book.delete(robot: "b") == 2)
    let runs = try book.engine.runs(RunQuery(), page: PageRequest()).elements.map(\.run)
    #expect(runs.map(\.reason) == Array(repeating: .ruleDisabled, count: 4))
    book.refuses(.notFound) { () throws(RequestError) in try book.delete(robot: "b") }
    #expect(try book.create(RuleBook.log("b")).version == 3, "versions are immutable")
    try book.expectSurvivesReload()
  }

  @Test("A stage takes 200 robots")
  func limit() throws {
    let book = try RuleBook()
    for index in 0..<Limits.robotsPerStage { try book.create(RuleBook.log("r\(index)")) }
    let error = book.refuses(.resourceExhausted, "LIMIT_EXCEEDED") { () throws(RequestError) in
      try book.create(RuleBook.log("more"))
    }
    #expect(error?.metadata.contains(RequestError.Detail("limit", "robots_per_stage")) == true)
    try book.create(RuleBook.log("other", in: "won"))
    book.refuses(.resourceExhausted) { () throws(RequestError) in
      try book.move("other", stage: "new")
    }
  }

  @Test("A creation can be checked only")
  func validateOnly() throws {
    let book = try RuleBook()
    book.house.commit()
    #expect(try book.create(RuleBook.log(""), isValidateOnly: true).position == 1)
    #expect(book.engine.takeFacts().isEmpty)
    #expect(try book.order(of: "new") == "")
  }

  @Test("A move and a deletion can be tried out: they are checked and nothing is changed")
  func trials() throws {
    let book = try RuleBook()
    var later = RuleBook.log("later")
    later.timing.start = .after(try #require(TimeSpan(count: 1, unit: .day)))
    try book.create(later)
    for id in ["D-1", "D-2"] { try book.put(id, stage: "new") }
    book.house.commit()
    let before = TestHouse.snapshot(of: book.engine)
    let deletion = DeleteRobot(id: "later", isValidateOnly: true)
    #expect(try book.engine.perform(deletion, by: book.caller, at: book.now) == 2)
    let move = MoveRobot(id: "later", stage: "offer", isValidateOnly: true)
    let moved = try book.engine.perform(move, by: book.caller, at: book.now)
    #expect(moved.place.stage == "offer" && moved.version == 2)
    #expect(book.engine.takeFacts().isEmpty && TestHouse.snapshot(of: book.engine) == before)
    book.refuses(.notFound) { () throws(RequestError) in
      _ = try book.engine.perform(
        DeleteRobot(id: "other", isValidateOnly: true),
        by: book.caller,
        at: book.now
      )
    }
    #expect(try book.delete(robot: "later") == 2)
  }
}
