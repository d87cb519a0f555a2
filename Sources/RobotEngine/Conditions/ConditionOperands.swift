import RobotModel

/// What the steps of a compiled condition hold values against, by kind.
struct ConditionOperands {
  private(set) var numbers: [DecimalNumber] = []
  private(set) var texts: [Text] = []
  private(set) var values: [FieldValue] = []
  private(set) var patterns: [FoldedText] = []

  /// A text with its length, by which nearly all others differ from it already.
  struct Text {
    let text: String
    let byteCount: Int
  }

  /// Starts empty.
  init() {}

  /// Whether the text equals one of the operands in `texts`.
  @inline(__always)
  func isIn(_ places: Range<UInt16>, _ text: String) -> Bool {
    let byteCount = text.utf8.count
    for place in places {
      let index = Int(place)
      if texts[index].byteCount == byteCount, texts[index].text == text { return true }
    }
    return false
  }

  /// Whether the value equals one of the operands in `values`.
  func isIn(
    _ places: Range<UInt16>,
    _ value: FieldValue,
    _ worth: ValueOrder.Worth
  ) throws(RunFailure) -> Bool {
    for place in places {
      if try ValueOrder.areEqual(value, values[Int(place)], worth) { return true }
    }
    return false
  }

  /// Whether the value is neither below the first nor above the second of two operands.
  func isBetween(
    _ places: Range<UInt16>,
    _ value: FieldValue,
    _ worth: ValueOrder.Worth
  ) throws(RunFailure) -> Bool {
    let low = try ValueOrder.of(value, values[Int(places.lowerBound)], worth)
    let high = try ValueOrder.of(value, values[Int(places.lowerBound) + 1], worth)
    return !low.isDisjoint(with: [.equal, .greater]) && !high.isDisjoint(with: [.equal, .less])
  }

  /// Takes in the operands of a checked comparison and gives the test that it becomes, and whether
  /// the test's answer is to be turned round.
  mutating func add(
    _ comparison: Comparison,
    on field: Field
  ) -> (test: ConditionTest, isNegated: Bool) {
    let operands = comparison.operands
    switch comparison.comparisonOperator {
    case .equal: return (equality(to: operands[0], of: field), false)
    case .notEqual: return (equality(to: operands[0], of: field), true)
    case .greater: return (ordering(.greater, operands[0]), false)
    case .greaterOrEqual: return (ordering([.greater, .equal], operands[0]), false)
    case .less: return (ordering(.less, operands[0]), false)
    case .lessOrEqual: return (ordering([.less, .equal], operands[0]), false)
    case .between: return (ConditionTest(kind: .between, operands: add(operands)), false)
    case .isIn: return (membership(in: operands, of: field), false)
    case .isNotIn: return (membership(in: operands, of: field), true)
    case .contains: return (containment(of: operands[0], in: field), false)
    case .notContains: return (containment(of: operands[0], in: field), true)
    case .startsWith:
      return (ConditionTest(kind: .startsWith, operands: addPattern(operands[0])), false)
    case .isEmpty: return (ConditionTest(kind: .isEmpty), false)
    case .isNotEmpty: return (ConditionTest(kind: .isEmpty), true)
    case .changed: return (ConditionTest(kind: .changed), false)
    }
  }

  private mutating func equality(to operand: FieldValue, of field: Field) -> ConditionTest {
    // Of a list the operand is the whole list.
    field.isMultiple || ValueOrder.number(operand) != nil
      ? ordering(.equal, operand) : membership(in: [operand], of: field)
  }

  private mutating func ordering(_ orders: OrderSet, _ operand: FieldValue) -> ConditionTest {
    if let number = ValueOrder.number(operand) {
      numbers.append(number)
      return ConditionTest(kind: .number, orders: orders, operands: last(1, of: numbers.count))
    }
    return ConditionTest(kind: .value, orders: orders, operands: add([operand]))
  }

  private mutating func membership(in operands: [FieldValue], of field: Field) -> ConditionTest {
    if field.isMultiple { return ConditionTest(kind: .anyMemberIsIn, operands: add(operands)) }
    let texts = operands.compactMap { if case .text(let text) = $0 { text } else { nil } }
    guard texts.count == operands.count else {
      return ConditionTest(kind: .valueIsIn, operands: add(operands))
    }
    self.texts += texts.map { Text(text: $0, byteCount: $0.utf8.count) }
    return ConditionTest(kind: .textIsIn, operands: last(texts.count, of: self.texts.count))
  }

  private mutating func containment(of operand: FieldValue, in field: Field) -> ConditionTest {
    field.isMultiple
      ? membership(in: [operand], of: field)
      : ConditionTest(kind: .contains, operands: addPattern(operand))
  }

  private mutating func add(_ operands: [FieldValue]) -> Range<UInt16> {
    values += operands
    return last(operands.count, of: values.count)
  }

  private mutating func addPattern(_ operand: FieldValue) -> Range<UInt16> {
    guard case .text(let text) = operand else {
      preconditionFailure("a checked comparison searches for a text")
    }
    patterns.append(FoldedText(text))
    return last(1, of: patterns.count)
  }

  /// A condition's text has at most 16 KiB, so 16 bits count its operands.
  private func last(_ count: Int, of total: Int) -> Range<UInt16> {
    UInt16(total - count)..<UInt16(total)
  }
}
