import CRobotsProto
import RobotModel

extension MessageReader {
  /// When a robot acts.
  mutating func timing(_ message: UnsafeMutablePointer<Robots__V1__Timing>) -> Timing {
    let latest = milliseconds(message.pointee.max_lateness, "max_lateness") ?? 0
    return Timing(
      start: start(message),
      isAfterPrevious: message.pointee.after_previous != 0,
      chainPolicy: policy(
        message.pointee.chain_policy.rawValue,
        first: ChainPolicy.onSuccess,
        "chain_policy",
        of: message.pointee.base
      ),
      timeZone: text(message.pointee.time_zone),
      maxLatenessMilliseconds: latest == 0 ? nil : latest
    )
  }

  private mutating func start(
    _ message: UnsafeMutablePointer<Robots__V1__Timing>
  ) -> TimingStart {
    switch message.pointee.start_case {
    case ROBOTS__V1__TIMING__START_AFTER:
      .after(within("after") { $0.span(message.pointee.after) })
    default: .immediately
    }
  }

  private mutating func span(_ message: UnsafeMutablePointer<Robots__V1__TimeSpan>) -> TimeSpan {
    let unit = choice(
      message.pointee.unit.rawValue,
      standIn: TimeUnit.second,
      "unit",
      of: message.pointee.base
    )
    guard let span = TimeSpan(count: message.pointee.count, unit: unit) else {
      refuse("count", "is \(message.pointee.count); it must not be negative")
      return .zero
    }
    return span
  }
}
