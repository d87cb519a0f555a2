import RobotModel

/// Trees of conditions that a seed repeats: every operator, every kind of value, odd texts.
struct RandomConditions {
  private var numbers: SeededNumbers

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
  }

  /// A tree within the limits.
  mutating func next() -> Condition {
    tree(depth: 1 + numbers.below(6))
  }

  private mutating func tree(depth: Int) -> Condition {
    if depth == 1 { return .comparison(comparison()) }
    switch numbers.below(4) {
    case 0: return .all(members(depth: depth - 1))
    case 1: return .any(members(depth: depth - 1))
    case 2: return .not(tree(depth: depth - 1))
    default: return .comparison(comparison())
    }
  }

  private mutating func members(depth: Int) -> [Condition] {
    (0..<numbers.below(4)).map { _ in tree(depth: depth) }
  }

  private mutating func comparison() -> Comparison {
    let asked = numbers.pick(ConditionOperator.allCases)
    let path = numbers.pick(["amount", "a", "contact.city", "x_1", "item.name", "and_more"])
    let operands: [FieldValue] =
      switch asked {
      case .isEmpty, .isNotEmpty, .changed: []
      case .between: [value(), value()]
      case .isIn, .isNotIn: (0...numbers.below(4)).map { _ in value() }
      default: [value()]
      }
    return Comparison(path: path, comparisonOperator: asked, operands: operands)
  }

  private mutating func value() -> FieldValue {
    if numbers.oneIn(8) { return .list((0..<numbers.below(3)).map { _ in single() }) }
    return single()
  }

  private mutating func single() -> FieldValue {
    switch numbers.below(8) {
    case 0: return .boolean(numbers.oneIn(2))
    case 1: return .integer(numbers.pick([0, 1, -1, .max, .min, 100_000]))
    case 2: return Sample.decimal(decimalText())
    case 3: return Sample.money(numbers.pick(["0", "-1.5", "100000", "0.000000001"]))
    case 4: return Sample.date(numbers.pick(["2026-06-03", "0001-01-01", "9999-12-31"]))
    case 5: return .timestamp(Instant(millisecondsSinceEpoch: Int64(numbers.below(1 << 45))))
    case 6: return Sample.reference(numbers.pick(["user", "deal"]), text())
    default: return .text(text())
    }
  }

  private mutating func decimalText() -> String {
    let digits = (0...numbers.below(30)).map { _ in String(numbers.below(10)) }.joined()
    let fraction = numbers.oneIn(2) ? "" : "." + String(numbers.below(1_000_000))
    return (numbers.oneIn(2) ? "-" : "") + digits.prefix(28) + fraction
  }

  private mutating func text() -> String {
    let characters: [Character] = [
      "a", "B", "1", " ", "\"", "'", "\\", "\n", "\t", "\u{7}", "\u{2028}", "(", ")", "ł", "é",
      "e\u{301}", "😀", "-", ":", "{", "}", "\u{85}", "ß",
    ]
    return String((0..<numbers.below(6)).map { _ in numbers.pick(characters) })
  }
}
