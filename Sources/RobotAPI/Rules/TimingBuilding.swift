import CRobotsProto
import RobotModel

extension MessageBuilder {
  /// When a robot acts.
  func timing(_ timing: Timing) -> UnsafeMutablePointer<Robots__V1__Timing> {
    let message = message(robots__v1__timing__init)
    setStart(of: message, timing.start)
    message.pointee.after_previous = timing.isAfterPrevious ? 1 : 0
    message.pointee.chain_policy = Robots__V1__ChainPolicy(UInt32(timing.chainPolicy.rawValue))
    message.pointee.time_zone = text(timing.timeZone)
    message.pointee.max_lateness =
      timing.maxLatenessMilliseconds.map { duration(milliseconds: $0) }
    message.pointee.past_due = Robots__V1__PastDue(UInt32(timing.pastDue.rawValue))
    message.pointee.working_time = Robots__V1__WorkingTime(UInt32(timing.workingTime.rawValue))
    message.pointee.calendar = text(timing.calendar)
    message.pointee.max_responsible_wait =
      timing.maxResponsibleWaitMilliseconds.map { duration(milliseconds: $0) }
    return message
  }

  private func setStart(of message: UnsafeMutablePointer<Robots__V1__Timing>, _ start: TimingStart)
  {
    switch start {
    case .immediately:
      message.pointee.start_case = ROBOTS__V1__TIMING__START_IMMEDIATELY
      message.pointee.immediately = self.message(robots__v1__immediately__init)
    case .after(let span):
      message.pointee.start_case = ROBOTS__V1__TIMING__START_AFTER
      message.pointee.after = self.span(span)
    case .date(let date):
      message.pointee.start_case = ROBOTS__V1__TIMING__START_DATE
      message.pointee.date = self.date(date)
    case .instant(let instant):
      message.pointee.start_case = ROBOTS__V1__TIMING__START_INSTANT
      message.pointee.instant = timestamp(instant)
    case .clockTime(let time):
      message.pointee.start_case = ROBOTS__V1__TIMING__START_CLOCK_TIME
      message.pointee.clock_time = timeOfDay(time)
    }
  }

  private func date(_ timing: DateTiming) -> UnsafeMutablePointer<Robots__V1__DateTiming> {
    let message = message(robots__v1__date_timing__init)
    message.pointee.path = text(timing.path)
    message.pointee.direction = Robots__V1__DateDirection(UInt32(timing.direction.rawValue))
    message.pointee.span = timing.span == .zero ? nil : span(timing.span)
    message.pointee.at_time = timing.atTime.map { timeOfDay($0) }
    message.pointee.clock_time = timing.clockTime.map { timeOfDay($0) }
    message.pointee.recurrence = Robots__V1__Recurrence(UInt32(timing.recurrence.rawValue))
    message.pointee.once = timing.isOnce ? 1 : 0
    message.pointee.again_on_change = timing.runsAgainOnChange ? 1 : 0
    return message
  }

  private func span(_ span: TimeSpan) -> UnsafeMutablePointer<Robots__V1__TimeSpan> {
    let message = message(robots__v1__time_span__init)
    message.pointee.count = span.count
    message.pointee.unit = Robots__V1__TimeUnit(UInt32(span.unit.rawValue))
    return message
  }
}
