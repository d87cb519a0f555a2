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

  /// Names what is wrong with a robot beyond its declared parameters; paths are relative to the
  /// robot: `parameters.text`.
  func violations(of robot: Robot, in engine: Engine) -> [RequestError.Violation]

  /// The stages to which a robot of this kind sends its item.
  func targets(of robot: Robot) -> [StageKey]

  /// Does the work in the store, all of it or nothing, and gives the outputs.
  func perform(_ act: RobotAct, in engine: Engine) throws(RunFailure) -> [NamedValue]
}

extension RobotKind {
  var backoff: Backoff { .standard }

  func violations(of robot: Robot, in engine: Engine) -> [RequestError.Violation] { [] }

  func targets(of robot: Robot) -> [StageKey] { [] }
}

/// One run's work: for whom, on what, with what.
struct RobotAct {
  /// The item.
  let record: Slot<RecordRow>
  /// The run that asks for it.
  let run: Slot<RunRow>
  /// A user's id.
  let actingUser: String
  /// Texts rendered, expressions resolved, in the order of the robot type's parameters; a
  /// parameter that is not given has its default or is absent.
  let parameters: [NamedValue]

  /// The parameter's value, if it is given.
  subscript(name: String) -> FieldValue? {
    parameters.first { $0.name == name }?.value
  }
}

/// Why a run failed.
struct RunFailure: Error, Hashable {
  /// One of the reasons of FAILED.
  let reason: Reason
  /// In words.
  let message: String
}
