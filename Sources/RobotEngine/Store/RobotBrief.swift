import RobotModel

/// What every entry into a stage asks of a version of each robot there, and every start of a run.
///
/// Where there are thousands of robots, an entry finds those of its stage far from the processor. A
/// version's whole description would have to be fetched in a dozen pieces. Briefs lie side by side
/// in the order in which versions are made, so those of a stage come in one go or nearly so.
/// And they are no objects: asking for a part of one holds on to nothing.
struct RobotBrief {
  /// The robot's id.
  let id: String
  /// The robot's id as history keeps it, once it has been asked for.
  var name: NameSlot?
  let version: Int64
  let robot: RobotSlot
  /// See ``RobotTable/textVersion(of:)``.
  var textVersion: RobotVersionSlot
  /// See ``Timing/plainDelay``.
  let plainDelay: TimeSpan?
  let position: UInt16
  let isAfterPrevious: Bool
  /// Its timing names a time zone, or a calendar, which has one.
  let namesZone: Bool
  /// It acts only under a condition.
  let hasCondition: Bool
  /// Its condition is decided at entry, only or too.
  let decidesAtEntry: Bool
  /// Its condition asks what has changed since entry.
  let comparesWithEntry: Bool
  /// Its success takes the item out of the stage.
  let endsVisit: Bool
  /// Its start may have to wait for working time.
  let gatesStart: Bool
  /// It may run only so often for one item.
  let isLimited: Bool

  /// Takes out what entries ask for.
  init(_ robot: Robot, at slot: RobotSlot, version place: RobotVersionSlot) {
    id = robot.id
    version = robot.version
    self.robot = slot
    textVersion = place
    plainDelay = robot.timing.plainDelay
    position = UInt16(clamping: robot.position)
    isAfterPrevious = robot.timing.isAfterPrevious
    namesZone = !robot.timing.timeZone.isEmpty || !robot.timing.calendar.isEmpty
    hasCondition = robot.condition != nil
    decidesAtEntry = hasCondition && robot.evaluateAt != .fire
    comparesWithEntry = robot.condition?.asksWhatChanged ?? false
    endsVisit = Catalogue.kind(robot.type)?.type.endsVisit ?? false
    gatesStart =
      robot.timing.workingTime != .off || robot.timing.maxResponsibleWaitMilliseconds != nil
    isLimited = robot.runLimit != .everyEntry
  }
}

extension Condition {
  fileprivate var asksWhatChanged: Bool {
    switch self {
    case .all(let members), .any(let members): members.contains { $0.asksWhatChanged }
    case .not(let member): member.asksWhatChanged
    case .comparison(let comparison): comparison.comparisonOperator == .changed
    }
  }
}
