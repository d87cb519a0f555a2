import RobotModel

extension Engine {
  /// An id for a robot, trigger or calendar that none ever had.
  ///
  /// - Parameter isTaken: Whether there is, or was, one with an id.
  func makeRuleID(isTaken: (String) -> Bool) -> String {
    while true {
      let id = store.makeNumber(at: time).text
      batch.isStoreTouched = true
      if !isTaken(id) { return id }
    }
  }

  /// An id that no robot ever had.
  func makeRobotID() -> String {
    makeRuleID { store.robots.slotEver(of: $0) != nil }
  }

  /// What was given as the reason of a new version.
  func checkedReason(_ text: String) throws(RequestError) -> String {
    let count = text.utf8.count
    guard count <= Limits.changeReasonByteCount else {
      throw .invalid(
        "change_reason",
        "has \(count) bytes; expected at most \(Limits.changeReasonByteCount)"
      )
    }
    return text
  }
}
