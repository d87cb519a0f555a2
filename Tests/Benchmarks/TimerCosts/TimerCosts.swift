// What a timer costs (P6)
//
// Arms, cancels, arms again and fires timers of the engine's wheel, one million and ten million of
// them, due at random within an hour, a month and a year, and all at one millisecond. Slots are
// cancelled in random order, which is the worst for the memory, so beside the figures stands what
// this machine takes at least: one random read and one random write in arrays of the same size.
// Times are this thread's processor time, so that other programs on the machine cost nothing but
// their share of the caches.
//
//     swift run -c release timer-costs [COUNT ...]

import Foundation
import RobotEngine
import RobotModel

@main
struct TimerCosts {
  private static let hour: Int64 = 3_600_000
  private static let start = Instant(millisecondsSinceEpoch: 1_780_500_000_000)

  static func main() {
    let counts = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    print("        count  due within    arm  cancel  arm again   fire  longest 256  bytes  limit")
    for count in counts.isEmpty ? [1_000_000, 10_000_000] : counts {
      let limit = randomAccessNanoseconds(count: count)
      for (name, span) in [
        ("an hour", hour), ("30 days", 720 * hour), ("a year", 8760 * hour), ("one ms", 0),
      ] {
        print(measure(count: count, name: name, spanMilliseconds: span, limit: limit))
      }
    }
  }

  private static func measure(
    count: Int,
    name: String,
    spanMilliseconds: Int64,
    limit: Double
  ) -> String {
    var random = SystemRandomNumberGenerator()
    let dues = (0..<count).map { _ in
      start.adding(milliseconds: hour + Int64.random(in: 0...spanMilliseconds, using: &random))
    }
    let slots = (0..<UInt32(count)).shuffled(using: &random)
    var wheel = TimerWheel(at: start)
    let emptyBytes = wheel.memoryBytes

    var longest = 0.0
    let arm = nanoseconds(for: count) {
      var before = processorNanoseconds()
      for (index, due) in dues.enumerated() {
        wheel.arm(UInt32(index), due: due, order: UInt64(index))
        guard index & 255 == 0 else { continue }
        let now = processorNanoseconds()
        longest = max(longest, now - before)
        before = now
      }
    }
    let bytes = Double(wheel.memoryBytes - emptyBytes) / Double(count)
    let cancel = nanoseconds(for: count / 2) {
      for slot in slots[..<(count / 2)] { wheel.cancel(slot) }
    }
    let again = nanoseconds(for: count / 2) {
      for slot in slots[..<(count / 2)] {
        wheel.arm(slot, due: dues[Int(slot)], order: UInt64(slot))
      }
    }
    var fired = 0
    let fire = nanoseconds(for: count) {
      var last = start
      var effort = Int.max
      let end = start.adding(milliseconds: hour + spanMilliseconds)
      while case .timer(let timer) = wheel.fire(dueBy: end, effort: &effort) {
        precondition(timer.due >= last, "out of order")
        last = timer.due
        fired += 1
      }
    }
    precondition(fired == count, "\(fired) fired of \(count)")
    let figures = [cell(arm, 7), cell(cancel, 8), cell(again, 11), cell(fire, 7)].joined()
    let pause = cell(longest / 1000, 10)
    return pad("\(count)", 13) + pad(name, 12) + figures + pause + " us" + cell(bytes, 7)
      + cell(limit, 7)
  }

  /// A random read that leads to a random write, as cancelling does, in the sizes of the wheel.
  private static func randomAccessNanoseconds(count: Int) -> Double {
    var places = (0..<UInt32(count)).shuffled()
    let slots = (0..<UInt32(count)).shuffled()
    var cells = [UInt64](repeating: 0, count: 3 * count)
    let time = nanoseconds(for: count) {
      for slot in slots {
        cells[3 * Int(places[Int(slot)])] = 1
        places[Int(slot)] = 0
      }
    }
    precondition(cells.contains(1), "the writes are kept")
    return time
  }

  private static func nanoseconds(for count: Int, _ body: () -> Void) -> Double {
    let before = processorNanoseconds()
    body()
    return (processorNanoseconds() - before) / Double(count)
  }

  private static func processorNanoseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }

  private static func cell(_ value: Double, _ width: Int) -> String {
    pad(String(format: "%.0f", value), width)
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
