import CLinux
import Glibc

/// Waits for a few descriptors, as a program with one connection does.
package enum Poll {
  /// A descriptor and what it is waited for.
  package struct Watch: Sendable {
    /// The kernel's number of the descriptor, which stays open while it is waited for.
    package let number: Int32
    /// Readable, writable or both.
    package let interest: Readiness

    /// Watches the descriptor of this number.
    package init(_ number: Int32, for interest: Readiness) {
      self.number = number
      self.interest = interest
    }
  }

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
    let watch = Watch(descriptor.number, for: interest)
    return try wait([watch], timeoutMilliseconds: timeoutMilliseconds)[0]
  }

  /// Waits until one of several descriptors is ready, or the time is over.
  ///
  /// - Parameter timeoutMilliseconds: the longest wait; nil waits for ever.
  /// - Returns: what each is ready for, in their order; all empty when the time was over or a
  ///   signal came.
  package static func wait(
    _ watches: [Watch],
    timeoutMilliseconds: Int32?
  ) throws(SystemError) -> [Readiness] {
    var entries = watches.map {
      pollfd(fd: $0.number, events: $0.interest.pollEvents, revents: 0)
    }
    do throws(SystemError) {
      _ = try systemCallOnce("poll") {
        poll(&entries, nfds_t(entries.count), timeoutMilliseconds ?? -1)
      }
    } catch {
      guard error.number == .interrupted else { throw error }
      return watches.map { _ in [] }
    }
    return entries.map { Readiness(pollEvents: $0.revents) }
  }
}
