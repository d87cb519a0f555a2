import CLinux
import Glibc

/// Waits for many descriptors at once (epoll, level-triggered).
///
/// A descriptor's number is used again as soon as it is closed, so an event that was fetched
/// before the close could hit the next owner of the number. The kernel keeps 64 bits for each
/// registration: here the number and a registration count. An event whose count is no longer the
/// number's current one is dropped, also when the removal happened while a batch was handled.
///
/// ```
/// try poll.wait(timeoutMilliseconds: 100)
/// while let event = poll.next() { handle(event) }
/// ```
package struct EventPoll: ~Copyable {
  private let descriptor: Descriptor
  /// The current registration count of each descriptor number; 0 for none.
  private var current: [UInt32] = []
  private var lastCount: UInt32 = 0
  private var batch: [epoll_event]
  /// How many events the last wait has fetched.
  package private(set) var batchCount = 0
  private var batchPosition = 0

  /// An empty set.
  ///
  /// - Parameter batchSize: the most events that one wait fetches.
  package init(batchSize: Int = 256) throws(SystemError) {
    descriptor = Descriptor(
      owning: try systemCall("epoll_create1") { epoll_create1(CInt(O_CLOEXEC)) }
    )
    batch = Array(repeating: epoll_event(), count: batchSize)
  }

  /// One descriptor in the set, from `add` to `remove`.
  package struct Registration: Hashable, Sendable {
    /// The number of the descriptor.
    package let number: CInt
    fileprivate let count: UInt32

    fileprivate var data: UInt64 { UInt64(count) << 32 | UInt64(UInt32(bitPattern: number)) }
  }

  /// A registered descriptor and what it is ready for.
  package struct Event: Sendable {
    /// Which one.
    package let registration: Registration
    /// What can be done now, or what happened.
    package let readiness: Readiness
  }

  /// Starts to watch a descriptor, which must be removed before it is closed.
  package mutating func add(
    _ watched: borrowing Descriptor,
    for interest: Readiness
  ) throws(SystemError) -> Registration {
    lastCount &+= 1
    if lastCount == 0 { lastCount = 1 }
    let registration = Registration(number: watched.number, count: lastCount)
    try control(EPOLL_CTL_ADD, registration, interest)
    let index = Int(registration.number)
    if index >= current.count {
      current.append(contentsOf: repeatElement(0, count: index + 1 - current.count))
    }
    current[index] = registration.count
    return registration
  }

  /// Changes what a registered descriptor is watched for.
  package func modify(
    _ registration: Registration,
    for interest: Readiness
  ) throws(SystemError) {
    precondition(isCurrent(registration), "modify of a registration that was removed")
    try control(EPOLL_CTL_MOD, registration, interest)
  }

  /// Stops watching; events of it that were fetched already are dropped.
  package mutating func remove(_ registration: Registration) throws(SystemError) {
    precondition(isCurrent(registration), "a registration was removed twice")
    current[Int(registration.number)] = 0
    try control(EPOLL_CTL_DEL, registration, [])
  }

  /// Waits for events and fetches them for `next`.
  ///
  /// - Parameter timeoutMilliseconds: the longest wait; nil waits for ever, 0 not at all. It
  ///   returns early, with nothing, when a signal handler ran.
  package mutating func wait(timeoutMilliseconds: Int32?) throws(SystemError) {
    let number = descriptor.number
    batchPosition = 0
    batchCount = 0
    do throws(SystemError) {
      let count = try systemCallOnce("epoll_wait") {
        batch.withUnsafeMutableBufferPointer {
          epoll_wait(number, $0.baseAddress, CInt($0.count), timeoutMilliseconds ?? -1)
        }
      }
      batchCount = Int(count)
    } catch {
      guard error.number == .interrupted else { throw error }
      return
    }
  }

  /// The next event of the last wait, or nil when all are handled.
  package mutating func next() -> Event? {
    while batchPosition < batchCount {
      let event = batch[batchPosition]
      batchPosition += 1
      let registration = Registration(
        number: CInt(truncatingIfNeeded: event.data.u64),
        count: UInt32(truncatingIfNeeded: event.data.u64 >> 32)
      )
      if isCurrent(registration) {
        return Event(
          registration: registration,
          readiness: Readiness(epollEvents: event.events)
        )
      }
    }
    return nil
  }

  private func isCurrent(_ registration: Registration) -> Bool {
    let index = Int(registration.number)
    return index < current.count && current[index] == registration.count
  }

  private func control(
    _ operation: CInt,
    _ registration: Registration,
    _ interest: Readiness
  ) throws(SystemError) {
    let number = descriptor.number
    var event = epoll_event()
    event.events = interest.epollEvents
    event.data.u64 = registration.data
    try systemCall("epoll_ctl") {
      epoll_ctl(number, operation, registration.number, &event)
    }
  }
}
