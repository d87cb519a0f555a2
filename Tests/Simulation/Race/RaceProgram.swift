import Linux

/// Races by the ten thousand, and the control.
enum RaceProgram {
  /// Prints what `count` races came to; whether none was wrong and the control was caught.
  static func run(count: Int, firstSeed: UInt64) throws -> Bool {
    let real = try races(count, firstSeed, .none)
    let control = try races(min(count, 1_000), firstSeed, .readsAhead)
    for text in real.wrong.prefix(5) { try StandardStream.output.write(text + "\n") }
    try StandardStream.output.write(
      "\(real.races) items moved in the millisecond in which their robot fired, actions: "
        + "\(real.neverGiven) given to nobody, \(real.withdrawn) withdrawn from a worker, "
        + "\(real.lost) given back before, \(real.done) done before; \(real.wrong.count) wrong\n"
        + "control, actions given late: \(control.wrong.count) caught\n"
    )
    let passed = (real.wrong.isEmpty ? 1 : 0) + (control.wrong.isEmpty ? 0 : 1)
    try StandardStream.output.write("\(passed) passed, \(2 - passed) failed\n")
    return passed == 2
  }

  private static func races(
    _ count: Int,
    _ firstSeed: UInt64,
    _ flaw: Race.Flaw
  ) throws -> RaceTally {
    var tally = RaceTally()
    var seed = firstSeed
    while tally.races < count, tally.wrong.count < 1_000 {
      var race = try Race(seed: seed, flaw: flaw)
      try race.run()
      tally.add(race.tally)
      seed += 1
    }
    return tally
  }
}
