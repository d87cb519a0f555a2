// What the engine alone costs: rules, store, timers and the bytes of its facts, without journal,
// socket or threads
//
//     swift run -c release engine-costs [COUNT [pending|firing|conditions|robots]...]
//
// Prints a line for each figure: what a pending run takes (P6), how fast timed robots fire that are
// due at once (P4), how fast a condition is decided, and whether the number of robots shows in the
// cost of an event (P8); or only those that are named. COUNT, 200,000 if it is not given, is how
// many items there are.

import RobotModel

@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let count = arguments.first.flatMap { Int($0) } ?? 200_000
    // Memory first: what others have let go would be used again and not be counted.
    let figures: [(name: String, measure: () throws -> Void)] = [
      ("pending", { try PendingRuns(runCount: 5 * count).measure() }),
      ("firing", { try FiringAtOnce(itemCount: count).measure() }),
      // As many as Python is asked about beside it.
      ("conditions", { try Filtering(recordCount: 20_000).measure() }),
      ("robots", { try ManyRobots(eventCount: count / 10).measure() }),
    ]
    let named = arguments.dropFirst()
    for figure in figures where named.isEmpty || named.contains(figure.name) {
      try figure.measure()
    }
  }
}
