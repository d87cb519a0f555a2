import RobotModel

/// Files of time zones: whatever is accepted gives every instant a wall clock, and every wall clock
/// an instant that shows it.
enum ZoneTarget: FuzzTarget {
  static let name = "zone"

  static let seeds: [[UInt8]] = [
    file("", transitions: [], offsets: [(0)]),
    file(
      "CET-1CEST,M3.5.0,M10.5.0/3",
      transitions: [(0, 1), (9_999_999, 0)],
      offsets: [3_600, 0]
    ),
    file("<-03>3", transitions: [(-2_000_000_000, 0)], offsets: [-10_800]),
    file("IST-1GMT0,M10.5.0,M3.5.0/1", transitions: [], offsets: [3_600, 0]),
    file(
      "EST5EDT,0/0,J365/25",
      transitions: [(1, 1), (2, 0), (3, 1)],
      offsets: [-18_000, -14_400]
    ),
    file("XXX-24:59:59YYY-25,M1.1.0/-167,M12.5.6/167", transitions: [], offsets: [0]),
  ]

  static func run(_ input: RawSpan) throws {
    guard let zone = try? TZif.zone(named: "Fuzz/Zone", bytes: input.array) else { return }
    for instant in instants {
      let shown = zone.civil(at: instant)
      let resolution = zone.resolve(shown)
      try promise(
        resolution.instant <= instant,
        "\(instant) shows \(shown), which comes first at \(resolution.instant)"
      )
      try promise(
        zone.civil(at: resolution.instant) == shown,
        "\(instant) shows \(shown), its instant \(resolution.instant) does not"
      )
      if case .unique = resolution.fit {
        try promise(resolution.instant == instant, "\(shown) is not unique: \(resolution)")
      }
    }
  }

  private static let instants: [Instant] = [
    -40_000_000_000, -2_000_000_001, -1, 0, 1, 2, 3, 3_600, 9_999_998, 9_999_999, 1_774_746_000,
    1_793_494_800, 1_793_496_600, 4_102_444_800, 200_000_000_000,
  ].map { Instant(millisecondsSinceEpoch: $0 * 1_000) }

  /// A file of version 2 with these transitions, each a time and a type, and a rule behind them.
  private static func file(
    _ rule: String,
    transitions: [(time: Int64, type: UInt8)],
    offsets: [Int32]
  ) -> [UInt8] {
    let head = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    let counts = [0, 0, 0, UInt32(transitions.count), UInt32(offsets.count), 4]
    return head + [UInt8](repeating: 0, count: 24) + head + counts.flatMap(bigEndian)
      + transitions.flatMap { bigEndian(UInt64(bitPattern: $0.time)) }
      + transitions.map(\.type)
      + offsets.flatMap { bigEndian(UInt32(bitPattern: $0)) + [0, 0] }
      + [UInt8](repeating: 0, count: 4) + Array("\n\(rule)\n".utf8)
  }

  private static func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
