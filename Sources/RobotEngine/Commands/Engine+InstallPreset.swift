package import RobotModel

extension Engine {
  /// Adds the robots of a preset to the end of a stage (M9).
  ///
  /// A preset's robots have aliases, so that installing it twice in a stage is refused.
  /// - Throws: `NOT_FOUND`, `INVALID_ARGUMENT` with every offending field, those of a robot under
  ///   `robots[INDEX]`, `RESOURCE_EXHAUSTED`, `FAILED_PRECONDITION` for a cycle that is not forced.
  package func perform(
    _ command: InstallPreset,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> [Robot] {
    advance(to: now)
    let preset = command.preset
    let place = try place(of: command)
    let drafts = preset.robots.map { draft in
      var draft = draft
      draft.robot.place = place
      return draft
    }
    return try add(
      NewRobots(
        drafts: drafts,
        names: drafts.map { "\"\($0.robot.displayName)\"" },
        isForced: command.isForced,
        changeReason: command.changeReason.isEmpty
          ? "installed with the preset \(preset.id)" : command.changeReason
      ),
      by: caller,
      isValidateOnly: command.isValidateOnly
    )
  }

  private func place(of command: InstallPreset) throws(RequestError) -> StageKey {
    let type = command.preset.entityType
    _ = try requireEntityType(type)
    let pipelines = store.schema.pipelineIDs(ofEntityType: type)
    if command.pipeline.isEmpty, pipelines.count != 1 {
      throw .invalid(
        "pipeline",
        pipelines.isEmpty
          ? "there is no pipeline of \(type) yet; create one first"
          : "is empty; expected one of \(pipelines.joined(separator: ", "))"
      )
    }
    let key = PipelineKey(
      entityType: type,
      id: command.pipeline.isEmpty ? pipelines[0] : command.pipeline
    )
    let stages = try pipeline(key).stages
    let stage = command.stage.isEmpty ? stages.first?.id ?? "" : command.stage
    guard stages.contains(where: { $0.id == stage }) else { throw .notFound("stage", stage) }
    return StageKey(entityType: type, pipeline: key.id, stage: stage)
  }
}
