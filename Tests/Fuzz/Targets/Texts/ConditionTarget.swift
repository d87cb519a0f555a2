import RobotModel

@testable import RobotEngine

/// Conditions as people write them: every tree has one text, and a condition that is accepted can
/// be compiled, decided, printed and accepted again.
enum ConditionTarget: FuzzTarget {
  static let name = "condition"

  static let seeds: [[UInt8]] = [
    "amount>100000", "amount < money(\"PLN\", 99.90) and not empty(company)", "-tags:vip",
    "name = 'a\"b' or (source in (web, \"fair\") and probability between 1 and 2)", "company:*",
    "close_date <= date(\"2026-06-03\")", "stage_enter_time > timestamp('2026-06-03T15:30:00Z')",
    "all()", "any(a = 1, all(b = [1, 2.5, \"\\u{141}\"]))", "contact.city = \"Kraków\"",
    "startsWith(name, x) AND notContains(name, y) AND changed(amount) AND notEmpty(tags)",
    "responsible = reference(\"user\", \"U-1\")", "NOT (NOT (a = -0.000000001e5))", "a NOT IN (1)",
    "((((((((a=1))))))))", "name = \"e\u{301}\"",
  ].map { Array($0.utf8) }

  static func run(_ input: RawSpan) throws {
    let text = input.text
    // Zeros never get so far: the interface refuses a text that holds one.
    if text.utf8.contains(0) { return }
    var violations = Violations()
    let checker = ConditionChecker(schema: FuzzedItem.schema, entityType: "deal")
    let checked = checker.check(text: text, at: "condition", &violations)
    guard let condition = try? ConditionText.parse(text) else {
      return try promise(checked == nil, "what cannot be parsed was accepted")
    }
    try promise(
      readAgain(condition) == condition,
      "the text \(ConditionText.text(of: condition)) stands for another tree"
    )
    guard let checked else { return }
    try check(checked, checker)
  }

  private static func readAgain(_ condition: Condition) -> Condition? {
    try? ConditionText.parse(ConditionText.text(of: condition))
  }

  private static func check(_ condition: Condition, _ checker: ConditionChecker) throws {
    let text = ConditionText.text(of: condition)
    try promise(readAgain(condition) == condition, "the stored text \(text) is another tree")
    var violations = Violations()
    let again = checker.check(condition, at: "condition", &violations)
    try promise(again == condition, "checked twice, \(text) changes or is refused")
    let compiled = try CompiledCondition(condition, paths: FuzzedItem.paths)
    let negated = try CompiledCondition(.not(condition), paths: FuzzedItem.paths)
    let item = FuzzedItem()
    if case .success(let holds) = compiled.decide(by: item).result {
      let holdsNegated = try negated.isSatisfied(by: item)
      try promise(holds != holdsNegated, "\(text) and its negation are decided alike")
    }
  }
}
