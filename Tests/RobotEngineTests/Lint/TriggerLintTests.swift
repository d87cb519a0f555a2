import RobotModel
import Testing

@testable import RobotEngine

/// O8: lint of triggers, and what a change's answer tells of the changed rule.
@Suite struct TriggerLintTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
  }

  @discardableResult
  private func trigger(
    _ id: String,
    in stage: String,
    _ type: String = "form_submitted",
    condition: String = "",
    isValidateOnly: Bool = false,
    _ change: (inout Trigger) -> Void = { _ in }
  ) throws -> Trigger {
    var trigger = Trigger(
      id: id,
      place: StageKey(entityType: "deal", pipeline: "sales", stage: stage),
      type: type
    )
    change(&trigger)
    return try book.engine.perform(
      CreateTrigger(
        draft: TriggerDraft(trigger: trigger, conditionText: condition),
        isValidateOnly: isValidateOnly
      ),
      by: book.caller,
      at: book.now
    )
  }

  private var findings: [String] {
    get throws { try book.engine.lint(RuleScope(), at: book.now).map(Self.line) }
  }

  private static func line(_ finding: LintFinding) -> String {
    let rules = finding.robots + finding.triggers
    return "\(finding.kind)\(finding.isError ? "!" : "") \(rules.joined(separator: " "))"
  }

  private static func watches(_ field: String, _ trigger: inout Trigger) {
    trigger.parameters = [
      NamedValue(name: "field", value: .text(field)),
      NamedValue(name: "include_automation", value: .boolean(true)),
    ]
  }

  @Test("says nothing of triggers that do what is meant")
  func nothing() throws {
    try trigger("a", in: "offer")
    try trigger("b", in: "work")
    try trigger("c", in: "work") { $0.parameters = [NamedValue(name: "form", value: .text("x"))] }
    try trigger("d", in: "new") { $0.allowsBackwards = true }
    try trigger("e", in: "new") { $0.isEnabled = false }
    #expect(try findings == ["triggerShadowed b c"])
  }

  @Test("S-11: names a trigger of the first stage that does not go backwards, and impossible ones")
  func neverFires() throws {
    try trigger("first", in: "new")
    try trigger("torn", in: "work", condition: "probability > 5 AND probability < 3")
    #expect(try findings == ["triggerNeverFires! first", "conditionNeverTrue! torn"])
  }

  @Test("S-12: names a trigger that another of its stage always precedes")
  func shadowed() throws {
    try trigger("any", in: "work", condition: "amount > 5")
    try trigger("wider", in: "work")
    try trigger("same", in: "work", condition: "amount > 5")
    try trigger("back", in: "work") { $0.allowsBackwards = true }
    try trigger("form", in: "work") {
      $0.parameters = [NamedValue(name: "form", value: .text("x"))]
    }
    try trigger("paid", in: "work", "invoice_paid")
    #expect(
      try findings == ["triggerShadowed any same", "triggerShadowed wider form"]
    )
  }

  @Test("S-13: names circles through triggers that hear of what robots write")
  func circle() throws {
    var write = RuleBook.log("write", in: "work")
    write.type = "modify_item"
    write.parameters = [NamedValue(name: "set.source", value: .text("web"))]
    try book.create(write)
    try book.create(RuleBook.move("go", in: "new", to: "work"))
    try trigger("deaf", in: "new", "field_changed") { trigger in
      trigger.parameters = [NamedValue(name: "field", value: .text("source"))]
      trigger.allowsBackwards = true
    }
    #expect(try findings == [])
    let heard = try trigger("hears", in: "new", "field_changed", isValidateOnly: true) { trigger in
      Self.watches("source", &trigger)
      trigger.allowsBackwards = true
    }
    #expect(book.engine.lint(about: heard).map(Self.line) == ["cycle go write hears"])
    #expect(try findings == [])
    try trigger("hears", in: "new", "field_changed") { trigger in
      Self.watches("source", &trigger)
      trigger.allowsBackwards = true
    }
    #expect(try findings == ["cycle go write hears"])
    #expect(book.engine.lint(about: write).map(Self.line) == ["cycle go write hears"])
  }

  @Test("S-13: names a circle that goes on by what a robot adds to a list")
  func circleByAddition() throws {
    var write = RuleBook.log("add", in: "new")
    write.type = "modify_item"
    write.parameters = [NamedValue(name: "append.tags", value: .text("{{now}}"))]
    try book.create(write)
    try book.create(RuleBook.move("back", in: "offer", to: "new"))
    try trigger("hears", in: "offer", "field_changed") { Self.watches("tags", &$0) }
    #expect(try findings == ["cycle add back hears"])
  }

  @Test("An answer tells all that lint tells of the changed robot")
  func alike() throws {
    for number in 0..<6 {
      var robot = RuleBook.log("r\(number)")
      robot.type = "modify_item"
      robot.parameters = [NamedValue(name: "set.source", value: .text("web"))]
      let amounts = number == 4 ? "probability > 5 AND probability < 3" : "probability > \(number)"
      try book.create(robot, condition: amounts)
    }
    let all = try book.engine.lint(RuleScope(), at: book.now)
    #expect(all.filter { $0.kind == .twoWriters }.map(Self.line) == ["twoWriters r0 r1 r2 r3 r5"])
    for robot in book.engine.liveRobots {
      let told = book.engine.lint(about: robot)
      let known = all.filter { $0.robots.contains(robot.id) }
      #expect(Self.others(told) == Self.others(known))
      // Which of the others disturb one another is not looked at.
      #expect(told.filter { $0.kind == .twoWriters }.allSatisfy { $0.robots.count == 2 })
    }
  }

  /// Which kinds of findings name which robots.
  private static func others(_ findings: [LintFinding]) -> Set<String> {
    Set(findings.flatMap { finding in finding.robots.map { "\(finding.kind) \($0)" } })
  }

  @Test("An answer tells what concerns the changed robot alone, also where it was only checked")
  func concerns() throws {
    try book.create(RuleBook.move("go", in: "new", to: "offer"))
    try book.create(RuleBook.log("other"), condition: "probability > 5 AND probability < 3")
    var late = RuleBook.log("late")
    late.timing.start = .after(DueTable.span("1 day"))
    let checked = try book.create(late, isValidateOnly: true)
    #expect(book.engine.lint(about: checked).map(Self.line) == ["cutOff late go"])
    let saved = try book.create(late)
    #expect(book.engine.lint(about: saved).map(Self.line) == ["cutOff late go"])
    let copies = try book.engine.perform(
      CopyRobots(
        source: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
        target: StageKey(entityType: "deal", pipeline: "sales", stage: "work"),
        isValidateOnly: true
      ),
      by: book.caller,
      at: book.now
    ).map(\.robot)
    #expect(
      book.engine.lint(about: copies).map(\.kind) == [.cutOff, .conditionNeverTrue]
    )
  }
}
