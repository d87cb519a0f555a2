import RobotModel

/// A caller as a call's context; shared by all calls that say nothing of their own.
final class CallerBox {
  /// Who calls.
  let caller: Caller

  init(_ caller: Caller) {
    self.caller = caller
  }
}
