// Random histories of the engine and its journal against a naive model (K10).
//
//   simulation [--histories N] [--steps N] [--failures N] [--story] [--seed S]
//   simulation --races N [--seed S]                        moves and fires in one millisecond
//
//   swift run -c release simulation --histories 100000      the long form
//
// Each history has rules, events, crashes and faults of its own, made of its seed alone; after each
// step the engine's state is the model's. Every tenth is lived twice and must append the same
// bytes. `--seed S` begins with that seed; with `--histories 1 --story` one that failed is told
// step by step. The status is 0 if no history failed.

import Linux

@main struct Main {
  static func main() throws {
    let options = try Options(CommandLine.arguments.dropFirst())
    if let races = options.races {
      let isGood = try RaceProgram.run(count: races, firstSeed: options.firstSeed)
      CurrentProcess.exit(isGood ? 0 : 1)
    }
    let start = Clock.monotonicNanoseconds()
    var tally = Tally()
    for seed in options.firstSeed..<options.firstSeed + options.histories {
      tally.take(seed, options)
      if tally.failures.count >= options.mostFailures { break }
    }
    let seconds = (Clock.monotonicNanoseconds() - start) / 1_000_000_000
    for failure in tally.failures { try StandardStream.output.write(failure + "\n") }
    try StandardStream.output.write(
      "\(tally.batches) batches, \(tally.deaths) crashes, digest \(tally.digest), \(seconds) s\n"
        + "\(tally.passed) passed, \(tally.failures.count) failed\n"
    )
    CurrentProcess.exit(tally.failures.isEmpty ? 0 : 1)
  }
}

/// What the histories came to.
struct Tally {
  var passed = 0
  var batches = 0
  var deaths = 0
  /// Of all that was appended in all histories.
  var digest: UInt64 = 0
  var failures: [String] = []

  /// Lives through the history of a seed.
  mutating func take(_ seed: UInt64, _ options: Options) {
    let first = Self.live(seed, options)
    digest = digest &* 31 &+ first.digest
    batches += first.batches
    deaths += first.deaths
    if let failure = first.failure { return failures.append(failure) }
    if seed.isMultiple(of: 10), Self.live(seed, options).digest != first.digest {
      return failures.append("seed \(seed): lived twice it appended different bytes")
    }
    passed += 1
  }

  private static func live(
    _ seed: UInt64,
    _ options: Options
  ) -> (digest: UInt64, batches: Int, deaths: Int, failure: String?) {
    do {
      var history = try History(seed: seed)
      var failure: String?
      do {
        try history.live(steps: options.steps)
      } catch {
        let text = (error as? Mismatch)?.text ?? "\(error)"
        let story = options.isTold ? history.story.joined(separator: "\n") + "\n" : ""
        failure = "\(story)seed \(seed), after \(history.story.last ?? "nothing"): \(text)"
      }
      return (history.tape.digest, history.tape.batches, history.tape.deaths, failure)
    } catch {
      return (0, 0, 0, "seed \(seed): \(error)")
    }
  }
}
