import CLinux
import Glibc

/// Waits for one descriptor, as a program with one connection does.
package enum Poll {
  /// Waits until `descriptor` is ready for something of `interest`, or the time is over.
  ///
  /// - Parameters:
  ///   - descriptor: what to wait for.
  ///   - interest: readable, writable or both.
  ///   - timeoutMilliseconds: the longest wait; nil waits for ever.
  /// - Returns: what it is ready for, empty when the time was over or a signal came.
  package static func wait(
    _ descriptor: borrowing Descriptor,
    for interest: Readiness,
    timeoutMilliseconds: Int32?
  ) throws(SystemError) -> Readiness {
    var entry = pollfd(fd: descriptor.number, events: interest.pollEvents, revents: 0)
    do throws(SystemError) {
      _ = try systemCallOnce("poll") { poll(&entry, 1, timeoutMilliseconds ?? -1) }
    } catch {
      guard error.number == .interrupted else { throw error }
      return []
    }
    return Readiness(pollEvents: entry.revents)
  }
}
