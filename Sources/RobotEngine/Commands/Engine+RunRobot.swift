package import RobotModel

extension Engine {
  /// Runs one robot now on one item that stands in its stage, as an occurrence of its own,
  /// `manual-1` and on (S-23): at once, with its condition and its limit.
  ///
  /// - Throws: `NOT_FOUND` for the robot or the item, `INVALID_ARGUMENT` for a record that stands
  ///   in no stage, `FAILED_PRECONDITION` for a robot that is disabled or of another stage.
  package func perform(
    _ command: RunRobot,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> RunRobotReply {
    advance(to: now)
    let robot = try robot(command.robot)
    let record = try requireItem(command.item)
    if !command.isValidateOnly { settle(record) }
    guard !store.records[record].isDeleted else {
      throw .notFound(command.item.entityType, command.item.id)
    }
    guard robot.isEnabled, let slot = store.robots.slot(of: robot.id) else {
      throw .unmet("ROBOT_DISABLED", "robot \"\(robot.id)\" is disabled; enable it first")
    }
    let visit = store.records[record].visit
    guard visit.isSome, store.schema.key(of: store.visits[visit].stage) == robot.place else {
      throw .unmet(
        "OTHER_STAGE",
        "\(command.item) does not stand in stage \(words(robot.place, withPipeline: true)) of"
          + " robot \"\(robot.id)\""
      )
    }
    let version = store.robots.newest(slot)
    if command.isValidateOnly { return dryRun(of: version, in: visit) }
    let run = makeManualRun(of: version, in: visit, by: caller)
    settle(record)
    return RunRobotReply(run: runView(run), steps: conditionSteps(of: run))
  }

  private func makeManualRun(
    of version: RobotVersionSlot,
    in visit: Slot<VisitRow>,
    by caller: Caller
  ) -> Slot<RunRow> {
    let run = store.insert(
      RunRow(
        number: store.makeNumber(at: time),
        visit: visit,
        version: version,
        position: UInt16(clamping: store.robots[version].robot.position),
        occurrence: nextManualOccurrence(of: store.robots[version].slot, in: visit).rawValue
      )
    )
    tallyBegin(of: run)
    keepEntryValues(for: version, of: visit)
    note(
      .runAskedFor,
      of: store.visits[visit].record,
      by: Author(user: caller.user, run: run)
    )
    setDueTimeByHand(of: run, to: time, by: caller)
    return run
  }

  /// The occurrence that the next run by hand gets.
  func nextManualOccurrence(of robot: RobotSlot, in visit: Slot<VisitRow>) -> OccurrenceNumber {
    let count = store.runs(of: visit).count { run in
      store.robots[store.runs[run].version].slot == robot
        && store.runs[run].isManual
    }
    return .manual(UInt32(count + 1))
  }
}
