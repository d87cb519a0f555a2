import RobotModel

/// Something that keeps a definition from being removed, with how often.
struct Use {
  let count: Int
  /// Who uses it: "record".
  let user: String
  /// What one of them does: "holds it"; of several the verb, its first word, loses its ending.
  let use: String

  /// Describes a use.
  init(count: Int, _ user: String, _ use: String) {
    self.count = count
    self.user = user
    self.use = use
  }

  /// The users' name in the plural: "records".
  var users: String { "\(user)s" }

  /// "1 record holds it", "2 records hold it".
  var words: String {
    if count == 1 { return "1 \(user) \(use)" }
    let words = use.split(separator: " ", maxSplits: 1)
    let verb = words[0] == "is" ? "are" : words[0].dropLast()
    return "\(count) \(users) \(verb) \(words[1])"
  }
}

extension RequestError {
  /// A definition is in use: says by what, with the counts, and names a few.
  static func inUse(
    _ what: String,
    _ id: String,
    _ uses: [Use],
    examples: [String] = []
  ) -> RequestError {
    let shown = uses.filter { $0.count > 0 }
    let counts = shown.map(\.words)
    let named = examples.isEmpty ? "" : " (\(examples.prefix(5).joined(separator: ", ")))"
    return .unmet(
      "IN_USE",
      "\(what) \"\(id)\" is in use: \(counts.joined(separator: ", "))\(named)",
      metadata: [Detail("resource", what), Detail("id", id)]
        + shown.map { Detail($0.users, "\($0.count)") }
    )
  }
}

extension Engine {
  /// The newest versions of all robots that are not deleted, in the order of their making.
  var liveRobots: [Robot] {
    store.robots.robots.indices.compactMap { index in
      let row = store.robots.robots[index]
      let slot = RobotSlot(rawValue: UInt32(index))
      return row.isDeleted ? nil : store.robots[store.robots.newest(slot)].robot
    }
  }

  /// The ids of the robots that send items to one of these stages, or have sent them there by a
  /// version whose runs wait; without those that stand there.
  func robotsPointing(to stages: [StageKey]) -> [String] {
    let waiting = store.waitingRuns.versions.map {
      store.robots[store.robots.textVersion(of: $0)].robot
    }
    var pointing: [String] = []
    for robot in liveRobots + waiting {
      guard !stages.contains(robot.place), let kind = Catalogue.kind(robot.type),
        kind.targets(of: robot).contains(where: stages.contains), !pointing.contains(robot.id)
      else { continue }
      pointing.append(robot.id)
    }
    return pointing
  }

  /// The ids of the robots that could not be saved as they are if the schema were this, and of
  /// those for whose waiting runs a pinned condition could not be decided.
  func robotsBroken(by schema: SchemaTable) -> [String] {
    var broken = liveRobots.filter { !isSound($0, in: schema) }.map(\.id)
    for version in store.waitingRuns.versions {
      let robot = store.robots[version].robot
      let texts = store.robots[store.robots.textVersion(of: version)].robot
      let isSound =
        isConditionSound(of: robot, in: schema) && isDateSound(of: robot, in: schema)
        && isSound(texts, in: schema)
      if !isSound, !broken.contains(robot.id) { broken.append(robot.id) }
    }
    return broken
  }

  /// The ids of the triggers that could not be saved as they are if the schema were this.
  func triggersBroken(by schema: SchemaTable) -> [String] {
    store.triggers.all.filter { trigger in
      guard let kind = TriggerCatalogue.kind(trigger.type) else { return true }
      var violations = Violations()
      _ = compileParameters(of: trigger, kind, schema: schema, &violations)
      if let condition = trigger.condition {
        let checker = ConditionChecker(schema: schema, entityType: trigger.place.entityType)
        _ = checker.check(condition, at: "", &violations)
      }
      return !violations.isEmpty
    }.map(\.id)
  }

  private func isSound(_ robot: Robot, in schema: SchemaTable) -> Bool {
    guard let kind = Catalogue.kind(robot.type), let stage = schema.slot(ofStage: robot.place)
    else { return false }
    var violations = Violations()
    _ = compileParameters(
      of: robot,
      kind: kind,
      in: StageRobots(newestRobots(in: stage)),
      schema: schema,
      &violations
    )
    return violations.isEmpty && isConditionSound(of: robot, in: schema)
      && isDateSound(of: robot, in: schema)
  }

  private func isDateSound(of robot: Robot, in schema: SchemaTable) -> Bool {
    guard case .date(let date) = robot.timing.start else { return true }
    let paths = PathResolver(schema: schema, entityType: robot.place.entityType)
    return (try? paths.resolve(date.path)) != nil
  }

  private func isConditionSound(of robot: Robot, in schema: SchemaTable) -> Bool {
    guard let condition = robot.condition else { return true }
    var violations = Violations()
    let checker = ConditionChecker(schema: schema, entityType: robot.place.entityType)
    return checker.check(condition, at: "", &violations) != nil
  }
}
