import Linux
import Testing

@Suite struct EventPollTests {
  /// What one wait brings, all of it.
  private func events(
    _ poll: inout EventPoll,
    waitMilliseconds: Int32 = 5000
  ) throws -> [EventPoll.Event] {
    try poll.wait(timeoutMilliseconds: waitMilliseconds)
    var events: [EventPoll.Event] = []
    while let event = poll.next() {
      events.append(event)
    }
    return events
  }

  @Test("a descriptor that is ready is told with its registration, again while it stays so")
  func levelTriggered() throws {
    var poll = try EventPoll()
    let counter = try EventCounter(blocking: false)
    let registration = try poll.add(counter.descriptor, for: .readable)
    #expect(try events(&poll, waitMilliseconds: 0).isEmpty)
    try counter.signal()
    for _ in 0..<2 {
      let found = try events(&poll)
      #expect(found.map(\.registration) == [registration])
      #expect(found.map(\.readiness) == [.readable])
    }
    let count = try counter.take()
    #expect(count == 1)
    #expect(try events(&poll, waitMilliseconds: 0).isEmpty)
  }

  @Test("an event fetched before a removal is dropped, also when the number is in use again")
  func staleEvents() throws {
    var poll = try EventPoll()
    let one = try EventCounter(blocking: false)
    let two = try EventCounter(blocking: false)
    let oneBefore = try poll.add(one.descriptor, for: .readable)
    let twoBefore = try poll.add(two.descriptor, for: .readable)
    try one.signal()
    try two.signal()
    try poll.wait(timeoutMilliseconds: 5000)
    let handled = poll.next()?.registration
    // While the first event is handled, the other's descriptor leaves and comes back.
    let isOneHandled = handled == oneBefore
    try poll.remove(isOneHandled ? twoBefore : oneBefore)
    let again =
      isOneHandled
      ? try poll.add(two.descriptor, for: .readable)
      : try poll.add(one.descriptor, for: .readable)
    let stale = poll.next()
    #expect(stale == nil, "both events were in the batch, the second must not reach the new owner")
    #expect(again.number == (isOneHandled ? twoBefore : oneBefore).number)
    #expect(try events(&poll).map(\.registration).contains(again))
  }

  @Test("interest can change")
  func modify() throws {
    var poll = try EventPoll()
    let pair = try UnixStream.pair()
    let registration = try poll.add(pair.first.descriptor, for: .readable)
    #expect(try events(&poll, waitMilliseconds: 0).isEmpty)
    try poll.modify(registration, for: [.readable, .writable])
    #expect(try events(&poll).map(\.readiness) == [.writable])
  }

  @Test("a peer that will write nothing more is told")
  func peerClosed() throws {
    var poll = try EventPoll()
    let pair = try UnixStream.pair()
    _ = try poll.add(pair.first.descriptor, for: [.readable, .peerClosed])
    pair.second.finishWriting()
    #expect(try events(&poll).map(\.readiness) == [[.readable, .peerClosed]])
  }

  @Test("many ready descriptors come in batches, each once in a batch")
  func batches() throws {
    var poll = try EventPoll(batchSize: 4)
    let counters = try (0..<10).map { _ in Counter(try EventCounter(blocking: false)) }
    for counter in counters {
      _ = try poll.add(counter.counter.descriptor, for: .readable)
      try counter.counter.signal()
    }
    var seen: [Int32] = []
    while seen.count < 10 {
      let batch = try events(&poll).map(\.registration.number)
      try #require((1...4).contains(batch.count))
      seen += batch
      for counter in counters where batch.contains(counter.counter.descriptor.number) {
        _ = try counter.counter.take()
      }
    }
    #expect(Set(seen).count == 10)
  }

  /// Arrays do not hold values that cannot be copied.
  private final class Counter {
    let counter: EventCounter

    init(_ counter: consuming EventCounter) {
      self.counter = counter
    }
  }
}
