import CLinux
import Glibc

/// A timer on the wall clock that makes a descriptor readable (timerfd); it hears of jumps, too.
package struct Alarm: ~Copyable, Sendable {
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

  /// A disarmed alarm.
  package init() throws(SystemError) {
    descriptor = Descriptor(
      owning: try systemCall("timerfd_create") {
        timerfd_create(CLOCK_REALTIME, clinux_timerfd_flags())
      }
    )
  }

  /// Rings once at a time, at once if that has passed.
  ///
  /// - Parameter milliseconds: since 1970, however far ahead. Zero and less mean at once.
  package func arm(atMilliseconds milliseconds: Int64) throws(SystemError) {
    // A zero time would disarm.
    let time = max(milliseconds, 1)
    let number = descriptor.number
    var setting = itimerspec(
      it_interval: timespec(tv_sec: 0, tv_nsec: 0),
      it_value: timespec(tv_sec: Int(time / 1_000), tv_nsec: Int(time % 1_000) * 1_000_000)
    )
    let flags = clinux_timerfd_absolute_cancel_on_set()
    do throws(SystemError) {
      try systemCall("timerfd_settime") { timerfd_settime(number, flags, &setting, nil) }
    } catch {
      guard error.number == .cancelled else { throw error }
      // The clock was set since the last look. The alarm is armed all the same, and `take` will
      // report the change.
      return
    }
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
}
