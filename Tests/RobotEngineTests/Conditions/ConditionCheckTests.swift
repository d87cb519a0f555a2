import RobotModel
import Testing

@testable import RobotEngine

/// C2, C5 and S-30: what is refused when a condition is saved, and the form in which it is stored.
@Suite struct ConditionCheckTests {
  private static func check(_ text: String) -> (stored: String?, violations: Violations) {
    var violations = Violations()
    let checker = ConditionChecker(schema: SampleSchema.table, entityType: "deal")
    let checked = checker.check(text: text, at: "robot.condition_text", &violations)
    return (checked.map { ConditionText.text(of: $0) }, violations)
  }

  static let storedForms: [(String, String)] = [
    ("item.amount > 5.0", "amount > 5"),
    ("area = 7", "area = 7"),
    ("rooms > 2.5", "rooms > 2.5"),
    ("close_date = '2026-06-03'", "close_date = date(\"2026-06-03\")"),
    (
      "called < \"2026-06-03T17:30:00+02:00\"",
      "called < timestamp(\"2026-06-03T15:30:00Z\")"
    ),
    ("responsible = U-1", "responsible = reference(\"user\", \"U-1\")"),
    ("anything = \"contact/C-1\"", "anything = reference(\"contact\", \"C-1\")"),
    ("name = \"e\\u{301}\"", "name = \"é\""),
    ("amount > \"100 EUR\"", "amount > money(\"EUR\", 100)"),
    ("amount <= '-99.90 PLN'", "amount <= money(\"PLN\", -99.9)"),
    (
      "amount in (\"1 PLN\", money(\"EUR\", 2))",
      "amount IN (money(\"PLN\", 1), money(\"EUR\", 2))"
    ),
    (
      "amount between \"1 PLN\" and \"2 PLN\"",
      "amount BETWEEN money(\"PLN\", 1) AND money(\"PLN\", 2)"
    ),
    ("visits in (\"2026-06-03\")", "visits IN (date(\"2026-06-03\"))"),
  ]

  @Test("Operands are stored in the type of their field", arguments: storedForms)
  func storedForm(text: String, stored: String) throws {
    let (checked, violations) = Self.check(text)
    #expect(violations.list.map(\.description) == [])
    #expect(checked == stored)
    #expect(Self.check(stored).stored == stored)
  }

  /// A condition and a part of what is said about it.
  static let refusals: [(String, String)] = [
    ("amonut > 5", "there is no field \"amonut\" of deal; did you mean \"amount\"? (at byte 0)"),
    (
      "contact.ctiy = x", "there is no field \"ctiy\" of contact; did you mean \"city\"? (at byte 8"
    ),
    ("client.city = x", "there is no \"client\" to read from"),
    (
      "supervisor.nmae = x",
      "there is no field \"nmae\" of user; did you mean \"name\"? (at byte 11)"
    ),
    ("supervizor.name = x", "no \"supervizor\" to read from; did you mean \"supervisor.\"?"),
    (
      "invoice.due_dat < \"2026-06-03\"",
      "there is no field \"due_dat\" of invoice; did you mean \"due_date\"? (at byte 8)"
    ),
    ("quote.valid = x", "there is no field \"valid\" of quote; expected one of name, amount"),
    ("qoute.name = x", "there is no \"qoute\" to read from; did you mean \"quote.\"?"),
    ("changed(invoice.amount)", "are not kept; expected a field of the item itself"),
    ("changed(supervisor.name)", "are not kept; expected a field of the item itself"),
    ("contact.company.name = x", "has too many parts"),
    ("stage = wno", "\"wno\" is not an option of the field; did you mean \"won\"?"),
    ("wood = pine", "\"pine\" is not an option of the field; expected one of oak, ash"),
    ("wood > oak", "is enumeration, which has no order"),
    ("urgent > true", "is boolean, which has no order"),
    ("responsible > x", "is reference, which has no order"),
    ("tags > x", "holds a list, which has no order"),
    ("tags = vip", "holds a list; expected a list in brackets"),
    ("rooms:3", "is integer, which has no parts"),
    ("startsWith(tags, x)", "is a list; expected a text field"),
    ("changed(contact.city)", "are not kept; expected a field of the item itself"),
    ("changed(stage)", "are not kept"),
    ("urgent = yes", "is text; expected boolean"),
    ("rooms = \"3\"", "is text; expected integer"),
    ("name = 3", "is integer; expected text"),
    ("name = \"\"", "is empty; expected the operator empty"),
    ("amount = true", "is boolean; expected money"),
    ("amount > \"100\"", "is not an amount and a currency such as 100.50 PLN"),
    ("amount > \"100 euro\"", "is not an amount and a currency such as 100.50 PLN"),
    ("amount > \"\"", "is empty; expected the operator empty"),
    ("close_date = \"3 June\"", "is not a date such as 2026-06-03"),
    ("close_date = timestamp(\"2026-06-03T00:00:00Z\")", "is timestamp; expected date"),
    ("called = \"2026-06-03\"", "is not a moment such as"),
    ("responsible = reference(\"contact\", \"C\")", "expected one of \"user\""),
    ("anything = \"nothing/C\"", "which is no entity type"),
    ("company_name = x", "there is no field \"company_name\" of deal"),
  ]

  @Test("A condition that cannot be meant is refused with what would be right", arguments: refusals)
  func refusal(text: String, message: String) {
    let (checked, violations) = Self.check(text)
    #expect(checked == nil)
    #expect(violations.list.map(\.field) == ["robot.condition_text"])
    let description = violations.list.first?.description ?? ""
    #expect(description.contains(message), "\(description)")
  }

  @Test("Everything that is wrong is named, in a tree by its path in the message")
  func treePaths() {
    let tree = Condition.all([
      .comparison(
        Comparison(path: "amonut", comparisonOperator: .equal, operands: [.integer(1)])
      ),
      .not(
        .any([
          .comparison(
            Comparison(path: "rooms", comparisonOperator: .between, operands: [.integer(1)])
          ),
          .comparison(
            Comparison(
              path: "source",
              comparisonOperator: .isIn,
              operands: [.text("a"), .integer(1)]
            )
          ),
          .comparison(
            Comparison(
              path: "tags",
              comparisonOperator: .equal,
              operands: [.list([.text("a"), .boolean(true)])]
            )
          ),
        ])
      ),
    ])
    var violations = Violations()
    let checker = ConditionChecker(schema: SampleSchema.table, entityType: "deal")
    #expect(checker.check(tree, at: "robot.condition", &violations) == nil)
    #expect(
      violations.list.map(\.field) == [
        "robot.condition.all.conditions[0].comparison.path",
        "robot.condition.all.conditions[1].not.any.conditions[0].comparison.operator",
        "robot.condition.all.conditions[1].not.any.conditions[1].comparison.operands[1]",
        "robot.condition.all.conditions[1].not.any.conditions[2].comparison.operands[0][1]",
      ]
    )
  }

  @Test("A tree may have 200 nodes and 16 levels, and a text form of 16 KiB")
  func limits() {
    let leaf = Condition.comparison(
      Comparison(path: "rooms", comparisonOperator: .equal, operands: [.integer(1)])
    )
    func problem(_ tree: Condition) -> String? {
      var violations = Violations()
      let checker = ConditionChecker(schema: SampleSchema.table, entityType: "deal")
      _ = checker.check(tree, at: "robot.condition", &violations)
      return violations.list.first?.description
    }
    func nested(_ depth: Int) -> Condition {
      (1..<depth).reduce(leaf) { tree, _ in .not(tree) }
    }
    #expect(problem(nested(16)) == nil)
    #expect(problem(nested(17))?.contains("at most 16 levels") == true)
    #expect(problem(.all(Array(repeating: leaf, count: 199))) == nil)
    #expect(problem(.all(Array(repeating: leaf, count: 200)))?.contains("at most 200") == true)
    let long = Comparison(
      path: "name",
      comparisonOperator: .equal,
      operands: [.text(String(repeating: "x", count: 16_380))]
    )
    #expect(problem(.comparison(long))?.contains("expected at most 16384") == true)
  }

  @Test("What is stored compiles, and its text reads as the same tree", arguments: 0..<5)
  func storedCompiles(seed: UInt64) throws {
    var trees = RandomConditions(seed: seed)
    let checker = ConditionChecker(schema: SampleSchema.table, entityType: "deal")
    for _ in 0..<500 {
      var violations = Violations()
      guard let stored = checker.check(trees.next(), at: "c", &violations) else {
        #expect(!violations.isEmpty)
        continue
      }
      _ = try CompiledCondition(stored, paths: SampleSchema.paths)
      #expect(try ConditionText.parse(ConditionText.text(of: stored)) == stored)
    }
  }
}
