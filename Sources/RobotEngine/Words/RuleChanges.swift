import RobotModel

/// Collects what is different between two versions of a rule, a sentence for each part.
struct RuleChanges {
  /// In the order of comparing.
  private(set) var sentences: [String] = []

  /// Compares one part.
  mutating func compare(_ name: String, _ before: String, _ after: String) {
    guard before != after else { return }
    sentences.append("\(name): from \(Self.shown(before)) to \(Self.shown(after))")
  }

  /// Compares a part that is true or not.
  mutating func compare(_ name: String, _ before: Bool, _ after: Bool) {
    compare(name, Self.yesOrNo(before), Self.yesOrNo(after))
  }

  /// Compares the parts of a list that has no order.
  mutating func compare(_ name: String, _ before: [String], _ after: [String]) {
    let gone = before.filter { !after.contains($0) }
    let new = after.filter { !before.contains($0) }
    if !gone.isEmpty { sentences.append("\(name): without \(Self.listed(gone))") }
    if !new.isEmpty { sentences.append("\(name): with \(Self.listed(new))") }
  }

  private static func shown(_ words: String) -> String { words.isEmpty ? "none" : words }

  private static func yesOrNo(_ isTrue: Bool) -> String { isTrue ? "yes" : "no" }

  /// A few of many.
  private static func listed(_ words: [String]) -> String {
    let more = words.count > 5 ? " and \(words.count - 5) more" : ""
    return words.prefix(5).joined(separator: ", ") + more
  }
}

extension Engine {
  /// Compares parameters by their names.
  func compareParameters(
    _ old: [NamedValue],
    _ new: [NamedValue],
    _ changes: inout RuleChanges
  ) {
    var names = old.map(\.name)
    for parameter in new where !names.contains(parameter.name) { names.append(parameter.name) }
    for name in names.sorted(by: { $0.isBefore($1) }) {
      changes.compare(
        "parameter \(name)",
        old.value(name).map { words($0) } ?? "",
        new.value(name).map { words($0) } ?? ""
      )
    }
  }
}
