import RobotModel

extension Engine {
  /// Refuses one more robot in a stage.
  func checkRoom(inStageOf others: [Robot]) throws(RequestError) {
    guard others.count < Limits.robotsPerStage else {
      throw .limit(
        "robots_per_stage",
        Limits.robotsPerStage,
        "the stage has \(others.count) robots already"
      )
    }
  }

  /// Refuses so many more robots at all.
  func checkRoom(forRobots count: Int) throws(RequestError) {
    guard store.robots.count + count <= Limits.robots else {
      throw .limit("robots", Limits.robots, "there are \(store.robots.count) robots already")
    }
  }

  /// Refuses one more trigger in a stage, or at all.
  func checkRoomForTrigger(besides others: [Trigger]) throws(RequestError) {
    guard others.count < Limits.triggersPerStage else {
      throw .limit(
        "triggers_per_stage",
        Limits.triggersPerStage,
        "the stage has \(others.count) triggers already"
      )
    }
    guard store.triggers.count < Limits.triggers else {
      throw .limit("triggers", Limits.triggers, "there are \(Limits.triggers) triggers already")
    }
  }
}
