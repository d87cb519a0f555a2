import RobotModel

/// Checks the comparisons of one condition in depth-first order.
struct ConditionWalk {
  let paths: PathResolver
  let fields: FieldChecker
  let origin: ConditionOrigin
  /// What is wrong.
  private(set) var problems = Violations()
  private var comparisonIndex = 0

  init(paths: PathResolver, fields: FieldChecker, origin: ConditionOrigin) {
    self.paths = paths
    self.fields = fields
    self.origin = origin
  }

  /// The stored form of a part of the tree; where something is wrong the part stays as it is.
  mutating func check(_ condition: Condition, at treePath: String) -> Condition {
    switch condition {
    case .all(let members): return .all(check(members, at: treePath + ".all"))
    case .any(let members): return .any(check(members, at: treePath + ".any"))
    case .not(let member): return .not(check(member, at: treePath + ".not"))
    case .comparison(let comparison):
      defer { comparisonIndex += 1 }
      return .comparison(check(comparison, at: treePath))
    }
  }

  private mutating func check(_ members: [Condition], at treePath: String) -> [Condition] {
    var checked: [Condition] = []
    for (index, member) in members.enumerated() {
      checked.append(check(member, at: "\(treePath).conditions[\(index)]"))
    }
    return checked
  }

  private mutating func add(_ problem: String, _ part: ConditionOrigin.Part, at treePath: String) {
    origin.add(problem, about: part, ofComparison: comparisonIndex, at: treePath, to: &problems)
  }

  private mutating func check(_ comparison: Comparison, at treePath: String) -> Comparison {
    let resolved: ResolvedPath
    do {
      resolved = try paths.resolve(comparison.path)
    } catch {
      add(error.message, .path(offset: error.position), at: treePath)
      return comparison
    }
    let asked = comparison.comparisonOperator
    if let problem = asked.problem(on: resolved) {
      add(problem, .comparisonOperator, at: treePath)
      return comparison
    }
    if let problem = asked.countProblem(of: comparison.operands.count) {
      add(problem, .comparisonOperator, at: treePath)
      return comparison
    }
    var checked = comparison
    checked.path = resolved.text
    for (index, operand) in comparison.operands.enumerated() {
      do {
        checked.operands[index] = try check(operand, for: asked, on: resolved.field)
      } catch {
        add(error.description, .operand(index, member: error.member), at: treePath)
      }
    }
    return checked
  }

  /// The operand in the form in which it is held against the field.
  private func check(
    _ operand: FieldValue,
    for asked: ConditionOperator,
    on field: Field
  ) throws(ValueProblem) -> FieldValue {
    let takesList = field.isMultiple && (asked == .equal || asked == .notEqual)
    guard case .list(let members) = operand else {
      if takesList {
        throw ValueProblem(
          "is a single value, but \"\(field.id)\" holds a list; expected a list in brackets, or"
            + " the operator \":\" or IN"
        )
      }
      return try checkSingle(operand, on: field)
    }
    guard takesList else {
      throw ValueProblem("is a list; expected a single \(field.type.word)")
    }
    guard members.count <= Limits.listCount else {
      throw ValueProblem("has \(members.count) members; expected at most \(Limits.listCount)")
    }
    guard !members.isEmpty else {
      throw ValueProblem("is empty; expected the operator empty or notEmpty instead")
    }
    var checked: [FieldValue] = []
    for (index, member) in members.enumerated() {
      do {
        checked.append(try checkSingle(member, on: field))
      } catch {
        throw ValueProblem(error.description, member: "[\(index)]")
      }
    }
    return .list(checked)
  }

  private func checkSingle(
    _ operand: FieldValue,
    on field: Field
  ) throws(ValueProblem) -> FieldValue {
    var single = field
    single.isMultiple = false
    switch (field.type, operand) {
    case (.integer, .integer), (.decimal, .integer), (.money, .integer): return operand
    case (.integer, .decimal(let number)), (.decimal, .decimal(let number)),
      (.money, .decimal(let number)):
      return number.int64.map { .integer($0) } ?? operand
    case (.money, .text(let text)), (.date, .text(let text)), (.timestamp, .text(let text)),
      (.reference, .text(let text)):
      if let read = try TextReading.value(of: text, in: single) {
        return try fields.stored(read, in: single) ?? read
      }
    default:
      if let stored = try fields.stored(operand, in: single) { return stored }
    }
    throw ValueProblem("is empty; expected the operator empty or notEmpty instead")
  }
}
