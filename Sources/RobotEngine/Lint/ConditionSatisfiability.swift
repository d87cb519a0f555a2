import RobotModel

// Can a condition hold at all?
//
// The condition is spread out into its alternatives: lists of comparisons that must hold together.
// Within one alternative the comparisons of one field are held against one another. Whatever is
// not understood counts as possible, so "no" is certain and "yes" is not.

/// Says whether some item could fulfil a condition.
enum ConditionSatisfiability {
  /// More alternatives than this are not looked at.
  private static let mostAlternatives = 256

  /// False only if no values of the fields make the condition true.
  static func canHold(_ condition: Condition) -> Bool {
    guard let alternatives = alternatives(of: condition, isNegated: false) else { return true }
    return alternatives.contains(where: areTogetherPossible)
  }

  /// The condition as an "or" of "and"s; nil if there are too many.
  private static func alternatives(
    of condition: Condition,
    isNegated: Bool
  ) -> [[ComparisonDemand]]? {
    switch condition {
    case .comparison(let comparison):
      return [[ComparisonDemand(comparison: comparison, isNegated: isNegated)]]
    case .not(let member):
      return alternatives(of: member, isNegated: !isNegated)
    case .any(let members) where members.isEmpty:
      return isNegated ? [] : [[]]
    case .all(let members), .any(let members):
      var isAll = false
      if case .all = condition { isAll = true }
      var result: [[ComparisonDemand]] = isAll != isNegated ? [[]] : []
      for member in members {
        guard let more = alternatives(of: member, isNegated: isNegated) else { return nil }
        if isAll != isNegated {
          guard result.count * more.count <= mostAlternatives else { return nil }
          result = result.flatMap { left in more.map { left + $0 } }
        } else {
          result += more
          guard result.count <= mostAlternatives else { return nil }
        }
      }
      return result
    }
  }

  private static func areTogetherPossible(_ demands: [ComparisonDemand]) -> Bool {
    var seen: [String] = []
    for demand in demands where !seen.contains(demand.comparison.path) {
      seen.append(demand.comparison.path)
      let path = demand.comparison.path
      if !isPossible(ofOneField: demands.filter { $0.comparison.path == path }) { return false }
    }
    return true
  }

  /// Whether one field can fulfil all of its comparisons.
  private static func isPossible(ofOneField demands: [ComparisonDemand]) -> Bool {
    if demands.contains(where: { demands.contains($0.opposite) }) { return false }
    let isEmpty = demands.contains { $0.isEmptiness == true }
    if isEmpty { return !demands.contains { $0.needsValue } }
    // A bare number beside an amount may be any amount of so many units.
    let areAmounts = demands.contains { $0.comparison.operands.contains(where: \.isAmount) }
    let candidates = demands.compactMap(\.onlyValues).filter { values in
      !areAmounts || values.allSatisfy(\.isAmount)
    }
    if let fewest = candidates.min(by: { $0.count < $1.count }) {
      return fewest.contains { value in demands.allSatisfy { $0.mayHold(for: value) } }
    }
    return areBoundsOpen(demands)
  }

  /// Whether the greatest lower bound leaves room below the least upper one.
  private static func areBoundsOpen(_ demands: [ComparisonDemand]) -> Bool {
    let lower = demands.flatMap(\.lowerBounds)
    let upper = demands.flatMap(\.upperBounds)
    for low in lower {
      for high in upper {
        guard let order = try? ValueOrder.of(low.value, high.value) else { continue }
        if order == .greater { return false }
        if order == .equal, low.isStrict || high.isStrict { return false }
      }
    }
    return true
  }
}

extension FieldValue {
  fileprivate var isAmount: Bool { if case .money = self { true } else { false } }
}
