package import RobotModel

extension Engine {
  /// Makes a new version of a robot that is as an earlier one was, where it now stands (M17).
  ///
  /// - Throws: As an update does; `NOT_FOUND` also for the version.
  package func perform(
    _ command: RollbackRobot,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> UpdateRobotReply {
    advance(to: now)
    let present = try robot(command.id)
    guard let slot = store.robots.version(command.version, of: command.id) else {
      throw .notFound("version of robot \"\(command.id)\"", "\(command.version)")
    }
    var earlier = store.robots[slot].robot
    earlier.place = present.place
    earlier.position = 0
    let update = UpdateRobot(
      draft: RobotDraft(robot: earlier),
      etag: command.etag,
      isValidateOnly: command.isValidateOnly,
      inFlight: command.inFlight,
      changeReason: command.changeReason.isEmpty
        ? "rolled back to version \(command.version)" : command.changeReason
    )
    return try perform(update, by: caller, at: now)
  }

  /// A page of the versions of a robot, the newest first, also of one that was deleted.
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` for the token.
  package func robotVersions(
    of id: String,
    page request: PageRequest
  ) throws(RequestError) -> Page<RobotVersionView> {
    guard let slot = store.robots.slotEver(of: id) else { throw .notFound("robot", id) }
    let tokens = PageToken(list: "versions", id)
    let after = try tokens.key(from: request.token)?.first.flatMap { Int64($0) }
    let versions = store.robots[slot].versions.map { store.robots[$0].robot }
    var filler = PageFiller<RobotVersionView>(request)
    for (index, robot) in versions.enumerated().reversed()
    where after.map({ robot.version < $0 }) ?? true {
      guard filler.wantsMore() else { break }
      let isNewest = index == versions.count - 1
      let view = RobotVersionView(
        robot: robot,
        changes: index == 0 ? [] : changes(from: versions[index - 1], to: robot),
        isDeleted: isNewest && store.robots[slot].isDeleted
      )
      filler.add(view, token: tokens.text(after: ["\(robot.version)"]))
    }
    return filler.page()
  }
}
