/// The key by which the outside world knows an action again (S-26).
///
/// It is made of what the action is, never of the attempt: visit, robot, occurrence, step and
/// retry by hand, as in "01jz8k3m5p7qr/tell-anna/0/0/0". A robot has one step.
package enum ActionKey {
  /// The key of a visit's robot.
  ///
  /// - Parameters:
  ///   - occurrence: Which of the robot's runs in the visit it is.
  ///   - manualRetry: How often a person has started it anew.
  package static func text(
    visit: StoreNumber,
    robot: String,
    occurrence: OccurrenceNumber,
    manualRetry: UInt32
  ) -> String {
    if occurrence.rawValue == 0, manualRetry == 0 { return text(visit, robot, "/0/0/0") }
    let which = occurrence.text
    return text(visit, robot, "/\(which.isEmpty ? "0" : which)/0/\(manualRetry)")
  }

  /// Each hand-out and each result asks for a key, so its bytes are written where the text will
  /// have them: appending piece by piece takes several times as long.
  private static func text(_ visit: StoreNumber, _ robot: String, _ ending: String) -> String {
    let visitByteCount = StoreNumber.textByteCount
    let capacity = visitByteCount + 1 + robot.utf8.count + ending.utf8.count
    return unsafe String(unsafeUninitializedCapacity: capacity) { bytes in
      unsafe visit.writeText(to: bytes)
      unsafe bytes[visitByteCount] = UInt8(ascii: "/")
      let end = unsafe write(robot, to: bytes, at: visitByteCount + 1)
      return unsafe write(ending, to: bytes, at: end)
    }
  }

  /// Writes a text and returns where it ends.
  private static func write(
    _ text: String,
    to bytes: UnsafeMutableBufferPointer<UInt8>,
    at start: Int
  ) -> Int {
    let source = text.utf8Span.span
    for index in source.indices { unsafe bytes[start + index] = source[index] }
    return start + source.count
  }
}
