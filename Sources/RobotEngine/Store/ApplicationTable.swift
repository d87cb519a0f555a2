import RobotModel

/// The last application of each robot to existing items (O9): a few, made by people.
final class ApplicationTable {
  /// An application and how far it has come in the stage's list.
  struct Row {
    var application: RobotApplication
    /// The item to look at next, if it still is in the visit; else the place is searched anew from
    /// ``RobotApplication/lastVisit``.
    var cursor = Cursor()
    /// From when, and how many, items count for the pace.
    var paceStart: Instant
    var paceCount: Int64 = 0

    /// An application that goes on, or has ended, at its stored place.
    init(_ application: RobotApplication) {
      self.application = application
      paceStart = application.nextTime
    }
  }

  /// A place in a stage's list that is known to be gone if the item has left it.
  struct Cursor {
    var record = Slot<RecordRow>.none
    var visit = StoreNumber.none
  }

  /// In the order of the robots' ids.
  private(set) var rows: [Row] = []
  /// The robots whose application goes on, in the order of their ids.
  private(set) var running: [String] = []

  /// Starts empty.
  init() {}

  /// A robot's application.
  subscript(robot: String) -> Row? {
    let place = place(of: robot)
    return place < rows.count && rows[place].application.robot == robot ? rows[place] : nil
  }

  /// Sets a robot's application.
  func put(_ row: Row) {
    let robot = row.application.robot
    let place = place(of: robot)
    if place < rows.count, rows[place].application.robot == robot {
      rows[place] = row
    } else {
      rows.insert(row, at: place)
    }
    let isRunning = row.application.endTime == nil
    if isRunning == running.contains(robot) { return }
    if isRunning {
      running.insert(robot, at: running.firstIndex { robot.isBefore($0) } ?? running.count)
    } else {
      running.removeAll { $0 == robot }
    }
  }

  /// Where a robot's row is or would be.
  private func place(of robot: String) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = low + (high - low) / 2
      if rows[middle].application.robot.isBefore(robot) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ApplicationTable.Row {
  /// Counts one item, and says when the next may be taken.
  ///
  /// Each has its own place on the clock, so that the pace is exact; who is more than a second
  /// behind, after a pause or a restart, does not hurry to catch up.
  mutating func keepPace(at now: Instant) {
    let next = nextTime(after: 1)
    paceCount += 1
    if now.milliseconds(since: next) > 1_000 {
      setPace(application.itemsPerSecond, from: now)
      return keepPace(at: now)
    }
    application.nextTime = next
  }

  /// When the next item may be taken after some more.
  func nextTime(after count: Int64) -> Instant {
    if count == 0 { return application.nextTime }
    return paceStart.adding(
      milliseconds: (paceCount + count) * 1_000 / Int64(application.itemsPerSecond)
    )
  }

  /// Takes so many items in a second from now on.
  mutating func setPace(_ itemsPerSecond: Int, from now: Instant) {
    application.itemsPerSecond = itemsPerSecond
    paceStart = now
    paceCount = 0
  }
}
