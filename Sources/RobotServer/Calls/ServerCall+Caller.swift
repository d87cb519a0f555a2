import GRPC
import RobotModel

extension ServerCall {
  /// Who calls, as the gate has found; every call of the robots' services has passed it.
  var caller: Caller {
    guard let box = context as? CallerBox else {
      preconditionFailure("\(method.path) was called past the gate")
    }
    return box.caller
  }
}
