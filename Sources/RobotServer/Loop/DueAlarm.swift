import Linux
import RobotModel

/// Wakes the loop when something becomes due on the wall clock, and when that clock is set.
///
/// A simulated clock needs none: it moves only by a call.
final class DueAlarm: EventSource {
  private let alarm: Alarm
  private let clock: ServiceClock
  private let log: Log
  /// What the alarm is set to; nil when it has rung.
  private var armedMilliseconds: Int64?

  /// Without anything due the alarm is set this far ahead, since only a set alarm hears of jumps.
  private static let restMilliseconds: Int64 = 24 * 3_600 * 1_000

  init(_ clock: ServiceClock, events: EventLoop, log: Log) throws(SystemError) {
    alarm = try Alarm()
    self.clock = clock
    self.log = log
    if !clock.isSimulated {
      _ = try events.add(alarm.descriptor, for: .readable, source: self)
    }
  }

  /// Sets the alarm for the next due time, nil for none.
  func arm(for due: Instant?) throws(SystemError) {
    guard !clock.isSimulated else { return }
    if due == nil, armedMilliseconds != nil { return }
    let milliseconds =
      due?.millisecondsSinceEpoch ?? Clock.wallMilliseconds() + Self.restMilliseconds
    guard milliseconds != armedMilliseconds else { return }
    try alarm.arm(atMilliseconds: milliseconds)
    armedMilliseconds = milliseconds
  }

  func ready(for readiness: Readiness) {
    guard let occurrence = try? alarm.take(), occurrence != .nothing else { return }
    armedMilliseconds = nil
    if occurrence == .clockChanged, let jump = clock.takeJump() {
      log.warning(
        "the wall clock was set",
        [
          "by_milliseconds": .init(jump.milliseconds),
          "behind_milliseconds": .init(clock.millisecondsBehind),
        ]
      )
    }
  }
}
