// What becomes of the journal when its files are cut, flipped, torn or refused, in numbers.
//
//   crash [tears|flips|lives|faults]... [--share N]
//
// Each sweep prints what it tried, what it found, and its control: the same with one safeguard
// taken away, which has to be caught. `--share 10` does a tenth of the whole. The status is 0 if
// nothing was wrong and every control was caught.

import Linux
import TestSupport

@main struct Main {
  static func main() throws {
    var sweeps: [String: (Int) throws -> [SweepResult]] = [:]
    sweeps["tears"] = TearSweep.run
    sweeps["flips"] = FlipSweep.run
    sweeps["lives"] = LifeSweep.run
    sweeps["faults"] = FaultSweep.run
    var chosen: [String] = []
    var share = 1
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      if argument == "--share", let value = arguments.popFirst(), let number = Int(value),
        number > 0
      {
        share = number
      } else if sweeps[argument] != nil {
        chosen.append(argument)
      } else {
        try StandardStream.error.write("usage: crash [tears|flips|lives|faults]... [--share N]\n")
        CurrentProcess.exit(64)
      }
    }
    if chosen.isEmpty { chosen = ["tears", "flips", "lives", "faults"] }
    var isGood = true
    for name in chosen {
      let start = Clock.monotonicNanoseconds()
      for result in try sweeps[name]?(share) ?? [] {
        isGood = isGood && result.isGood
        try StandardStream.output.write(result.description + "\n")
      }
      let seconds = (Clock.monotonicNanoseconds() - start) / 1_000_000_000
      try StandardStream.output.write("  \(name) took \(seconds) s\n")
    }
    CurrentProcess.exit(isGood ? 0 : 1)
  }
}
