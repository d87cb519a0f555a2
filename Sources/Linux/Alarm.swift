import CLinux
import Glibc

/// A timer that makes a descriptor readable (timerfd).
package struct Alarm: ~Copyable, Sendable {
  /// The clock an alarm follows.
  package enum Basis: Sendable {
    /// The wall clock; a jump of it is reported.
    case wall
    /// The time since the machine started; never jumps.
    case monotonic
  }

  /// What happened since the last look.
  package enum Occurrence: Sendable, Equatable {
    /// Nothing.
    case nothing
    /// The time has come.
    case due
    /// The wall clock was set; the alarm is disarmed and all times must be looked at anew.
    case clockChanged
  }

  /// The owned descriptor, to be watched for reading.
  package let descriptor: Descriptor
  private let basis: Basis

  /// A disarmed alarm.
  package init(_ basis: Basis) throws(SystemError) {
    let clock = basis == .wall ? CLOCK_REALTIME : CLOCK_MONOTONIC
    descriptor = Descriptor(
      owning: try systemCall("timerfd_create") {
        timerfd_create(clock, clinux_timerfd_flags())
      }
    )
    self.basis = basis
  }

  /// Rings once at a time on the alarm's clock, at once if that has passed.
  ///
  /// - Parameter nanoseconds: since 1970 for a wall alarm, as `Clock.monotonicNanoseconds`
  ///   counts for a monotonic one. Zero and less mean at once.
  package func arm(atNanoseconds nanoseconds: Int64) throws(SystemError) {
    // A zero time would disarm.
    let time = max(nanoseconds, 1)
    try set(timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000)))
  }

  /// Rings no more.
  ///
  /// A wall alarm stops to report clock changes too.
  package func disarm() throws(SystemError) {
    try set(timespec(tv_sec: 0, tv_nsec: 0))
  }

  /// What happened since the last look; a ring is reported once.
  package func take() throws(SystemError) -> Occurrence {
    let number = descriptor.number
    var count: UInt64 = 0
    do throws(SystemError) {
      let read = try systemCallIfReady("read") { Glibc.read(number, &count, 8) }
      return read == nil ? .nothing : .due
    } catch {
      guard error.number == .cancelled else { throw error }
      return .clockChanged
    }
  }

  private func set(_ time: timespec) throws(SystemError) {
    let number = descriptor.number
    var setting = itimerspec(it_interval: timespec(tv_sec: 0, tv_nsec: 0), it_value: time)
    let flags =
      basis == .wall
      ? clinux_timerfd_absolute_cancel_on_set() : clinux_timerfd_absolute()
    do throws(SystemError) {
      try systemCall("timerfd_settime") { timerfd_settime(number, flags, &setting, nil) }
    } catch {
      guard error.number == .cancelled else { throw error }
      // The clock was set since the last look. The alarm is armed all the same, and `take` will
      // report the change.
      return
    }
  }
}
