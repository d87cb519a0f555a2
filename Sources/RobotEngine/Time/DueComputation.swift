package import RobotModel

/// A due time together with the way it was computed.
///
/// It begins at a base and is led on step by step. Each kind of step is one verb in a file of its
/// own, so a timing is a sequence of verbs:
///
///     var due = DueComputation(from: .entry(visit.enterTime))
///     due.add(span, in: zone)
///     due.moveForward(in: workingTime)
package struct DueComputation: Hashable, Sendable {
  /// The instant reached so far.
  package private(set) var due: Instant

  /// The steps so far, the base first; none where they are not kept.
  package private(set) var steps: [DueStep]

  /// Whoever only wants the due time, as every entry does, wants no list of steps.
  private let keepsSteps: Bool

  /// The wall clock's reading from which counting goes on, where it is not what the clocks show at
  /// the instant reached: a date without a time stays a reading until the result (S-39).
  private(set) var reading: CivilDateTime?

  /// The computation that has reached its base.
  package init(from base: DueBase) {
    self.init(from: base, reading: nil)
  }

  /// The computation that has reached its base and keeps nothing but the instant.
  init(withoutStepsFrom base: Instant) {
    due = base
    steps = []
    keepsSteps = false
  }

  /// The computation that has reached a base that is a reading of the wall clock.
  init(from base: DueBase, reading: CivilDateTime?) {
    due = base.instant
    steps = []
    steps.reserveCapacity(4)
    steps.append(.base(base))
    keepsSteps = true
    self.reading = reading
  }

  /// Takes a step to a new instant.
  mutating func move(to instant: Instant, by step: @autoclosure () -> DueStep) {
    due = instant
    reading = nil
    note(step())
  }

  /// Takes a step to the instant at which clocks in a zone show a reading (S-24).
  mutating func move(to reading: CivilDateTime, in zone: ZoneTable) {
    let resolution = zone.resolve(reading)
    let reached = resolution.instant
    switch resolution.fit {
    case .unique:
      move(to: reached, by: .shownOnce(reached))
    case .movedForward(let gap):
      move(to: reached, by: .movedOverGap(milliseconds: gap, reaching: reached))
    case .firstOfTwo(let overlap):
      move(to: reached, by: .firstOfTwo(apartMilliseconds: overlap, reaching: reached))
    }
  }

  /// Notes something about the instant reached.
  mutating func note(_ step: @autoclosure () -> DueStep) {
    if keepsSteps { steps.append(step()) }
  }
}
