import RobotModel
import Testing

@Suite("ClockTime")
struct ClockTimeTests {
  @Test("a time is read with or without seconds and printed in one form")
  func text() throws {
    for (text, printed) in [
      ("10:00", "10:00:00"), ("10:00:30", "10:00:30"), ("23:59:59.999", "23:59:59.999"),
      ("00:00:00.05", "00:00:00.050"), ("00:00", "00:00:00"), ("09:05:01.0009", "09:05:01"),
    ] {
      #expect(try ClockTime(iso8601: text).iso8601 == printed)
    }
    #expect(throws: TimeTextError.self) { try ClockTime(iso8601: "24:00") }
    #expect(throws: TimeTextError.self) { try ClockTime(iso8601: "9:00") }
    #expect(throws: TimeTextError.self) { try ClockTime(iso8601: "10:00Z") }
  }

  @Test("parts and the millisecond of the day agree")
  func parts() throws {
    let time = try #require(ClockTime(hour: 15, minute: 30, second: 12, millisecond: 7))
    #expect(time.millisecondOfDay == 55_812_007)
    #expect(ClockTime(millisecondOfDay: 55_812_007) == time)
    #expect((time.hour, time.minute, time.second, time.millisecond) == (15, 30, 12, 7))
    #expect(ClockTime(millisecondOfDay: 86_400_000) == nil)
    #expect(ClockTime(millisecondOfDay: -1) == nil)
    #expect(ClockTime(hour: 24, minute: 0) == nil)
    #expect(ClockTime.midnight < time)
  }

  @Test("a reading before 1970 keeps its time of day")
  func beforeEpoch() throws {
    let reading = CivilDateTime(millisecondsSinceEpoch: -1)
    #expect(reading.iso8601 == "1969-12-31T23:59:59.999")
    #expect(reading.millisecondsSinceEpoch == -1)
    #expect(try CivilDateTime(iso8601: reading.iso8601) == reading)
  }

  @Test("a span has a count that is not negative, and only clock units have a length")
  func spans() {
    #expect(TimeSpan(count: -1, unit: .day) == nil)
    #expect(TimeSpan(count: 0, unit: .month)?.isZero == true)
    #expect(TimeSpan(count: 1, unit: .day)?.isZero == false)
    #expect(
      TimeUnit.allCases.map(\.elapsedMilliseconds) == [1000, 60_000, 3_600_000, nil, nil, nil, nil]
    )
  }
}
