import RobotModel

// How commands change definitions: each verb changes the store and adds the fact to the batch.
// Whoever calls them has checked everything before.

extension Engine {
  /// Puts an entity type.
  func put(_ type: EntityType) {
    store.schema.put(type)
    batch.definitions.append(.entityType(type))
  }

  /// Removes an entity type of which there is no record, pipeline or robot.
  func removeEntityType(_ id: String) {
    store.schema.removeEntityType(id)
    batch.definitions.append(.removedEntityType(id))
  }

  /// Puts a pipeline.
  func put(_ pipeline: Pipeline) {
    store.schema.put(pipeline)
    batch.definitions.append(.pipeline(pipeline))
  }

  /// Removes a pipeline in which there is no item and no robot.
  func remove(_ pipeline: PipelineKey) {
    store.schema.removePipeline(pipeline)
    store.holds.removePipeline(pipeline)
    batch.definitions.append(.removedPipeline(pipeline))
  }

  /// Puts a calendar in force.
  func put(_ calendar: WorkCalendar, compiled workingTime: WorkingTime) {
    store.calendars.put(calendar, compiled: workingTime)
    batch.definitions.append(.calendar(calendar, isDeleted: false))
  }

  /// Removes a calendar that nothing names.
  func remove(_ calendar: WorkCalendar, by caller: Caller) {
    let deletion = calendar.deletion(by: caller, at: time)
    store.calendars.remove(deletion)
    batch.definitions.append(.calendar(deletion, isDeleted: true))
  }

  /// Puts a version of a robot in force; or, with the number of a version that is known, gives it
  /// another position, since the stage's order is no part of a version (S-28).
  func put(_ compiled: CompiledRobot) {
    store.put(
      compiled.robot,
      isDeleted: false,
      compiled: compiled
    )
    batch.definitions.append(.robotVersion(compiled.robot, isDeleted: false))
  }

  /// Puts a trigger in force.
  func put(_ compiled: CompiledTrigger) {
    store.triggers.put(compiled.trigger, compiled: compiled)
    batch.definitions.append(.trigger(compiled.trigger, isDeleted: false))
  }

  /// Deletes a trigger.
  func remove(_ trigger: Trigger, by caller: Caller) {
    let deletion = trigger.deletion(by: caller, at: time)
    store.triggers.remove(deletion)
    batch.definitions.append(.trigger(deletion, isDeleted: true))
  }

  /// Deletes a robot; its versions stay for the runs that are pinned to them.
  ///
  /// Its waiting runs are cancelled by ``cancelWaitingRuns(ofRobot:because:)``.
  func remove(_ robot: Robot, by caller: Caller) {
    guard let slot = store.robots.slot(of: robot.id) else { return }
    var deletion = robot.deletion(by: caller, at: time)
    deletion.inFlight = .keepTiming
    deletion.publishedAfter = store.lastNumber
    let present = store.robots.compiled(store.robots.newest(slot))
    let compiled = present.at(position: deletion.position, asVersionOf: deletion)
    store.put(deletion, isDeleted: true, compiled: compiled)
    batch.definitions.append(.robotVersion(deletion, isDeleted: true))
  }
}
