import RobotModel

/// Holds a condition against the schema when a robot is saved.
///
/// A checked condition is in the one form in which it is stored: paths in their one spelling,
/// operands of their field's type (`"2026-06-03"` against a date becomes a date), whole numbers as
/// integers.
struct ConditionChecker {
  private let paths: PathResolver
  private let fields: FieldChecker

  /// Checks conditions on items of an entity type.
  init(schema: SchemaTable, entityType: String) {
    paths = PathResolver(schema: schema, entityType: entityType)
    fields = FieldChecker(schema: schema)
  }

  /// The stored form of a tree; nil, and violations under `field`, if something is wrong.
  func check(
    _ condition: Condition,
    at field: String,
    _ violations: inout Violations
  ) -> Condition? {
    if let problem = Self.sizeProblem(of: condition) {
      violations.add(field, problem)
      return nil
    }
    let checked = check(condition, in: ConditionOrigin(tree: field), &violations)
    guard let checked else { return nil }
    let count = ConditionText.text(of: checked).utf8.count
    if count > Limits.conditionTextByteCount {
      violations.add(
        field,
        "has a text form of \(count) bytes; expected at most \(Limits.conditionTextByteCount)"
      )
      return nil
    }
    return checked
  }

  /// The stored form of a text; nil, and violations of `field` with the place, if something is
  /// wrong.
  func check(text: String, at field: String, _ violations: inout Violations) -> Condition? {
    do {
      let parsed = try ConditionText.parseWithPlaces(text)
      let origin = ConditionOrigin(text: text, places: parsed.places, field: field)
      return check(parsed.condition, in: origin, &violations)
    } catch {
      violations.add(field, error.description)
      return nil
    }
  }

  private static func sizeProblem(of condition: Condition) -> String? {
    var nodeCount = 0
    var level = [condition]
    var depth = 0
    while !level.isEmpty {
      depth += 1
      nodeCount += level.count
      if depth > Limits.conditionDepth {
        return "is nested too deeply; expected at most \(Limits.conditionDepth) levels"
      }
      if nodeCount > Limits.conditionNodes {
        return "has too many parts; expected at most \(Limits.conditionNodes) groups, negations"
          + " and comparisons"
      }
      level = level.flatMap { node -> [Condition] in
        switch node {
        case .all(let members), .any(let members): members
        case .not(let member): [member]
        case .comparison: []
        }
      }
    }
    return nil
  }

  private func check(
    _ condition: Condition,
    in origin: ConditionOrigin,
    _ violations: inout Violations
  ) -> Condition? {
    var walk = ConditionWalk(paths: paths, fields: fields, origin: origin)
    let checked = walk.check(condition, at: "")
    for problem in walk.problems.list { violations.add(problem.field, problem.description) }
    return walk.problems.isEmpty ? checked : nil
  }
}

/// Where a condition came from, to say where in it something is wrong.
struct ConditionOrigin {
  /// A part of a comparison.
  enum Part: Hashable {
    case path(offset: Int)
    case comparisonOperator
    case operand(Int, member: String)
  }

  private let field: String
  private let text: (bytes: [UInt8], places: [ComparisonPlace])?

  /// The condition came as a tree under this path.
  init(tree field: String) {
    self.field = field
    text = nil
  }

  /// The condition came as text in this field.
  init(text: String, places: [ComparisonPlace], field: String) {
    self.field = field
    self.text = (Array(text.utf8), places)
  }

  /// Says that a part of a comparison is wrong; `index` counts comparisons in depth-first order.
  func add(
    _ problem: String,
    about part: Part,
    ofComparison index: Int,
    at treePath: String,
    to violations: inout Violations
  ) {
    guard let text else {
      violations.add("\(field)\(treePath).comparison.\(Self.name(of: part))", problem)
      return
    }
    let place = text.places[index]
    let position =
      switch part {
      case .path(let offset): place.path + offset
      case .comparisonOperator: place.comparisonOperator
      case .operand(let operand, _):
        operand < place.operands.count ? place.operands[operand] : place.comparisonOperator
      }
    violations.add(field, PlacedError(in: text.bytes, at: position, problem).description)
  }

  private static func name(of part: Part) -> String {
    switch part {
    case .path: "path"
    case .comparisonOperator: "operator"
    case .operand(let index, let member): "operands[\(index)]\(member)"
    }
  }
}
