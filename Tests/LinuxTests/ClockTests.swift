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

  @Test("an alarm rings at its time and not before")
  func alarm() throws {
    let alarm = try Alarm()
    #expect(try alarm.take() == .nothing)
    let due = Clock.wallMilliseconds() + 20
    try alarm.arm(atMilliseconds: due)
    let ready = try Poll.wait(alarm.descriptor, for: .readable, timeoutMilliseconds: 10_000)
    #expect(ready == .readable)
    #expect(Clock.wallMilliseconds() >= due)
    #expect(try alarm.take() == .due)
    #expect(try alarm.take() == .nothing)
  }

  @Test("a time that has passed rings at once, also zero", arguments: [0, 1, -5] as [Int64])
  func past(time: Int64) throws {
    let alarm = try Alarm()
    try alarm.arm(atMilliseconds: time)
    let ready = try Poll.wait(alarm.descriptor, for: .readable, timeoutMilliseconds: 10_000)
    #expect(ready == .readable)
  }

  @Test(
    "a time that is centuries ahead does not ring now",
    arguments: [10_413_792_000_000, 253_402_300_799_999, .max] as [Int64]
  )
  func centuries(time: Int64) throws {
    let alarm = try Alarm()
    try alarm.arm(atMilliseconds: time)
    let ready = try Poll.wait(alarm.descriptor, for: .readable, timeoutMilliseconds: 50)
    #expect(ready.isEmpty)
    #expect(try alarm.take() == .nothing)
  }
}
