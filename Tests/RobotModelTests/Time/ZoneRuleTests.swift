import Testing

@testable import RobotModel

@Suite("ZoneRule")
struct ZoneRuleTests {
  private static func zone(_ posix: String) throws -> ZoneTable {
    ZoneTable(name: posix, transitions: [], offsets: [0], rule: try ZoneRule(posix: posix))
  }

  private static func offset(_ posix: String, at text: String) throws -> Int32 {
    try zone(posix).offsetSeconds(at: Instant(rfc3339: text))
  }

  @Test("offsets count west in the notation and east in the table")
  func fixed() throws {
    #expect(try ZoneRule(posix: "CET-1").standardOffsetSeconds == 3600)
    #expect(try ZoneRule(posix: "<-0330>3:30").standardOffsetSeconds == -12_600)
    #expect(try ZoneRule(posix: "<+124330>-12:43:30").standardOffsetSeconds == 45_810)
    #expect(try ZoneRule(posix: "EST+5").daylight == nil)
  }

  @Test("weekday, ordinal and zero-based dates change on their day, in leap years too")
  func dates() throws {
    let weekday = "CET-1CEST,M3.5.0,M10.5.0/3"
    #expect(try Self.offset(weekday, at: "2026-03-29T00:59:59Z") == 3600)
    #expect(try Self.offset(weekday, at: "2026-03-29T01:00:00Z") == 7200)
    #expect(try Self.offset(weekday, at: "2026-10-25T00:59:59Z") == 7200)
    #expect(try Self.offset(weekday, at: "2026-10-25T01:00:00Z") == 3600)
    let ordinal = "XXX0YYY,J60/0,J300/0"
    #expect(try Self.offset(ordinal, at: "2024-02-29T23:59:59Z") == 0)
    #expect(try Self.offset(ordinal, at: "2024-03-01T00:00:00Z") == 3600)
    #expect(try Self.offset(ordinal, at: "2025-03-01T00:00:00Z") == 3600)
    let zeroBased = "XXX0YYY,59/0,300/0"
    #expect(try Self.offset(zeroBased, at: "2024-02-29T00:00:00Z") == 3600)
    #expect(try Self.offset(zeroBased, at: "2025-02-28T23:59:59Z") == 0)
    #expect(try Self.offset(zeroBased, at: "2025-03-01T00:00:00Z") == 3600)
  }

  @Test("a change may lie up to 167 hours before or after its date, in the next year too")
  func farTimes() throws {
    let late = "XXX0YYY,M12.5.0/167,M6.1.0/0"
    #expect(try Self.offset(late, at: "2026-01-03T22:59:59Z") == 0)
    #expect(try Self.offset(late, at: "2026-01-03T23:00:00Z") == 3600)
    let early = "XXX0YYY,J1/-167,J180/0"
    #expect(try Self.offset(early, at: "2025-12-25T00:59:59Z") == 0)
    #expect(try Self.offset(early, at: "2025-12-25T01:00:00Z") == 3600)
    #expect(try Self.offset(early, at: "2026-01-01T00:00:00Z") == 3600)
  }

  @Test("daylight time all year goes on across New Year")
  func permanentDaylight() throws {
    for text in ["2025-12-31T20:00:00Z", "2026-01-01T03:00:00Z", "2026-01-01T12:00:00Z"] {
      #expect(try Self.offset("XXX3EDT4,0/0,J365/23", at: text) == -14_400)
    }
    let civil = try CivilDateTime(iso8601: "2026-01-01T00:00:00")
    #expect(try Self.zone("XXX3EDT4,0/0,J365/23").resolve(civil).fit == .unique)
  }

  @Test("daylight time may be behind standard time, as in Ireland")
  func negativeDaylight() throws {
    let dublin = "IST-1GMT0,M10.5.0,M3.5.0/1"
    #expect(try Self.offset(dublin, at: "2026-07-01T00:00:00Z") == 3600)
    #expect(try Self.offset(dublin, at: "2026-12-01T00:00:00Z") == 0)
  }

  @Test(
    "a rule that is not one names the place and what would be right",
    arguments: [
      ("", 0), ("AB3", 2), ("<+0", 3), ("CET", 3), ("CET-25", 4), ("CET-1CEST", 9),
      ("CET-1CEST,M13.1.0,M1.1.0", 11), ("CET-1CEST,M3.6.0,M1.1.0", 13),
      ("CET-1CEST,M3.5.7,M1.1.0", 15), ("CET-1CEST,J0,J5", 11), ("CET-1CEST,366,1", 10),
      ("CET-1CEST,J1/168,J5", 13), ("CET-1CEST,M3.5.0,M10.5.0/3 ", 26), ("CET-1CEST,M3.5.0", 16),
      ("CET-1:60", 6),
    ]
  )
  func refusals(text: String, position: Int) {
    do {
      _ = try ZoneRule(posix: text)
      Issue.record("accepted \(text)")
    } catch {
      #expect(error.position == position, "\(error)")
    }
  }
}
