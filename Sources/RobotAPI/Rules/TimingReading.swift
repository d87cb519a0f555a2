import CRobotsProto
import RobotModel

extension MessageReader {
  /// When a robot acts.
  mutating func timing(_ message: UnsafeMutablePointer<Robots__V1__Timing>) -> Timing {
    let latest = milliseconds(message.pointee.max_lateness, "max_lateness") ?? 0
    let wait = milliseconds(message.pointee.max_responsible_wait, "max_responsible_wait") ?? 0
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
      maxLatenessMilliseconds: latest == 0 ? nil : latest,
      pastDue: policy(
        message.pointee.past_due.rawValue,
        first: PastDue.runNowUntilDate,
        "past_due",
        of: message.pointee.base
      ),
      workingTime: policy(
        message.pointee.working_time.rawValue,
        first: WorkingTimeMode.off,
        "working_time",
        of: message.pointee.base
      ),
      calendar: text(message.pointee.calendar),
      maxResponsibleWaitMilliseconds: wait == 0 ? nil : wait
    )
  }

  private mutating func start(
    _ message: UnsafeMutablePointer<Robots__V1__Timing>
  ) -> TimingStart {
    switch message.pointee.start_case {
    case ROBOTS__V1__TIMING__START_AFTER:
      .after(within("after") { $0.span(message.pointee.after) })
    case ROBOTS__V1__TIMING__START_DATE:
      .date(within("date") { $0.date(message.pointee.date) })
    case ROBOTS__V1__TIMING__START_INSTANT:
      .instant(instant(message.pointee.instant, "instant") ?? .epoch)
    case ROBOTS__V1__TIMING__START_CLOCK_TIME:
      .clockTime(clockTime(message.pointee.clock_time, "clock_time") ?? .midnight)
    default: .immediately
    }
  }

  private mutating func date(
    _ message: UnsafeMutablePointer<Robots__V1__DateTiming>
  ) -> DateTiming {
    DateTiming(
      path: text(message.pointee.path),
      direction: policy(
        message.pointee.direction.rawValue,
        first: DateDirection.at,
        "direction",
        of: message.pointee.base
      ),
      span: message.pointee.span.map { span in within("span") { $0.span(span) } } ?? .zero,
      atTime: clockTime(message.pointee.at_time, "at_time"),
      clockTime: clockTime(message.pointee.clock_time, "clock_time"),
      recurrence: policy(
        message.pointee.recurrence.rawValue,
        first: Recurrence.none,
        "recurrence",
        of: message.pointee.base
      ),
      isOnce: message.pointee.once != 0,
      runsAgainOnChange: message.pointee.again_on_change != 0
    )
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
