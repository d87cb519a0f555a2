import Linux

/// Something with a descriptor that the loop watches.
protocol EventSource: AnyObject {
  /// Its descriptor can be read or written now, or the peer is gone.
  func ready(for readiness: Readiness)
}

/// The descriptors of the loop's thread and who is told when one is ready.
///
/// One wait fetches a batch of events; `next` hands them out one by one, so that a turn whose
/// time is used up can leave the rest to the next turn before it waits again.
final class EventLoop {
  private var poll: EventPoll
  /// The source of each descriptor number.
  private var sources: [(any EventSource)?] = []
  private var hasFetched = false

  init() throws(SystemError) {
    poll = try EventPoll()
  }

  /// Starts to watch a descriptor, which must be removed before it is closed.
  func add(
    _ descriptor: borrowing Descriptor,
    for interest: Readiness,
    source: any EventSource
  ) throws(SystemError) -> EventPoll.Registration {
    let registration = try poll.add(descriptor, for: interest)
    let index = Int(registration.number)
    if index >= sources.count {
      sources.append(contentsOf: repeatElement(nil, count: index + 1 - sources.count))
    }
    sources[index] = source
    return registration
  }

  /// Changes what a descriptor is watched for.
  func change(
    _ registration: EventPoll.Registration,
    to interest: Readiness
  ) throws(SystemError) {
    try poll.modify(registration, for: interest)
  }

  /// Stops watching.
  func remove(_ registration: EventPoll.Registration) throws(SystemError) {
    sources[Int(registration.number)] = nil
    try poll.remove(registration)
  }

  /// Waits for events unless some of the last batch are still to be handled.
  ///
  /// Nil waits for ever.
  func wait(timeoutMilliseconds: Int32?) throws(SystemError) {
    if hasFetched { return }
    try poll.wait(timeoutMilliseconds: timeoutMilliseconds)
    hasFetched = true
  }

  /// Whether several descriptors were ready at once: while one is served, others wait.
  var isCrowded: Bool { poll.batchCount > 1 }

  /// Tells one source of its event; false when the batch is used up.
  func handleNext() -> Bool {
    guard let event = poll.next() else {
      hasFetched = false
      return false
    }
    sources[Int(event.registration.number)]?.ready(for: event.readiness)
    return true
  }
}
