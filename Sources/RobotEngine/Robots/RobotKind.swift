import RobotModel

/// A robot type as the engine knows it: what the catalogue says of it, what its parameters must
/// fulfil beyond their declared kinds, and what it does in the store.
///
/// A kind holds no state and does no I/O. Checking what the declared parameters say (required,
/// kinds, templates, users, stages, fields) and resolving them when a run starts is done for all
/// kinds alike, by ``CompiledRobot``; a kind sees only resolved values.
protocol RobotKind: Sendable {
  /// What the catalogue says of it.
  var type: RobotType { get }

  /// How a worker's failures are tried again.
  var backoff: Backoff { get }

  /// Its work is a change of the item: after a worker's success the store makes it, too (S-27).
  var changesItem: Bool { get }

  /// Names what is wrong with a robot beyond its declared parameters; paths are relative to the
  /// robot: `parameters.text`.
  func violations(of robot: Robot, in engine: Engine) -> [RequestError.Violation]

  /// The stages to which a robot of this kind sends its item.
  func targets(of robot: Robot) -> [StageKey]

  /// The ids of the item's fields that a robot of this kind changes.
  func fieldsWritten(by robot: Robot) -> [String]

  /// Those of them that keep nothing of what was written before.
  func fieldsReplaced(by robot: Robot) -> [String]

  /// What speaks against acting now, in words; nil for nothing. Asked after the condition, and
  /// answered alike: the run is skipped, CONDITION_FALSE.
  func objection(
    to version: RobotVersionSlot,
    in visit: Slot<VisitRow>,
    of engine: Engine
  ) -> String?

  /// Does the work in the store, all of it or nothing, and gives the outputs.
  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue]
}

extension RobotKind {
  var backoff: Backoff { .standard }

  var changesItem: Bool { false }

  func violations(of robot: Robot, in engine: Engine) -> [RequestError.Violation] { [] }

  func targets(of robot: Robot) -> [StageKey] { [] }

  func fieldsWritten(by robot: Robot) -> [String] { [] }

  func fieldsReplaced(by robot: Robot) -> [String] { fieldsWritten(by: robot) }

  func objection(
    to version: RobotVersionSlot,
    in visit: Slot<VisitRow>,
    of engine: Engine
  ) -> String? { nil }
}
