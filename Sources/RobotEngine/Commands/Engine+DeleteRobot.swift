package import RobotModel

extension Engine {
  /// Deletes a robot and cancels its waiting runs, `RULE_DISABLED`.
  ///
  /// - Returns: How many runs were cancelled.
  /// - Throws: `NOT_FOUND`, `ABORTED` for a stale etag, `FAILED_PRECONDITION` with counts where
  ///   other robots name its outputs, where one would come to wait for a robot that recurs, and for
  ///   a cycle (S-13).
  package func perform(
    _ command: DeleteRobot,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> Int64 {
    advance(to: now)
    let present = try robot(command.id)
    if !command.etag.isEmpty, command.etag != present.etag {
      throw .staleEtag("robot", present.id, current: present.etag)
    }
    try checkIsUnchanging(present.id)
    let left = orderLeft(by: present)
    try checkLeft(left, by: present, changed: [present.place: left])
    removeRobot(present.id)
    putPositions(of: left)
    return Int64(cancelWaitingRuns(ofRobot: present.id))
  }
}
