import RobotModel
import Testing

@Suite struct TimeSpanTests {
  @Test("a span in words reads back as what it was", arguments: TimeUnit.allCases)
  func words(unit: TimeUnit) throws {
    for count: Int64 in [0, 1, 2, 48] {
      let span = try #require(TimeSpan(count: count, unit: unit))
      #expect(TimeSpan(text: "\(span)") == span)
    }
    #expect(TimeSpan(text: "2 \(unit)") == TimeSpan(count: 2, unit: unit))
  }

  @Test(
    "what is no count and unit is no span",
    arguments: ["", "2", "days", "2d", "2days", "-2 days", "two days", "2  days", "2 fortnights"]
  )
  func refusal(text: String) {
    #expect(TimeSpan(text: text) == nil)
  }
}
