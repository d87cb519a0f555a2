import Protobuf

/// A moment as a command line gives it.
enum TimeInput {
  /// The moment for the interface.
  ///
  /// - Parameter name: What the command line calls it: "--before".
  static func time(_ text: String, as name: String) throws(UsageError) -> JSON {
    do throws(JSONError) {
      let time = JSON.text(text)
      _ = try JSONMapping().jsonToWire("google.protobuf.Timestamp", time.value)
      return time
    } catch {
      throw UsageError("\(name) takes a time such as 2026-03-29T08:00:00Z, not \"\(text)\"")
    }
  }

  /// The moment that an option gives; null where it was not given.
  static func option(_ name: String, of invocation: Invocation) throws(UsageError) -> JSON {
    guard let text = invocation.option(name) else { return .null }
    return try time(text, as: "--\(name)")
  }
}
