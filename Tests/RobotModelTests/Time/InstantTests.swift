import RobotModel
import Testing

@Suite("Instant")
struct InstantTests {
  @Test("RFC 3339 texts are read with their offset, to the millisecond")
  func reading() throws {
    let cases: [(text: String, milliseconds: Int64)] = [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1),
      ("1969-12-31T23:59:59.999Z", -1), ("2026-06-03T15:30:00+02:00", 1_780_493_400_000),
      ("2026-06-03t13:30:00z", 1_780_493_400_000), ("2026-06-03T08:00:00-05:30", 1_780_493_400_000),
      ("1970-01-01T00:00:00.9999999Z", 999), ("1970-01-01T00:00:00.5Z", 500),
      ("1970-01-01T00:00:00-00:00", 0), ("1970-01-01T23:59:00+23:59", 0),
      ("0001-01-01T00:00:00Z", -62_135_596_800_000),
      ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ]
    for (text, milliseconds) in cases {
      #expect(try Instant(rfc3339: text).millisecondsSinceEpoch == milliseconds, "\(text)")
    }
  }

  @Test("what is printed is read again as the same instant")
  func roundTrip() throws {
    var state: UInt64 = 7
    for _ in 0..<5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let instant = Instant(millisecondsSinceEpoch: Int64(bitPattern: state) >> 16)
      #expect(try Instant(rfc3339: instant.rfc3339) == instant)
    }
    #expect(Instant.epoch.rfc3339 == "1970-01-01T00:00:00Z")
    #expect(Instant(millisecondsSinceEpoch: -5).rfc3339 == "1969-12-31T23:59:59.995Z")
    #expect(Instant.earliest.rfc3339 == "0001-01-01T00:00:00Z")
    #expect(Instant.latest.rfc3339 == "9999-12-31T23:59:59.999Z")
  }

  @Test("texts that are no instant name the place and what would be right")
  func refusals() {
    let cases: [(text: String, position: Int, words: String)] = [
      ("2026-06-03", 10, "T"), ("2026-06-03 15:30:00Z", 10, "T"), ("2026-06-03T15:30Z", 16, ":"),
      ("2026-06-03T24:00:00Z", 11, "hour from 00 to 23"), ("2026-06-03T15:60:00Z", 14, "minute"),
      ("2026-06-03T15:30:60Z", 17, "second from 00 to 59"), ("2026-06-03T15:30:00", 19, "offset"),
      ("2026-06-03T15:30:00.Z", 20, "fraction"), ("2026-06-03T15:30:00+2:00", 20, "hours"),
      ("2026-06-03T15:30:00+0200", 22, ":"), ("2026-06-03T15:30:00ZZ", 20, "end"),
      ("0000-12-31T23:59:59Z", 0, "years 0001 to 9999"),
      ("0001-01-01T00:00:00+00:01", 0, "years 0001 to 9999"),
      ("9999-12-31T23:59:59-00:01", 0, "years 0001 to 9999"),
    ]
    for (text, position, words) in cases {
      do {
        let instant = try Instant(rfc3339: text)
        Issue.record("accepted \(text) as \(instant)")
      } catch {
        #expect(error.position == position, "\(error)")
        #expect(error.description.contains(words), "\(error)")
      }
    }
  }

  @Test("sums beyond the first and last instant are held there")
  func saturating() {
    #expect(Instant.epoch.adding(milliseconds: .max) == .latest)
    #expect(Instant.epoch.adding(milliseconds: .min) == .earliest)
    #expect(Instant.latest.adding(milliseconds: 1) == .latest)
    #expect(Instant.latest.adding(milliseconds: .max) == .latest)
    #expect(Instant.earliest.adding(milliseconds: .min) == .earliest)
    #expect(Instant(millisecondsSinceEpoch: .max) == .latest)
    #expect(Instant.latest.milliseconds(since: .earliest) == 315_537_897_599_999)
  }

  @Test("seconds are rounded down, so the rest is never negative")
  func seconds() {
    let cases: [(milliseconds: Int64, seconds: Int64, rest: Int64)] = [
      (0, 0, 0), (999, 0, 999), (1000, 1, 0), (-1, -1, 999), (-1000, -1, 0), (-1001, -2, 999),
    ]
    for (milliseconds, seconds, rest) in cases {
      let instant = Instant(millisecondsSinceEpoch: milliseconds)
      #expect(instant.secondsSinceEpoch == seconds)
      #expect(instant.millisecondsWithinSecond == rest)
    }
  }
}
