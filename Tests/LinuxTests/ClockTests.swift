import Linux
import Testing

@Suite struct ClockTests {
  @Test("the clocks agree with themselves")
  func clocks() {
    let first = Clock.monotonicNanoseconds()
    #expect(Clock.monotonicNanoseconds() >= first)
    let wall = Clock.wallMilliseconds()
    #expect(abs(Clock.wallNanoseconds() / 1_000_000 - wall) < 60_000)
    #expect(wall > 1_700_000_000_000)
  }

  @Test("an alarm rings at its time and not before", arguments: [Alarm.Basis.wall, .monotonic])
  func alarm(basis: Alarm.Basis) throws {
    func now() -> Int64 {
      basis == .wall ? Clock.wallNanoseconds() : Clock.monotonicNanoseconds()
    }
    let alarm = try Alarm(basis)
    #expect(try alarm.take() == .nothing)
    let due = now() + 20_000_000
    try alarm.arm(atNanoseconds: due)
    let ready = try Poll.wait(alarm.descriptor, for: .readable, timeoutMilliseconds: 10_000)
    #expect(ready == .readable)
    #expect(now() >= due)
    #expect(try alarm.take() == .due)
    #expect(try alarm.take() == .nothing)
  }

  @Test("a time that has passed rings at once, also zero", arguments: [0, 1, -5] as [Int64])
  func past(time: Int64) throws {
    let alarm = try Alarm(.monotonic)
    try alarm.arm(atNanoseconds: time)
    let ready = try Poll.wait(alarm.descriptor, for: .readable, timeoutMilliseconds: 10_000)
    #expect(ready == .readable)
  }

  @Test("a disarmed alarm does not ring")
  func disarmed() throws {
    let alarm = try Alarm(.monotonic)
    try alarm.arm(atNanoseconds: 1)
    try alarm.disarm()
    #expect(try alarm.take() == .nothing)
  }
}
