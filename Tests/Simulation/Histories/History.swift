import Journal
import RobotEngine
import RobotModel
import TestSupport

// One history: random rules, random events, crashes, and after each step engine = model.
//
// The model is remembered as it was after every batch that is not durable yet. When the service
// dies, what the disk kept says how many batches have survived; the model goes back to that one,
// and both go on from there. Fewer than were durable would be a broken promise.

/// Why a history was given up: the engine and the model differ, or something broke.
struct Mismatch: Error {
  let text: String
}

/// One history of a seed.
struct History {
  static let items = ["D-1", "D-2", "D-3"]
  static let contacts = ["C-1", "C-2"]
  private static let starts: [Int64] = [
    // Around the changes of the clocks, ends of months and of years, a leap day.
    1_774_600_000_000, 1_774_680_000_000, 1_792_760_000_000, 1_780_300_800_000, 1_798_500_000_000,
    1_801_200_000_000,
    1_835_200_000_000,
  ].map { $0 / Clocks.minute * Clocks.minute }

  let seed: UInt64
  var random: SeededRandom
  var maker: RuleMaker
  var model: Model
  var service: SimulatedService
  var now: Int64
  /// The model after each batch that may be lost, and after the last that may not.
  private var remembered: [(sequence: UInt64, model: Model)]
  let tape: Tape
  /// What was done so far.
  var story: [String] = []
  var robotCount = 0

  init(seed: UInt64) throws {
    self.seed = seed
    random = SeededRandom(seed: seed &* 0x9E37_79B9)
    now = random.pick(Self.starts) + Int64(random.below(3000)) * Clocks.minute
    maker = RuleMaker(seed: random.next(), start: now)
    model = Model(items: Self.items, contacts: Self.contacts, now: now)
    let tape = Tape()
    self.tape = tape
    service = try SimulatedService(MemoryStorage(), at: now, onBatch: { tape.record($0) })
    remembered = [(service.recoveredSequence, model)]
    try note()
  }

  /// Lives through it all.
  mutating func live(steps: Int) throws {
    try setUp()
    for _ in 0..<steps {
      try step()
      try expectSame()
    }
  }

  // MARK: - Time

  /// Starts everything that is due at this time.
  mutating func fire() throws {
    model.now = now
    let instant = SimulatedRules.instant(now)
    while service.makeRoom() {
      guard service.engine.fireNext(at: instant) else {
        model.settleAll()
        try note()
        return
      }
      guard let items = try service.commit() else { continue }
      for item in items.compactMap({ Self.items.firstIndex(of: $0) }) { model.settle(item) }
      try note()
    }
  }

  /// Lets time pass, from one thing that happens by itself to the next.
  mutating func advance(to end: Int64) throws {
    try fire()
    for _ in 0..<20_000 {
      let next = service.engine.nextDueTime?.millisecondsSinceEpoch
      guard let time = [next, model.nextTime].compactMap(\.self).min(), time <= end,
        service.makeRoom()
      else {
        now = end
        return try fire()
      }
      now = max(now, time)
      try fire()
    }
    throw Mismatch(text: "time does not pass")
  }

  // MARK: - Durability

  /// Remembers the model as it is after the last batch.
  mutating func note() throws {
    if service.lastSequence > remembered[remembered.count - 1].sequence {
      remembered.append((service.lastSequence, model))
    } else {
      remembered[remembered.count - 1].model = model
    }
    let durable = service.durableSequence
    if let first = remembered.firstIndex(where: { $0.sequence >= durable }), first > 0 {
      remembered.removeFirst(first)
    }
  }

  /// The service dies, and another goes on with what the disk has kept.
  mutating func die(_ time: Int64, isPowerCut: Bool, fault: StorageFault? = nil) throws {
    let durable = service.durableSequence
    tape.note(death: durable)
    now += time
    let found =
      isPowerCut
      ? service.storage.afterPowerCut(using: &random) : service.storage.afterKill(fault: fault)
    let tape = tape
    do {
      service = try SimulatedService(found, at: now, onBatch: { tape.record($0) })
    } catch  where fault != nil {
      let again = found.afterKill()
      service = try SimulatedService(again, at: now, onBatch: { tape.record($0) })
    }
    let last = service.recoveredSequence
    guard last >= durable, let kept = remembered.first(where: { $0.sequence == last }) else {
      throw Mismatch(text: "\(durable) batches were durable, \(last) are left")
    }
    model = kept.model
    model.now = now
    remembered = [(last, model)]
    try note()
    try expectSame()
    do {
      try fire()
    } catch let failure as JournalError where fault != nil {
      // The recovery was done before the disk failed: so this service dies of it, too.
      story.append("the disk fails: \(failure)")
      try die(0, isPowerCut: false)
    }
  }

  // MARK: - Comparing

  /// The engine's state is the model's, and no run of it is there twice.
  func expectSame() throws {
    let store = StoreWords(service.engine)
    let actual = store.lines(of: Self.items) + store.lines(ofContacts: Self.contacts)
    let expected = model.words
    if actual == expected {
      guard let robot = model.robotOfTwins else { return }
      throw Mismatch(text: "\(robot) has two runs for one occurrence at \(now)")
    }
    var text = ""
    for index in 0..<max(actual.count, expected.count) {
      let left = index < actual.count ? actual[index] : "nothing"
      let right = index < expected.count ? expected[index] : "nothing"
      text += left == right ? "\n   \(left)" : "\n E \(left)\n M \(right)"
    }
    throw Mismatch(text: "engine (E) and model (M) differ at \(now):\(text)")
  }
}

/// A digest of everything that was appended, and how much it was.
final class Tape {
  private(set) var digest: UInt64 = 0xcbf2_9ce4_8422_2325
  private(set) var batches = 0
  private(set) var deaths = 0

  func record(_ batch: [UInt8]) {
    batches += 1
    for byte in batch { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  func note(death sequence: UInt64) {
    deaths += 1
    digest = (digest ^ sequence) &* 0x100_0000_01b3
  }
}
