import RobotModel

/// What must not be with an item, and what a control robot watches for (R7).
enum Breach: String, CaseIterable {
  /// It still stands in the stage, on the same visit.
  case stageUnchanged = "STAGE_UNCHANGED"
  /// The client was active so long ago, and no person has answered since (S-33).
  case noAnswer = "NO_ANSWER_FOR"
  /// Nobody has been active for so long, since it was made.
  case noActivity = "NO_ACTIVITY_FOR"

  /// What a robot watches for.
  init(of robot: Robot) {
    self = robot.parameters.text("violation").flatMap { Breach(rawValue: $0) } ?? .stageUnchanged
  }

  /// Whether a span of time belongs to it.
  var hasSpan: Bool { self != .stageUnchanged }
}

extension Engine {
  /// Why there is no such breach now, in words; nil if there is.
  ///
  /// - Parameters:
  ///   - span: What has just lasted so long counts already.
  ///   - zone: Where days are counted.
  func absence(
    of breach: Breach,
    for span: TimeSpan,
    in visit: Slot<VisitRow>,
    _ zone: ZoneTable
  ) -> String? {
    let record = store.visits[visit].record
    let client = lastTime(of: .client, for: record)
    let answer = lastTime(of: .answer, for: record)
    switch breach {
    case .stageUnchanged:
      return store.visits[visit].leaveTime.instant == nil ? nil : "the item has left the stage"
    case .noAnswer:
      guard let client else { return "the client has not been active" }
      if let answer, answer >= client {
        return "the client was last active at \(words(client)) and was answered at \(words(answer))"
      }
      return hasLasted(span, since: client, zone)
        ? nil : "the client was last active at \(words(client)), less than \(span) ago"
    case .noActivity:
      let others = [client, answer, lastTime(of: .staff, for: record)].compactMap(\.self)
      let newest = others.reduce(store.records[record].createTime, max)
      return hasLasted(span, since: newest, zone)
        ? nil : "the last activity was at \(words(newest)), less than \(span) ago"
    }
  }

  private func hasLasted(_ span: TimeSpan, since start: Instant, _ zone: ZoneTable) -> Bool {
    var end = DueComputation(from: .entry(start))
    end.add(span, in: zone)
    return end.due <= time
  }
}
