import CLinux
import Glibc

/// A counter that wakes a waiting thread (eventfd): one side signals, the other waits.
///
/// In the loop it is watched with `EventPoll` and drained with `take`; a helper thread blocks in
/// `wait`. Signals add up, so none is lost between a look and a wait.
package struct EventCounter: ~Copyable, Sendable {
  /// The owned descriptor, to be watched for reading.
  package let descriptor: Descriptor

  /// A counter at zero.
  ///
  /// - Parameter blocking: true for a counter that a thread waits on, false for one that a loop
  ///   watches.
  package init(blocking: Bool) throws(SystemError) {
    descriptor = Descriptor(
      owning: try systemCall("eventfd") {
        eventfd(0, clinux_eventfd_flags(blocking ? 1 : 0))
      }
    )
  }

  /// Adds one and wakes who waits; from any thread.
  package func signal() throws(SystemError) {
    let number = descriptor.number
    var one: UInt64 = 1
    // A counter at its maximum would block; it is then signalled already.
    _ = try systemCallIfReady("write") { write(number, &one, 8) }
  }

  /// The count since the last time, set back to zero; 0 when a non-blocking counter has none.
  package func take() throws(SystemError) -> UInt64 {
    let number = descriptor.number
    var count: UInt64 = 0
    let read = try systemCallIfReady("read") { Glibc.read(number, &count, 8) }
    return read == nil ? 0 : count
  }

  /// Blocks until the count is not zero and takes it; only for a blocking counter.
  @discardableResult
  package func wait() throws(SystemError) -> UInt64 {
    try take()
  }
}
