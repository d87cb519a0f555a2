import CRobotsProto
package import Protobuf
package import RobotModel

/// Asks for a simulated clock to be moved forward.
package struct AdvanceClockRequest: RequestMessage {
  /// Where to.
  package enum Target: Hashable, Sendable {
    /// To a moment.
    case to(Instant)
    /// By a length of time in milliseconds.
    case by(Int64)
  }

  package var target: Target
  /// How long to wait at each due instant for workers, in milliseconds; nil for the usual time.
  package var settleTimeoutMilliseconds: Int64?

  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__advance_clock_request__init, with: arena) {
      message,
      reader in
      AdvanceClockRequest(
        target: reader.target(message),
        settleTimeoutMilliseconds: reader.milliseconds(
          message.pointee.settle_timeout,
          "settle_timeout"
        )
      )
    }
  }

  private init(target: Target, settleTimeoutMilliseconds: Int64?) {
    self.target = target
    self.settleTimeoutMilliseconds = settleTimeoutMilliseconds
  }
}

extension MessageReader {
  fileprivate mutating func target(
    _ message: UnsafeMutablePointer<Robots__V1__AdvanceClockRequest>
  ) -> AdvanceClockRequest.Target {
    switch message.pointee.target_case {
    case ROBOTS__V1__ADVANCE_CLOCK_REQUEST__TARGET_TO:
      return .to(instant(message.pointee.to, "to") ?? .epoch)
    case ROBOTS__V1__ADVANCE_CLOCK_REQUEST__TARGET_BY:
      return .by(milliseconds(message.pointee.by, "by") ?? 0)
    default:
      refuse("target", "a moment to move to, or a duration to move by, is needed")
      return .by(0)
    }
  }
}
