import RobotEngine
import RobotModel
import Testing

@Suite("TimerWheel")
struct TimerWheelTests {
  private static let start = Instant(millisecondsSinceEpoch: 1_780_500_000_000)

  private static func at(_ milliseconds: Int64) -> Instant {
    start.adding(milliseconds: milliseconds)
  }

  /// Everything due by `now`, with unlimited effort.
  private static func fireAll(_ wheel: WheelUnderTest, dueBy now: Instant) -> [UInt32] {
    var slots: [UInt32] = []
    var effort = Int.max
    while case .timer(let timer) = wheel.fire(dueBy: now, effort: &effort) {
      slots.append(timer.slot)
    }
    return slots
  }

  @Test("an empty wheel has nothing due and nothing next")
  func empty() {
    let wheel = WheelUnderTest(at: Self.start)
    var effort = 0
    #expect(wheel.count == 0)
    #expect(wheel.nextDue == nil)
    #expect(wheel.fire(dueBy: .latest, effort: &effort) == .nothingDue)
    #expect(!wheel.cancel(7))
    #expect(wheel.due(of: 7) == nil)
  }

  @Test("a timer fires at its millisecond and not one before (T8)")
  func neverEarly() {
    for delay: Int64 in [1, 255, 256, 257, 65_535, 65_536, 16_777_216, 1 << 32, 315_360_000_000] {
      let wheel = WheelUnderTest(at: Self.start)
      wheel.arm(3, due: Self.at(delay), order: 0)
      #expect(Self.fireAll(wheel, dueBy: Self.at(delay - 1)).isEmpty)
      #expect(Self.fireAll(wheel, dueBy: Self.at(delay)) == [3])
      #expect(wheel.count == 0)
    }
  }

  @Test("timers due at one millisecond fire by their order key (S-16)")
  func orderInsideTick() {
    let wheel = WheelUnderTest(at: Self.start)
    for slot: UInt32 in 0..<1000 {
      wheel.arm(slot, due: Self.at(5_000), order: UInt64((slot &* 7919) % 1000))
    }
    let fired = Self.fireAll(wheel, dueBy: Self.at(5_000))
    #expect(firstDifference(fired.map { ($0 &* 7919) % 1000 }, Array(0..<1000)) == nil)
  }

  @Test("a timer armed for the past goes before what is due later, and is not lost")
  func pastDue() {
    let wheel = WheelUnderTest(at: Self.start)
    wheel.arm(1, due: Self.at(10), order: 0)
    #expect(Self.fireAll(wheel, dueBy: Self.at(5)).isEmpty)
    wheel.arm(2, due: Self.at(-1_000_000_000), order: 0)
    wheel.arm(3, due: Self.at(5), order: 0)
    #expect(Self.fireAll(wheel, dueBy: Self.at(10)) == [2, 3, 1])
  }

  @Test("when the clock goes back nothing fires before its time (S-25)")
  func clockBack() {
    let wheel = WheelUnderTest(at: Self.start)
    _ = Self.fireAll(wheel, dueBy: Self.at(3_600_000))
    wheel.arm(1, due: Self.at(1_800_000), order: 0)
    #expect(Self.fireAll(wheel, dueBy: Self.at(1_799_999)).isEmpty)
    #expect(Self.fireAll(wheel, dueBy: Self.at(1_800_000)) == [1])
  }

  @Test("a slot has one timer: arming again replaces it")
  func rearm() {
    let wheel = WheelUnderTest(at: Self.start)
    wheel.arm(1, due: Self.at(100), order: 0)
    wheel.arm(1, due: Self.at(1 << 40), order: 0)
    wheel.arm(1, due: Self.at(50_000), order: 0)
    #expect(wheel.count == 1)
    #expect(wheel.due(of: 1) == Self.at(50_000))
    #expect(Self.fireAll(wheel, dueBy: Self.at(49_999)).isEmpty)
    #expect(Self.fireAll(wheel, dueBy: Self.at(50_000)) == [1])
  }

  @Test(
    "with its effort spent it goes on where it stopped, and what arrives meanwhile has its place"
  )
  func effort() {
    let wheel = WheelUnderTest(at: Self.start)
    for slot: UInt32 in 0..<2000 { wheel.arm(slot, due: Self.at(100_000), order: UInt64(slot)) }
    var fired: [UInt32] = []
    var rounds = 0
    while wheel.count > 0 {
      var effort = 1
      rounds += 1
      if rounds == 10 { wheel.arm(5000, due: Self.at(99_000), order: 0) }
      if rounds == 20 { wheel.cancel(1999) }
      while case .timer(let timer) = wheel.fire(dueBy: Self.at(200_000), effort: &effort) {
        fired.append(timer.slot)
      }
    }
    #expect(rounds > 60)
    #expect(firstDifference(fired, [5000] + Array(0..<1999)) == nil)
  }

  @Test("cancelling the rest of a bucket that is being emptied leaves the wheel right")
  func cancelOpenBucket() {
    let wheel = WheelUnderTest(at: Self.start)
    for slot: UInt32 in 0..<100 { wheel.arm(slot, due: Self.at(100_000), order: UInt64(slot)) }
    var effort = 1
    #expect(wheel.fire(dueBy: Self.at(100_000), effort: &effort) == .effortSpent)
    for slot: UInt32 in 0..<100 { #expect(wheel.cancel(slot)) }
    wheel.arm(7, due: Self.at(200_000), order: 0)
    #expect(Self.fireAll(wheel, dueBy: Self.at(199_999)).isEmpty)
    #expect(Self.fireAll(wheel, dueBy: Self.at(200_000)) == [7])
  }

  @Test(
    "a timer takes at most 32 bytes where there are many (P6)",
    arguments: [1, 60_000, 1 << 41]
  )
  func memory(delay: Int64) {
    let wheel = WheelUnderTest(at: Self.start)
    let before = wheel.memoryBytes
    let many = 40_000
    for slot in 0..<UInt32(many) { wheel.arm(slot, due: Self.at(delay), order: UInt64(slot)) }
    #expect(wheel.memoryBytes - before <= many * 32)
    let armed = wheel.memoryBytes
    let fired = Self.fireAll(wheel, dueBy: Self.at(delay))
    #expect(firstDifference(fired, Array(0..<UInt32(many))) == nil)
    #expect(wheel.memoryBytes <= armed + armed / 100)
  }

  @Test("the room of cancelled timers serves later ones, in their bucket and in others")
  func roomAfterCancelling() {
    let wheel = WheelUnderTest(at: Self.start)
    var random = TimerRandom(seed: 5)
    let many: UInt32 = 16_000
    for slot in 0..<many { wheel.arm(slot, due: Self.at(86_400_000), order: UInt64(slot)) }
    let full = wheel.memoryBytes
    var kept: [UInt32] = []
    for slot in (0..<many).shuffled(using: &random) {
      if slot % 32 == 0 {
        kept.append(slot)
      } else {
        wheel.cancel(slot)
      }
    }
    for slot in 0..<many where slot % 32 != 0 {
      wheel.arm(slot, due: Self.at(30 * 86_400_000), order: UInt64(slot))
    }
    #expect(wheel.memoryBytes <= full + full / 4)
    let early = Self.fireAll(wheel, dueBy: Self.at(86_400_000))
    #expect(firstDifference(early, kept.sorted()) == nil)
    let late = Self.fireAll(wheel, dueBy: Self.at(30 * 86_400_000))
    #expect(firstDifference(late, (0..<many).filter { $0 % 32 != 0 }) == nil)
  }

  @Test("following nextDue alone leads to the exact time in a few rounds")
  func nextDueConverges() throws {
    var random = TimerRandom(seed: 11)
    for _ in 0..<200 {
      let wheel = WheelUnderTest(at: Self.start)
      let delay = Int64.random(
        in: 1...(1 << Int64.random(in: 1...42, using: &random)),
        using: &random
      )
      wheel.arm(0, due: Self.at(delay), order: 0)
      var rounds = 0
      var fired: FiredTimer?
      while fired == nil {
        let now = try #require(wheel.nextDue)
        #expect(now <= Self.at(delay))
        var effort = Int.max
        if case .timer(let timer) = wheel.fire(dueBy: now, effort: &effort) { fired = timer }
        rounds += 1
      }
      #expect(fired?.due == Self.at(delay))
      #expect(rounds <= 5)
    }
  }

  @Test("random histories fire exactly what a sorted list fires", arguments: 0..<40)
  func againstList(seed: Int) throws {
    var random = TimerRandom(seed: UInt64(seed))
    let slots: UInt32 = [8, 100, 600][seed % 3]
    let wheel = WheelUnderTest(at: Self.start)
    var list = TimerList()
    var now = Self.start.millisecondsSinceEpoch
    for _ in 0..<1500 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...4:
        let slot = UInt32.random(in: 0..<slots, using: &random)
        let due = now + Self.delay(&random)
        let order = UInt64.random(in: 0..<5, using: &random)
        wheel.arm(slot, due: Instant(millisecondsSinceEpoch: due), order: order)
        list.arm(slot, due: due, order: order)
      case 5...6:
        let slot = UInt32.random(in: 0..<slots, using: &random)
        try #require(wheel.cancel(slot) == list.cancel(slot))
      default:
        now += Self.step(&random)
        try fireSome(wheel, &list, now: now, &random)
      }
      try #require(wheel.count == list.entries.count)
      if let next = wheel.nextDue, let exact = list.nextDue {
        try #require(next.millisecondsSinceEpoch <= exact)
      }
    }
    now += 1 << 43
    while wheel.count > 0 { try fireSome(wheel, &list, now: now, &random) }
    #expect(list.entries.isEmpty)
  }

  /// Fires with little effort and stops at times in the middle, as a turn with a budget does.
  private func fireSome(
    _ wheel: WheelUnderTest,
    _ list: inout TimerList,
    now: Int64,
    _ random: inout TimerRandom
  ) throws {
    var effort = Int.random(in: 1...8, using: &random)
    while true {
      switch wheel.fire(dueBy: Instant(millisecondsSinceEpoch: now), effort: &effort) {
      case .timer(let timer):
        try #require(TimerList.Entry(timer) == list.fire(dueBy: now))
        if Int.random(in: 0..<50, using: &random) == 0 { return }
      case .nothingDue:
        try #require(list.fire(dueBy: now) == nil)
        return
      case .effortSpent:
        if Bool.random(using: &random) { return }
        effort = Int.random(in: 1...8, using: &random)
      }
    }
  }

  /// Delays of every size, with many equal ones, and some that have passed.
  private static func delay(_ random: inout TimerRandom) -> Int64 {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: Int64.random(in: -20...20, using: &random)
    case 1: Int64.random(in: 0...6, using: &random) * 65_536
    default: Int64.random(in: 0...(1 << Int64.random(in: 0...40, using: &random)), using: &random)
    }
  }

  /// Steps of the clock of every size; sometimes it goes back.
  private static func step(_ random: inout TimerRandom) -> Int64 {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: -Int64.random(in: 0...100_000, using: &random)
    default: Int64.random(in: 0...(1 << Int64.random(in: 0...38, using: &random)), using: &random)
    }
  }
}
