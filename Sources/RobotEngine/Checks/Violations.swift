import RobotModel

/// Collects what is wrong with a request, so that the answer names every offending field at once.
struct Violations {
  /// In the order of finding.
  private(set) var list: [RequestError.Violation] = []

  /// Finds nothing wrong yet.
  init() {}

  /// Nothing is wrong so far.
  var isEmpty: Bool { list.isEmpty }

  /// Adds an offending field by its path, with what is wrong and what would be right.
  mutating func add(_ field: String, _ description: String) {
    list.append(RequestError.Violation(field: field, description: description))
  }

  /// Refuses the request if anything is wrong.
  func throwIfAny() throws(RequestError) {
    if !list.isEmpty { throw .invalid(list) }
  }
}
