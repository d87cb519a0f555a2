import Testing

@testable import RobotModel

@Suite("ZoneTable")
struct ZoneTableTests {
  private static func warsaw() throws -> ZoneTable {
    ZoneTable(
      name: "Europe/Warsaw",
      transitions: [],
      offsets: [3600],
      rule: try ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3")
    )
  }

  private static func resolve(_ text: String) throws -> CivilResolution {
    try warsaw().resolve(CivilDateTime(iso8601: text))
  }

  @Test("a wall clock in a gap moves forward by the gap (S-24)")
  func gap() throws {
    let resolution = try Self.resolve("2026-03-29T02:30:00")
    #expect(resolution.instant.rfc3339 == "2026-03-29T01:30:00Z")
    #expect(resolution.fit == .movedForward(gapMilliseconds: 3_600_000))
    #expect(try Self.warsaw().civil(at: resolution.instant).iso8601 == "2026-03-29T03:30:00")
    #expect(try Self.resolve("2026-03-29T01:59:59.999").fit == .unique)
    #expect(try Self.resolve("2026-03-29T03:00:00").fit == .unique)
  }

  @Test("of a wall clock shown twice the first counts (S-24)")
  func overlap() throws {
    let resolution = try Self.resolve("2026-10-25T02:30:00")
    #expect(resolution.instant.rfc3339 == "2026-10-25T00:30:00Z")
    #expect(resolution.fit == .firstOfTwo(overlapMilliseconds: 3_600_000))
    #expect(try Self.resolve("2026-10-25T01:59:59.999").fit == .unique)
    #expect(try Self.resolve("2026-10-25T03:00:00").fit == .unique)
  }

  @Test("a zone that skips a whole day moves forward by the day")
  func skippedDay() throws {
    let samoa = ZoneTable(
      name: "Pacific/Apia",
      transitions: [1_325_239_200],
      offsets: [-36_000, 50_400],
      rule: nil
    )
    let resolution = samoa.resolve(try CivilDateTime(iso8601: "2011-12-30T12:00:00"))
    #expect(resolution.fit == .movedForward(gapMilliseconds: 86_400_000))
    #expect(samoa.civil(at: resolution.instant).iso8601 == "2011-12-31T12:00:00")
  }

  @Test("every instant's reading leads back to it, or to the first of two")
  func roundTrip() throws {
    let zone = try Self.warsaw()
    var milliseconds: Int64 = 1_767_225_600_000
    for _ in 0..<17_520 {
      let instant = Instant(millisecondsSinceEpoch: milliseconds)
      let resolution = zone.resolve(zone.civil(at: instant))
      if case .firstOfTwo(let overlap) = resolution.fit {
        let apart = instant.milliseconds(since: resolution.instant)
        #expect(apart == 0 || apart == overlap)
      } else {
        #expect(resolution == CivilResolution(instant: instant, fit: .unique))
      }
      milliseconds += 1_800_000
    }
  }

  @Test("writing out the rule's changes changes no answer, before, within and after")
  func expanding() throws {
    let rule = try ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3")
    let plain = ZoneTable(
      name: "x",
      transitions: [800_000_000],
      offsets: [0, 3600],
      rule: rule
    )
    let expanded = plain.expandingRule(throughYear: 2030)
    #expect(expanded.transitions.count > 70)
    var milliseconds: Int64 = 700_000_000_000
    for _ in 0..<20_000 {
      let civil = CivilDateTime(millisecondsSinceEpoch: milliseconds)
      #expect(plain.resolve(civil) == expanded.resolve(civil))
      milliseconds += 86_400_000 + 3_601_000
    }
  }

  @Test("the ends of time have a reading in every zone")
  func ends() throws {
    let east = ZoneTable(fixedOffsetSeconds: 50_400, name: "east")
    let west = ZoneTable(fixedOffsetSeconds: -43_200, name: "west")
    #expect(east.civil(at: .latest).iso8601 == "+10000-01-01T13:59:59.999")
    #expect(west.civil(at: .earliest).iso8601 == "0000-12-31T12:00:00")
    #expect(east.resolve(east.civil(at: .latest)).instant == .latest)
    #expect(west.resolve(west.civil(at: .earliest)).instant == .earliest)
    #expect(ZoneTable.utc.offsetSeconds(at: .epoch) == 0)
    #expect(try Self.warsaw().civil(at: .latest).date.year == 10_000)
  }
}
