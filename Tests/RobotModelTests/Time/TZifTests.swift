import Foundation
import TestSupport
import Testing

@testable import RobotModel

@Suite("TZif")
struct TZifTests {
  private static func bytes(ofZone name: String) throws -> [UInt8] {
    let url = URL(fileURLWithPath: "\(ZoneOracle.directory)/\(name)")
    return [UInt8](try Data(contentsOf: url))
  }

  /// What a table answers differently from the oracle, in words.
  private static func differences(_ table: ZoneTable, _ oracle: ZoneOracle.Zone) -> [String] {
    var found: [String] = []
    for (instant, offset) in oracle.offsets {
      let ours = table.offsetSeconds(at: Instant(millisecondsSinceEpoch: instant * 1000))
      if ours != offset { found.append("\(oracle.name) at \(instant): \(ours), not \(offset)") }
    }
    for (reading, instant, widening) in oracle.readings {
      let civil = CivilDateTime(millisecondsSinceEpoch: reading * 1000)
      let ours = table.resolve(civil)
      let fit: CivilFit =
        widening == 0
        ? .unique
        : widening > 0
          ? .movedForward(gapMilliseconds: widening * 1000)
          : .firstOfTwo(overlapMilliseconds: -widening * 1000)
      let expected = CivilResolution(
        instant: Instant(millisecondsSinceEpoch: instant * 1000),
        fit: fit
      )
      if ours != expected {
        found.append("\(oracle.name) \(civil): \(ours), not \(expected)")
      }
    }
    return found
  }

  @Test("every zone agrees with Python's zoneinfo, around each change and in 2100 (S-24)")
  func agreesWithPython() throws {
    let zones = try ZoneOracle.zones()
    #expect(zones.count > 300)
    var probes = 0
    for zone in zones {
      let table = try TZif.zone(named: zone.name, bytes: Self.bytes(ofZone: zone.name))
      let differences = Self.differences(table, zone)
      #expect(differences.isEmpty, "\(differences.prefix(3))")
      probes += zone.offsets.count + zone.readings.count
    }
    #expect(probes > 50_000)
  }

  @Test("the zone's name is kept")
  func name() throws {
    let table = try TZif.zone(
      named: "Europe/Warsaw",
      bytes: Self.bytes(ofZone: "Europe/Warsaw")
    )
    #expect(table.name == "Europe/Warsaw")
    #expect(table.offsetSeconds(at: .epoch) == 3600)
  }

  @Test("a file cut anywhere gives an error, never a trap")
  func cut() throws {
    let bytes = try Self.bytes(ofZone: "Europe/Warsaw")
    for length in 0..<bytes.count {
      #expect(throws: TZifError.self, "cut at \(length)") {
        try TZif.zone(named: "cut", bytes: Array(bytes[..<length]))
      }
    }
  }

  @Test("damaged bytes give a table whose answers fit together, or an error; never a trap")
  func damaged() throws {
    let bytes = try Self.bytes(ofZone: "America/New_York")
    var random = SeededRandom(seed: 1)
    for _ in 0..<3000 {
      var copy = bytes
      for _ in 0..<3 {
        let end = Bool.random(using: &random) ? 60 : bytes.count
        copy[Int.random(in: 0..<end, using: &random)] = .random(in: .min ... .max, using: &random)
      }
      guard let table = try? TZif.zone(named: "damaged", bytes: copy) else { continue }
      let reading = CivilDateTime(utc: Instant(millisecondsSinceEpoch: 1_800_000_000_000))
      let resolution = table.resolve(reading)
      var shown = reading.millisecondsSinceEpoch
      if case .movedForward(let gap) = resolution.fit { shown += gap }
      let offset = table.offsetSeconds(at: resolution.instant)
      #expect(resolution.instant.millisecondsSinceEpoch + Int64(offset) * 1_000 == shown)
      _ = table.offsetSeconds(at: .earliest)
      _ = table.offsetSeconds(at: .latest)
    }
  }

  /// A version 2 file without transitions: one type with this offset, and a footer.
  private static func minimal(offset: Int32, footer: String, leapSeconds: UInt8 = 0) -> [UInt8] {
    func header(types: UInt8, nameBytes: UInt8) -> [UInt8] {
      var bytes = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
      for count in [0, 0, leapSeconds, 0, types, nameBytes] { bytes += [0, 0, 0, count] }
      return bytes
    }
    let offsetBytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: offset >> $0) }
    return header(types: 0, nameBytes: 0) + header(types: 1, nameBytes: 4) + offsetBytes
      + [0, 0] + Array("ABC\0".utf8) + Array("\n\(footer)\n".utf8)
  }

  @Test("the rule holds from the last transition on, also if only the name changed there")
  func lastTransitionWithoutChange() throws {
    // One type of time, one transition to it at second 2^30 (2004-01-10), and a rule from then on.
    var bytes = Self.minimal(offset: 3600, footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    bytes[44 + 35] = 1
    bytes.insert(contentsOf: [0, 0, 0, 0, 0x40, 0, 0, 0, 0], at: 88)
    let table = try TZif.zone(named: "x", bytes: bytes)
    #expect(table.offsetSeconds(at: try Instant(rfc3339: "2003-07-01T00:00:00Z")) == 3600)
    #expect(table.offsetSeconds(at: try Instant(rfc3339: "2004-07-01T00:00:00Z")) == 7200)
  }

  @Test("without transitions the footer's rule holds always")
  func footerOnly() throws {
    let table = try TZif.zone(
      named: "x",
      bytes: Self.minimal(offset: 3600, footer: "<+03>-3")
    )
    #expect(table.offsetSeconds(at: .epoch) == 10_800)
    let fixed = try TZif.zone(named: "x", bytes: Self.minimal(offset: -3600, footer: ""))
    #expect(fixed.offsetSeconds(at: .latest) == -3600)
  }

  @Test("what cannot be right is refused with its place")
  func refusals() {
    let cases: [(bytes: [UInt8], byteOffset: Int, words: String)] = [
      ([], 0, "44 bytes"),
      (Array("GZip".utf8) + [UInt8](repeating: 0, count: 80), 0, "TZif"),
      (Array("TZif7".utf8) + [UInt8](repeating: 0, count: 80), 4, "version"),
      (Self.minimal(offset: 0, footer: "", leapSeconds: 27), 44, "leap"),
      (Self.minimal(offset: 93_600, footer: ""), 92, "26 hours"),
      (Self.minimal(offset: 0, footer: "CET-1CEST"), 99, "CET-1CEST"),
      (Self.minimal(offset: 0, footer: "").dropLast(1), 99, "newline"),
    ]
    for (bytes, byteOffset, words) in cases {
      do {
        _ = try TZif.zone(named: "x", bytes: Array(bytes))
        Issue.record("accepted: \(words)")
      } catch {
        #expect(error.description.contains(words), "\(error)")
        #expect(error.byteOffset == byteOffset, "\(error)")
      }
    }
  }
}
