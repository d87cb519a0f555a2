import RobotModel

/// Finds robots that name users who do not exist, or do not exist yet.
struct UnknownUserRule: LintRule {
  func findings(in stage: LintStage, of engine: Engine) -> [LintFinding] {
    stage.enabled.compactMap { index in
      let robot = stage.robots.robots[index]
      let unknown = users(of: robot).filter { id in
        let key = RecordKey(entityType: PredefinedTypes.user.id, id: id)
        return engine.store.liveRecord(key) == nil
      }
      if unknown.isEmpty { return nil }
      let names = unknown.map { "\"\($0)\"" }.joined(separator: ", ")
      return stage.finding(
        .unknownUser,
        [index],
        "\(robot.lintName) names \(names), and there is no such user; create the record user/ID,"
          + " or name another"
      )
    }
  }

  /// The ids that a robot names, each once.
  private func users(of robot: Robot) -> [String] {
    let parameters = Catalogue.kind(robot.type)?.type.parameters.filter { $0.kind == .user } ?? []
    var texts = [robot.actingUser]
    for parameter in parameters {
      for member in robot.parameters.members(parameter.id) {
        if case .text(let text) = member { texts.append(text) }
      }
    }
    var users: [String] = []
    for text in texts {
      if case .user(let id)? = UserExpression(text), id != Author.builtInUser, !users.contains(id) {
        users.append(id)
      }
    }
    return users
  }
}
