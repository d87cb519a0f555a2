package import RobotModel

extension Engine {
  /// Deletes a pipeline in which no item, robot or trigger stands and to which no robot sends
  /// items.
  ///
  /// - Throws: `NOT_FOUND`, `ABORTED` for a stale etag, `FAILED_PRECONDITION` with counts.
  package func perform(
    _ command: DeletePipeline,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) {
    advance(to: now)
    let present = try pipeline(command.key)
    try Etag.check(command.etag, of: "pipeline", present.id, current: present.etag)
    let uses = uses(of: present.stageKeys)
    if uses.contains(where: { $0.count > 0 }) { throw .inUse("pipeline", present.id, uses) }
    remove(present.key)
  }
}
