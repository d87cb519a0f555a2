import RobotModel

extension Engine {
  /// The change of a robot, trigger or calendar that a fact tells of.
  func ruleChange(by fact: Fact, _ filter: ChangeFilter) -> Change? {
    switch fact {
    case .robotVersion(let robot, let isDeleted):
      return change(of: robot, isDeleted: isDeleted, filter)
    case .trigger(let trigger, let isDeleted):
      return change(of: trigger, isDeleted: isDeleted, filter)
    case .removedTrigger(let id):
      return store.triggers.history.versions(of: id).last.flatMap {
        change(of: $0, isDeleted: true, filter)
      }
    case .calendar(let calendar, let isDeleted):
      return change(of: calendar, isDeleted: isDeleted, filter)
    case .removedCalendar(let id):
      return store.calendars.history.versions(of: id).last.flatMap {
        change(of: $0, isDeleted: true, filter)
      }
    default: preconditionFailure("no rule is changed by \(fact)")
    }
  }

  /// The change of an entity type or pipeline that a fact tells of.
  func schemaChange(by fact: Fact, _ filter: ChangeFilter) -> Change? {
    switch fact {
    case .entityType(let type):
      filter.takes(.schema, of: type.id) ? .entityType(type) : nil
    case .removedEntityType(let id):
      filter.takes(.schema, of: id) ? .deletedEntityType(id) : nil
    case .pipeline(let pipeline):
      filter.takes(.schema, of: pipeline.entityType) ? .pipeline(pipeline) : nil
    case .removedPipeline(let key):
      filter.takes(.schema, of: key.entityType) ? .deletedPipeline(key) : nil
    default: preconditionFailure("no schema is changed by \(fact)")
    }
  }

  private func change(of robot: Robot, isDeleted: Bool, _ filter: ChangeFilter) -> Change? {
    guard filter.takes(.rule, of: robot.place.entityType) else { return nil }
    let versions = store.robots.slotEver(of: robot.id).map { store.robots[$0].versions } ?? []
    let before = versions.map { store.robots[$0].robot }.last { $0.version < robot.version }
    return .rule(
      RuleVersionView(
        rule: .robot(robot),
        changes: isDeleted ? [] : before.map { changes(from: $0, to: robot) } ?? [],
        isDeleted: isDeleted
      ),
      conditionText: robot.condition.map(ConditionText.text(of:)) ?? ""
    )
  }

  private func change(of trigger: Trigger, isDeleted: Bool, _ filter: ChangeFilter) -> Change? {
    guard filter.takes(.rule, of: trigger.place.entityType) else { return nil }
    let before = store.triggers.history.versions(of: trigger.id)
      .last { $0.version < trigger.version }
    return .rule(
      RuleVersionView(
        rule: .trigger(trigger),
        changes: isDeleted ? [] : before.map { changes(from: $0, to: trigger) } ?? [],
        isDeleted: isDeleted
      ),
      conditionText: trigger.condition.map(ConditionText.text(of:)) ?? ""
    )
  }

  /// A calendar belongs to no type: who asks for some types only is not told of it.
  private func change(
    of calendar: WorkCalendar,
    isDeleted: Bool,
    _ filter: ChangeFilter
  ) -> Change? {
    guard filter.entityTypes.isEmpty else { return nil }
    let before = store.calendars.history.versions(of: calendar.id)
      .last { $0.version < calendar.version }
    return .rule(
      RuleVersionView(
        rule: .calendar(calendar),
        changes: isDeleted ? [] : before.map { changes(from: $0, to: calendar) } ?? [],
        isDeleted: isDeleted
      ),
      conditionText: ""
    )
  }
}
