/// Whether there is, or was, what a command line narrows a list or a stream to.
///
/// The service finds nothing of a robot that never was, and tells of nothing; a person who has
/// mistyped its name would wait for ever, or believe that there is nothing.
enum Existence {
  /// Throws where no robot has, or had, the id; runs stay when their robot is deleted.
  static func check(robot: String?, _ session: Session) throws {
    guard let robot else { return }
    _ = try session.call(
      Session.rules,
      "ListRuleVersions",
      ["kind": "RULE_KIND_ROBOT", "id": .text(robot), "pageSize": 1]
    )
  }

  /// Throws where there never was the item.
  static func check(item: RecordWord?, _ session: Session) throws {
    guard let item else { return }
    _ = try session.call(
      Session.execution,
      "ListRuns",
      ["entityType": .text(item.entityType), "itemId": .text(item.id), "pageSize": 1]
    )
  }

  /// Throws where there is no such type of records.
  static func check(entityType: String, _ session: Session) throws {
    _ = try session.call(Session.rules, "GetEntityType", ["id": .text(entityType)])
  }
}
