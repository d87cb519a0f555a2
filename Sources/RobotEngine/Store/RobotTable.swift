import RobotModel

/// A robot's place in the ``RobotTable``, the same in every version.
struct RobotSlot: Hashable {
  /// The place.
  let rawValue: UInt32
}

/// One version's place in the ``RobotTable``: what a run keeps of its robot.
struct RobotVersionSlot: Hashable {
  /// The place.
  let rawValue: UInt32
}

/// The robots: every version that was ever in force, and for each stage the robots in order.
///
/// There are at most 100,000 robots, and versions are made by people, so plain arrays do; what
/// grows with the items keeps four-byte slots of this table.
final class RobotTable {
  /// One immutable version: an object, so that asking for a part of it copies nothing else.
  final class Version {
    let robot: Robot
    let slot: RobotSlot
    /// Nil until it is compiled, which loading does last.
    var compiled: CompiledRobot?

    /// Joins a version with its robot's place.
    init(robot: Robot, slot: RobotSlot, compiled: CompiledRobot?) {
      self.robot = robot
      self.slot = slot
      self.compiled = compiled
    }
  }

  /// A robot and its versions.
  struct RobotRow {
    let id: String
    /// Oldest first.
    var versions: [RobotVersionSlot] = []
    /// Its versions are kept for the runs that are pinned to them.
    var isDeleted = false
  }

  private struct Entries {
    var versions: [Version] = []
    var robots: [RobotRow] = []
    /// By the stage's slot: the robots in force, in the stage's order.
    var stages: [[RobotSlot]] = []
    /// By the stage's slot: the newest versions of those that are enabled, which every entry asks
    /// for.
    var enabled: [[RobotVersionSlot]] = []
  }

  private let entries = Cell(Entries())
  /// By the version's slot.
  private let briefs = Slab<RobotBrief>()
  private var slots: [String: RobotSlot] = [:]
  /// Some version counts from a date.
  var followsDates = false
  /// How long at most the hours of an item's responsible put off a run of any version; nil where
  /// none asks for them.
  private(set) var longestHoursWaitMilliseconds: Int64?
  /// How many robots are not deleted.
  private(set) var count = 0

  /// Starts empty.
  init() {}

  /// The same robots once more, for a store with other names.
  func copy() -> RobotTable {
    let copy = RobotTable()
    for version in versions {
      copy.append(Version(robot: version.robot, slot: version.slot, compiled: version.compiled))
    }
    copy.robots = robots
    copy.slots = slots
    for index in robots.indices {
      copy.noteTextVersions(of: RobotSlot(rawValue: UInt32(index)))
    }
    copy.stages = stages
    copy.enabled = enabled
    copy.count = count
    copy.followsDates = followsDates
    copy.longestHoursWaitMilliseconds = longestHoursWaitMilliseconds
    return copy
  }

  /// The robot's place, if it is not deleted.
  func slot(of id: String) -> RobotSlot? {
    guard let slot = slots[id], !robots[Int(slot.rawValue)].isDeleted else { return nil }
    return slot
  }

  /// The robot's place, also of a deleted one.
  func slotEver(of id: String) -> RobotSlot? { slots[id] }

  /// The newest version of a robot.
  func newest(_ slot: RobotSlot) -> RobotVersionSlot {
    robots[Int(slot.rawValue)].versions[robots[Int(slot.rawValue)].versions.count - 1]
  }

  /// The version whose texts runs of a version take: the newest one that was published without
  /// asking to keep all of earlier versions' runs (S-28).
  func textVersion(of version: RobotVersionSlot) -> RobotVersionSlot {
    self[brief: version].textVersion
  }

  /// Finds out anew whose texts the runs of a robot's versions take, the newest first.
  private func noteTextVersions(of slot: RobotSlot) {
    var textVersion: RobotVersionSlot?
    for version in robots[Int(slot.rawValue)].versions.reversed() {
      self[brief: version].textVersion = textVersion ?? version
      if textVersion == nil { textVersion = version }
      if versions[Int(version.rawValue)].robot.inFlight == .keepAll { textVersion = nil }
    }
  }

  /// Whether runs of earlier versions may take a version's texts.
  func isTextVersion(_ version: RobotVersionSlot) -> Bool { textVersion(of: version) == version }

  /// The newest version of a robot that is not deleted.
  func robot(_ id: String) -> Robot? {
    slot(of: id).map { versions[Int(newest($0).rawValue)].robot }
  }

  /// The version with this number, if the robot has it.
  func version(_ version: Int64, of id: String) -> RobotVersionSlot? {
    guard let slot = slots[id] else { return nil }
    return robots[Int(slot.rawValue)].versions.last {
      versions[Int($0.rawValue)].robot.version == version
    }
  }

  /// The same, at once where it stands at a place or right behind.
  func version(
    _ version: Int64,
    of id: String,
    near place: RobotVersionSlot
  ) -> RobotVersionSlot? {
    for index in Int(place.rawValue)...Int(place.rawValue) + 1 where index < versions.count {
      let slot = RobotVersionSlot(rawValue: UInt32(index))
      if self[brief: slot].version == version, self[brief: slot].id == id { return slot }
    }
    return self.version(version, of: id)
  }

  /// One version.
  subscript(slot: RobotVersionSlot) -> Version { versions[Int(slot.rawValue)] }

  /// What entries ask of a version, read and changed in place.
  subscript(brief version: RobotVersionSlot) -> RobotBrief {
    @inline(__always) _read { yield briefs[Slot(index: version.rawValue)] }
    @inline(__always) _modify { yield &briefs[Slot(index: version.rawValue)] }
  }

  /// One robot.
  subscript(slot: RobotSlot) -> RobotRow { robots[Int(slot.rawValue)] }

  /// The robots in force in a stage, in its order.
  func robots(in stage: StageSlot) -> [RobotSlot] {
    Int(stage.rawValue) < stages.count ? stages[Int(stage.rawValue)] : []
  }

  /// The newest versions of the robots in a stage that are enabled, in its order.
  func enabledRobots(in stage: StageSlot) -> [RobotVersionSlot] {
    Int(stage.rawValue) < enabled.count ? enabled[Int(stage.rawValue)] : []
  }

  /// The compiled form of a version; every version has one once loading is finished.
  func compiled(_ slot: RobotVersionSlot) -> CompiledRobot {
    guard let compiled = versions[Int(slot.rawValue)].compiled else {
      preconditionFailure("robots are compiled when they are put or loaded")
    }
    return compiled
  }

  /// Adds a version, or sets one that is known; the newest of a robot decides its place.
  ///
  /// The stage's order follows the versions' positions, so whoever moves a robot within a stage
  /// puts new versions of the others whose position changes.
  func put(
    _ robot: Robot,
    isDeleted: Bool,
    compiled: CompiledRobot?,
    in schema: SchemaTable
  ) {
    if case .date = robot.timing.start { followsDates = true }
    noteHoursWait(of: robot.timing)
    let slot = intern(robot.id)
    if let old = robots[Int(slot.rawValue)].versions.last, !robots[Int(slot.rawValue)].isDeleted {
      leave(slot, stage: schema.internStage(versions[Int(old.rawValue)].robot.place))
    }
    if let known = version(robot.version, of: robot.id) {
      versions[Int(known.rawValue)] = Version(robot: robot, slot: slot, compiled: compiled)
      self[brief: known] = RobotBrief(robot, at: slot, version: known)
    } else {
      let version = append(Version(robot: robot, slot: slot, compiled: compiled))
      let place = robots[Int(slot.rawValue)].versions.lastIndex {
        versions[Int($0.rawValue)].robot.version < robot.version
      }
      robots[Int(slot.rawValue)].versions.insert(version, at: place.map { $0 + 1 } ?? 0)
    }
    noteTextVersions(of: slot)
    let newest = versions[Int(newest(slot).rawValue)].robot
    if newest.version == robot.version { robots[Int(slot.rawValue)].isDeleted = isDeleted }
    if !robots[Int(slot.rawValue)].isDeleted {
      enter(slot, stage: schema.internStage(newest.place), position: newest.position)
    }
  }

  private func noteHoursWait(of timing: Timing) {
    guard var wait = timing.maxResponsibleWaitMilliseconds else { return }
    // When they no longer do, its own hours may: every calendar has some within so many days.
    if timing.workingTime != .off { wait += Limits.workingMomentDays * 86_400_000 }
    longestHoursWaitMilliseconds = max(wait, longestHoursWaitMilliseconds ?? 0)
  }

  /// Whether any robot ever waited for the working time of an item's responsible.
  var followsResponsibles: Bool { longestHoursWaitMilliseconds != nil }

  /// Marks a robot as deleted.
  func remove(_ id: String, in schema: SchemaTable) {
    guard let slot = slot(of: id) else { return }
    leave(slot, stage: schema.internStage(versions[Int(newest(slot).rawValue)].robot.place))
    robots[Int(slot.rawValue)].isDeleted = true
  }

  @discardableResult
  private func append(_ version: Version) -> RobotVersionSlot {
    let place = RobotVersionSlot(rawValue: UInt32(versions.count))
    versions.append(version)
    _ = briefs.insert(RobotBrief(version.robot, at: version.slot, version: place))
    return place
  }

  private func intern(_ id: String) -> RobotSlot {
    if let slot = slots[id] { return slot }
    let slot = RobotSlot(rawValue: UInt32(robots.count))
    robots.append(RobotRow(id: id, isDeleted: true))
    slots[id] = slot
    return slot
  }

  private func enter(_ slot: RobotSlot, stage: StageSlot, position: Int32) {
    while stages.count <= Int(stage.rawValue) {
      stages.append([])
      enabled.append([])
    }
    let place = stages[Int(stage.rawValue)].firstIndex { other in
      versions[Int(newest(other).rawValue)].robot.position > position
    }
    stages[Int(stage.rawValue)].insert(slot, at: place ?? stages[Int(stage.rawValue)].count)
    count += 1
    noteEnabled(in: stage)
  }

  private func leave(_ slot: RobotSlot, stage: StageSlot) {
    guard let place = stages[Int(stage.rawValue)].firstIndex(of: slot) else { return }
    stages[Int(stage.rawValue)].remove(at: place)
    count -= 1
    noteEnabled(in: stage)
  }

  private func noteEnabled(in stage: StageSlot) {
    enabled[Int(stage.rawValue)] = robots(in: stage).map { newest($0) }
      .filter { versions[Int($0.rawValue)].robot.isEnabled }
  }
}

extension RobotTable {
  private(set) var versions: [Version] {
    @inline(__always) _read { yield entries.value.versions }
    @inline(__always) _modify { yield &entries.value.versions }
  }

  private(set) var robots: [RobotRow] {
    @inline(__always) _read { yield entries.value.robots }
    @inline(__always) _modify { yield &entries.value.robots }
  }

  private var stages: [[RobotSlot]] {
    @inline(__always) _read { yield entries.value.stages }
    @inline(__always) _modify { yield &entries.value.stages }
  }

  private var enabled: [[RobotVersionSlot]] {
    @inline(__always) _read { yield entries.value.enabled }
    @inline(__always) _modify { yield &entries.value.enabled }
  }
}
