import RobotEngine
import RobotModel

/// A small seeded generator (SplitMix64), so that a failing history can be run again.
struct TimerRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Where two long lists differ first, in words; nil if they are equal.
func firstDifference(_ left: [UInt32], _ right: [UInt32]) -> String? {
  for (index, pair) in zip(left, right).enumerated() where pair.0 != pair.1 {
    return "at \(index): \(pair.0), not \(pair.1)"
  }
  return left.count == right.count ? nil : "\(left.count) long, not \(right.count)"
}

/// The obviously right timers: one list, sorted anew whenever it is asked.
struct TimerList {
  struct Entry: Hashable {
    var due: Int64
    var order: UInt64
    var slot: UInt32

    init(due: Int64, order: UInt64, slot: UInt32) {
      self.due = due
      self.order = order
      self.slot = slot
    }

    init(_ timer: FiredTimer) {
      self.init(
        due: timer.due.millisecondsSinceEpoch,
        order: timer.order,
        slot: timer.slot
      )
    }
  }

  private(set) var entries: [Entry] = []

  mutating func arm(_ slot: UInt32, due: Int64, order: UInt64) {
    cancel(slot)
    entries.append(Entry(due: due, order: order, slot: slot))
  }

  @discardableResult
  mutating func cancel(_ slot: UInt32) -> Bool {
    guard let index = entries.firstIndex(where: { $0.slot == slot }) else { return false }
    entries.swapAt(index, entries.count - 1)
    entries.removeLast()
    return true
  }

  mutating func fire(dueBy now: Int64) -> Entry? {
    let due = entries.filter { $0.due <= now }
    guard let first = due.min(by: { ($0.due, $0.order, $0.slot) < ($1.due, $1.order, $1.slot) })
    else { return nil }
    cancel(first.slot)
    return first
  }

  var nextDue: Int64? { entries.map(\.due).min() }
}

/// A wheel behind a reference, because the test macros copy what they look at.
final class WheelUnderTest {
  private var wheel: TimerWheel

  init(at now: Instant) { wheel = TimerWheel(at: now) }

  var count: Int { wheel.count }

  var nextDue: Instant? { wheel.nextDue }

  var memoryBytes: Int { wheel.memoryBytes }

  func arm(_ slot: UInt32, due: Instant, order: UInt64) {
    wheel.arm(slot, due: due, order: order)
  }

  @discardableResult
  func cancel(_ slot: UInt32) -> Bool { wheel.cancel(slot) }

  func due(of slot: UInt32) -> Instant? { wheel.due(of: slot) }

  func fire(dueBy now: Instant, effort: inout Int) -> TimerFiring {
    wheel.fire(dueBy: now, effort: &effort)
  }
}
