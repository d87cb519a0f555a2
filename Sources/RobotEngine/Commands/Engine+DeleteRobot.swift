package import RobotModel

extension Engine {
  /// Deletes a robot and cancels its waiting runs, `RULE_DISABLED`.
  ///
  /// - Returns: How many runs were cancelled, or would be.
  /// - Throws: `NOT_FOUND`, `ABORTED` for a stale etag, `FAILED_PRECONDITION` with counts where
  ///   other robots name its outputs, where one would come to wait for a robot that recurs, and,
  ///   unless forced, where one that waited for it would close a cycle at once (S-13).
  package func perform(
    _ command: DeleteRobot,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Int64 {
    advance(to: now)
    let present = try robot(command.id)
    try Etag.check(command.etag, of: "robot", present.id, current: present.etag)
    try checkIsUnchanging(present.id)
    let left = orderLeft(by: present)
    if !command.isForced {
      try checkCycle(through: present.place, changed: [present.place: left])
    }
    try checkLeft(left, by: present)
    if command.isValidateOnly {
      return inFlightCounts(of: present, isDisabled: true, policy: .keepTiming).cancelled
    }
    remove(present, by: caller)
    putPositions(of: left)
    return Int64(cancelWaitingRuns(ofRobot: present.id))
  }
}
