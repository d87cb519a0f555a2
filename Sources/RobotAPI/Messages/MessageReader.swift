import CProtobufC
import RobotModel

/// Reads unpacked messages into values of the model, and notes every field of a wrong form.
///
/// Reading goes on after a violation, so that a caller hears of all of them at once: the field
/// then gets a stand-in, which nobody sees because the whole request is refused. Each function
/// notes fields by their names in its own message; `within` puts the way there before them. So
/// paths cost nothing while all is well.
struct MessageReader {
  /// What has been noted so far, in the order of reading.
  private(set) var violations: [RequestError.Violation] = []

  /// More than these are not told: the first ones say enough.
  private static let mostViolations = 50

  /// Notes that a field is wrong.
  mutating func refuse(_ field: String, _ description: String) {
    guard violations.count < Self.mostViolations else { return }
    violations.append(RequestError.Violation(field: field, description: description))
  }

  /// Reads a part of the message; what it notes lies under `step`.
  mutating func within<Result>(
    _ step: @autoclosure () -> String,
    _ read: (inout MessageReader) -> Result
  ) -> Result {
    let before = violations.count
    let result = read(&self)
    if violations.count > before { prepend(step(), from: before) }
    return result
  }

  /// The text of a string field.
  func text(_ field: UnsafeMutablePointer<CChar>!) -> String {
    String(cString: field)
  }

  /// The texts of a repeated string field.
  func texts(
    _ count: Int,
    _ fields: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  ) -> [String] {
    list(count, fields) { text($0) }
  }

  /// The elements of a repeated field.
  func list<Element, Result>(
    _ count: Int,
    _ elements: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?,
    _ read: (UnsafeMutablePointer<Element>) -> Result
  ) -> [Result] {
    UnsafeBufferPointer(start: elements, count: count).compactMap { $0.map(read) }
  }

  /// The elements of a repeated message field, each of which may be refused under its index.
  ///
  /// More than `limit` elements are refused without being read.
  mutating func list<Element, Result>(
    _ count: Int,
    _ elements: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?,
    _ field: String,
    atMost limit: Int,
    _ read: (inout MessageReader, UnsafeMutablePointer<Element>) -> Result
  ) -> [Result] {
    guard isCount(count, atMost: limit, field) else { return [] }
    var results: [Result] = []
    results.reserveCapacity(count)
    for (index, element) in UnsafeBufferPointer(start: elements, count: count).enumerated() {
      guard let element else { continue }
      results.append(within("\(field)[\(index)]") { read(&$0, element) })
    }
    return results
  }

  /// Whether a repeated field is within its limit; notes it if not.
  mutating func isCount(_ count: Int, atMost limit: Int, _ field: String) -> Bool {
    if count <= limit { return true }
    refuse(field, "has \(count) elements; at most \(limit) are allowed")
    return false
  }

  private mutating func prepend(_ step: String, from first: Int) {
    for index in first..<violations.count {
      let field = violations[index].field
      violations[index].field =
        field.isEmpty || field.hasPrefix("[")
        ? step + field : "\(step).\(field)"
    }
  }
}
