import RobotModel

// Nothing follows a robot that comes again and again (S-4), since it has no end to wait for. What a
// robot follows is the nearest one before it that is enabled, so two robots may come together by a
// change of neither: when the one between them is moved, deleted or turned off.

extension StageRobots {
  /// Two robots of which the later one would wait for the end of a recurring one.
  struct EndlessWait: Hashable {
    /// The robot that recurs.
    let recurring: String
    /// The robot that runs after it.
    let follower: String
  }

  /// Every such pair, in the stage's order of the followers.
  var endlessWaits: [EndlessWait] {
    var waits: [EndlessWait] = []
    for (index, robot) in robots.enumerated() where robot.timing.isAfterPrevious {
      for previous in robots[..<index].reversed() {
        if previous.timing.recurs {
          waits.append(EndlessWait(recurring: previous.id, follower: robot.id))
        }
        if previous.isEnabled { break }
      }
    }
    return waits
  }
}

extension Engine {
  /// Refuses a robot that would follow a recurring one, or be followed though it recurs.
  func checkRecurrence(of id: String, in order: StageRobots, _ violations: inout Violations) {
    for wait in order.endlessWaits {
      if wait.follower == id {
        violations.add(
          "robot.timing.after_previous",
          "the robot before it, \"\(wait.recurring)\", recurs; expected false"
        )
      } else if wait.recurring == id {
        violations.add(
          "robot.timing.date.recurrence",
          "robot \"\(wait.follower)\" waits for the end of this one; expected none"
        )
      }
    }
  }

  /// Refuses an order in which a change of the robot `id` brings two others together, one that
  /// recurs and one that waits for its end.
  func checkRecurrence(
    besides id: String,
    in order: StageRobots,
    instead present: [Robot]
  ) throws(RequestError) {
    let known = StageRobots(present).endlessWaits
    let new = order.endlessWaits.first { wait in
      wait.follower != id && wait.recurring != id && !known.contains(wait)
    }
    guard let new else { return }
    throw .unmet(
      "AFTER_RECURRING",
      "robot \"\(new.follower)\" would follow \"\(new.recurring)\", which recurs and has no end"
        + " to wait for; expected another order, or \"\(new.follower)\" not after the previous one",
      metadata: [
        RequestError.Detail("recurring", new.recurring),
        RequestError.Detail("follower", new.follower),
      ]
    )
  }
}
