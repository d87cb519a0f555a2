package import RobotModel

extension Engine {
  /// Deletes a calendar that no robot names and no waiting run counts by.
  ///
  /// - Throws: `NOT_FOUND`, `ABORTED` for a stale etag, `FAILED_PRECONDITION` with counts.
  package func perform(
    _ command: DeleteCalendar,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) {
    advance(to: now)
    let present = try calendar(command.id)
    try Etag.check(command.etag, of: "calendar", present.id, current: present.etag)
    let robots = liveRobots.filter { $0.timing.calendar == present.id }.map(\.id)
    let uses = [
      Use(count: robots.count, "robot", "names it"),
      Use(
        count: versions(by: present.id).reduce(0) { $0 + store.waitingRuns.count(of: $1) },
        "waiting run",
        "counts by it"
      ),
    ]
    if uses.contains(where: { $0.count > 0 }) {
      throw .inUse("calendar", present.id, uses, examples: robots)
    }
    remove(present, by: caller)
    // Users may still name it: nobody waits for their hours any more.
    followResponsibles()
  }

  /// The runs that wait and whose pinned version names a calendar, in the order of their making.
  func runsWaiting(by calendar: String) -> [Slot<RunRow>] {
    store.waitingRuns.runs(of: versions(by: calendar))
  }

  /// The versions of robots that name a calendar and of which a run waits.
  private func versions(by calendar: String) -> [RobotVersionSlot] {
    store.waitingRuns.versions.filter { store.robots[$0].robot.timing.calendar == calendar }
  }
}
