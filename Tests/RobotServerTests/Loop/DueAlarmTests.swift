import Linux
import RobotModel
import Testing

@testable import RobotServer

@Suite struct DueAlarmTests {
  @Test("What is due in centuries wakes nobody now, what is due now does")
  func centuries() throws {
    let events = try EventLoop()
    let clock = ServiceClock(isSimulated: false, start: .epoch)
    let alarm = try DueAlarm(clock, events: events, log: Log(level: .error, format: .logfmt))
    for text in ["2300-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
      try alarm.arm(for: try Instant(rfc3339: text))
      try events.wait(timeoutMilliseconds: 50)
      #expect(!events.handleNext(), "\(text)")
    }
    try alarm.arm(for: clock.now)
    try events.wait(timeoutMilliseconds: 10_000)
    #expect(events.handleNext())
  }
}
