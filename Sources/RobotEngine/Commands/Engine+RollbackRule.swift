package import RobotModel

extension Engine {
  /// Makes a new version of a rule that is as an earlier one was, where it now stands (M17).
  ///
  /// - Throws: As an update does; `NOT_FOUND` also for the version.
  package func perform(
    _ command: RollbackRule,
    by caller: Caller,
    at now: Instant
  ) throws(RequestError) -> RollbackRuleReply {
    advance(to: now)
    switch command.kind {
    case .robot: return try rollBackRobot(command, by: caller)
    case .trigger: return try rollBackTrigger(command, by: caller)
    case .calendar: return try rollBackCalendar(command, by: caller)
    }
  }

  private func rollBackRobot(
    _ command: RollbackRule,
    by caller: Caller
  ) throws(RequestError) -> RollbackRuleReply {
    let present = try robot(command.id)
    guard let slot = store.robots.version(command.version, of: command.id) else {
      throw command.noVersion("robot")
    }
    var earlier = store.robots[slot].robot
    earlier.place = present.place
    earlier.position = 0
    let update = UpdateRobot(
      draft: RobotDraft(robot: earlier),
      etag: command.etag,
      isForced: command.isForced,
      isValidateOnly: command.isValidateOnly,
      inFlight: command.inFlight,
      changeReason: command.reason
    )
    let reply = try perform(update, by: caller, at: time)
    let view = RuleVersionView(
      rule: .robot(reply.robot),
      changes: changes(from: present, to: reply.robot),
      isDeleted: false
    )
    return RollbackRuleReply(version: view, inFlight: reply.inFlight)
  }

  private func rollBackTrigger(
    _ command: RollbackRule,
    by caller: Caller
  ) throws(RequestError) -> RollbackRuleReply {
    let present = try trigger(command.id)
    let versions = store.triggers.history.versions(of: command.id)
    guard var earlier = versions.first(where: { $0.version == command.version }) else {
      throw command.noVersion("trigger")
    }
    earlier.place = present.place
    earlier.position = 0
    let update = UpdateTrigger(
      draft: TriggerDraft(trigger: earlier),
      etag: command.etag,
      isValidateOnly: command.isValidateOnly,
      changeReason: command.reason
    )
    let trigger = try perform(update, by: caller, at: time)
    return RollbackRuleReply(
      version: RuleVersionView(
        rule: .trigger(trigger),
        changes: changes(from: present, to: trigger),
        isDeleted: false
      )
    )
  }

  private func rollBackCalendar(
    _ command: RollbackRule,
    by caller: Caller
  ) throws(RequestError) -> RollbackRuleReply {
    let present = try calendar(command.id)
    let versions = store.calendars.history.versions(of: command.id)
    guard let earlier = versions.first(where: { $0.version == command.version }) else {
      throw command.noVersion("calendar")
    }
    let update = UpdateCalendar(
      calendar: earlier,
      etag: command.etag,
      isValidateOnly: command.isValidateOnly,
      changeReason: command.reason
    )
    let calendar = try perform(update, by: caller, at: time)
    return RollbackRuleReply(
      version: RuleVersionView(
        rule: .calendar(calendar),
        changes: changes(from: present, to: calendar),
        isDeleted: false
      )
    )
  }
}

extension RollbackRule {
  /// Why the version is made, where the caller does not say.
  fileprivate var reason: String {
    changeReason.isEmpty ? "rolled back to version \(version)" : changeReason
  }

  fileprivate func noVersion(_ what: String) -> RequestError {
    var error = RequestError.notFound("\(what) version", id)
    error.message = "there is no version \(version) of \(what) \"\(id)\""
    error.metadata.append(RequestError.Detail("version", "\(version)"))
    return error
  }
}
