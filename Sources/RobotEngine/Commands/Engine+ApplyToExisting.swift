package import RobotModel

extension Engine {
  /// Runs a robot on the items that stand in its stage already (O9), one after another at a pace,
  /// from now on; or only counts them.
  ///
  /// Looks at every item of the stage to count, and at no record.
  /// - Throws: `NOT_FOUND`, `FAILED_PRECONDITION` for a robot that is disabled,
  ///   `RESOURCE_EXHAUSTED` where too many are being applied.
  package func perform(
    _ command: ApplyToExisting,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> RobotApplication {
    advance(to: now)
    let robot = try robot(command.robot)
    guard robot.isEnabled, let slot = store.robots.slot(of: robot.id),
      let stage = store.schema.slot(ofStage: robot.place)
    else {
      throw .unmet("ROBOT_DISABLED", "robot \"\(robot.id)\" is disabled; enable it first")
    }
    try checkIsUnchanging(robot.id)
    var application = RobotApplication(
      robot: robot.id,
      place: robot.place,
      user: caller.user,
      itemsPerSecond: command.itemsPerSecond,
      itemCount: countExisting(for: slot, in: stage)
    )
    if command.isValidateOnly { return application }
    if var row = store.applications[robot.id], row.application.endTime == nil {
      row.setPace(command.itemsPerSecond, from: time)
      return put(row)
    }
    guard store.applications.running.count < Limits.applicationsAtOnce else {
      throw .limit(
        "applications_at_once",
        Limits.applicationsAtOnce,
        "\(Limits.applicationsAtOnce) robots are being applied to existing items; wait for one"
      )
    }
    application.beginTime = time
    application.nextTime = time
    if application.itemCount == 0 { application.endTime = time }
    return put(ApplicationTable.Row(application))
  }

  /// Ends the application of a robot before its last item; the runs that it has made stay.
  ///
  /// - Throws: `NOT_FOUND` for the robot, `FAILED_PRECONDITION` if it is not being applied.
  package func perform(
    _ command: CancelApplication,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> RobotApplication {
    advance(to: now)
    guard store.robots.slotEver(of: command.robot) != nil else {
      throw .notFound("robot", command.robot)
    }
    guard let row = store.applications[command.robot], row.application.endTime == nil else {
      throw .unmet("NOT_BEING_APPLIED", "robot \"\(command.robot)\" is not being applied")
    }
    return end(row, because: .byPerson)
  }

  /// How many items of a stage a robot would be run on.
  private func countExisting(for robot: RobotSlot, in stage: StageSlot) -> Int64 {
    var count: Int64 = 0
    var record = store.schema.stages[Int(stage.rawValue)].firstItem
    while record.isSome {
      if existing(record, for: robot) != nil { count += 1 }
      record = store.records[record].nextInStage
    }
    return count
  }
}
