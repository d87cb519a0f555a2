import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// When a robot acts.
  func timing(_ timing: Timing) -> UnsafeMutablePointer<Robots__V1__Timing> {
    let message = message(robots__v1__timing__init)
    switch timing.start {
    case .immediately:
      message.pointee.start_case = ROBOTS__V1__TIMING__START_IMMEDIATELY
      message.pointee.immediately = self.message(robots__v1__immediately__init)
    case .after(let span):
      message.pointee.start_case = ROBOTS__V1__TIMING__START_AFTER
      message.pointee.after = self.message(robots__v1__time_span__init)
      message.pointee.after.pointee.count = span.count
      message.pointee.after.pointee.unit = Robots__V1__TimeUnit(UInt32(span.unit.rawValue))
    }
    message.pointee.after_previous = timing.isAfterPrevious ? 1 : 0
    message.pointee.chain_policy = Robots__V1__ChainPolicy(UInt32(timing.chainPolicy.rawValue))
    message.pointee.time_zone = text(timing.timeZone)
    message.pointee.max_lateness =
      timing.maxLatenessMilliseconds.map { duration(milliseconds: $0) }
    return message
  }
}
