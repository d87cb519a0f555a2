import Testing

@testable import Linux

@Suite("Waiting for descriptors")
struct PollTests {
  @Test("poll waits for one descriptor, up to its time")
  func one() throws {
    let pair = try UnixStream.pair()
    #expect(
      try Poll.wait(pair.second.descriptor, for: .readable, timeoutMilliseconds: 0) == []
    )
    _ = try pair.first.send([5].span)
    #expect(
      try Poll.wait(pair.second.descriptor, for: .readable, timeoutMilliseconds: 5000)
        == .readable
    )
  }

  @Test("of several descriptors poll tells which are ready, in their order")
  func several() throws {
    let pair = try UnixStream.pair()
    let watches = [
      Poll.Watch(pair.first.descriptor.number, for: .readable),
      Poll.Watch(pair.second.descriptor.number, for: [.readable, .writable]),
    ]
    #expect(try Poll.wait(watches, timeoutMilliseconds: nil) == [[], .writable])
    _ = try pair.second.send([5].span)
    #expect(try Poll.wait(watches, timeoutMilliseconds: nil) == [.readable, .writable])
    #expect(try Poll.wait([watches[0]], timeoutMilliseconds: 0) == [.readable])
  }
}
