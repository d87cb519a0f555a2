import RobotEngine
import RobotModel

/// What a unary method sees of the call that it answers.
struct MethodCall {
  /// All state and all rules.
  let engine: Engine
  /// Who calls, as the gate has found.
  let caller: Caller
  /// Engine time of this turn.
  let now: Instant
}
