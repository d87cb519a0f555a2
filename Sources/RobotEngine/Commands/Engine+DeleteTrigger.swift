package import RobotModel

extension Engine {
  /// Deletes a trigger; those after it in its stage move up.
  ///
  /// - Throws: `NOT_FOUND`, `ABORTED` for a stale etag.
  package func perform(
    _ command: DeleteTrigger,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) {
    advance(to: now)
    let present = try trigger(command.id)
    try Etag.check(command.etag, of: "trigger", present.id, current: present.etag)
    remove(present, by: caller)
    putTriggerPositions(store.triggers.triggers(in: present.place).map(\.id))
  }
}
