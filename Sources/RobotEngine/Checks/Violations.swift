import RobotModel

/// Collects what is wrong with a request, so that the answer names every offending field at once.
///
/// A hundred is enough for anybody: of more, the descriptions are not even made, so that a request
/// of a hundred thousand mistakes costs no more than one of a hundred.
struct Violations {
  private static let mostKept = 100

  /// In the order of finding.
  private(set) var list: [RequestError.Violation] = []

  /// Finds nothing wrong yet.
  init() {}

  /// Nothing is wrong so far.
  var isEmpty: Bool { list.isEmpty }

  /// Adds an offending field by its path, with what is wrong and what would be right.
  mutating func add(_ field: @autoclosure () -> String, _ description: @autoclosure () -> String) {
    if list.count == Self.mostKept { return }
    list.append(RequestError.Violation(field: field(), description: description()))
  }

  /// Refuses the request if anything is wrong.
  func throwIfAny() throws(RequestError) {
    if !list.isEmpty { throw .invalid(list) }
  }
}
