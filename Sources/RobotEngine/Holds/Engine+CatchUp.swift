package import RobotModel

// Catching up (S-25)
//
// While the service was down its sources went on. What they will tell may move an item on for which
// a run is due, or change what it decides on. So after a start the items that a configured source
// has last put wait, until the source says that it has caught up, or for the configured grace.
//
// It is a hold like a pause, but for due runs and ready actions alone: triggers and people go on,
// and a run whose item is moved meanwhile is cancelled, also where it was due before the move.

/// The sources that have not caught up since the start.
struct CatchUp {
  /// Those that are waited for.
  var sources: [SourceSlot] = []
  /// When nobody is waited for any longer.
  var end = Instant.epoch
  /// When the last source had caught up, or the grace was over; nil before.
  var endedTime: Instant?
  /// The runs that were put aside for it.
  var held: [Slot<RunRow>] = []

  /// Some source is waited for.
  var isGoingOn: Bool { !sources.isEmpty }
}

extension Engine {
  /// A source has told everything that happened while the service was down.
  ///
  /// - Returns: Whether its items were waiting for it.
  package func perform(_ command: CatchUpSource, at now: Instant) -> Bool {
    advance(to: now)
    // Anybody may say this, and takes no place in the table by it.
    guard let slot = store.sources.place(of: command.source), catchUp.sources.contains(slot)
    else { return false }
    endCatchUp { $0 == slot }
    return true
  }

  /// Begins to wait for the configured sources, when loading is finished.
  func beginCatchUp() {
    guard configuration.catchUpGraceMilliseconds > 0 else { return }
    // One for which the table has no place is that of every record without a source.
    catchUp.sources = configuration.sources.map { store.sources.intern($0) }.filter { $0 != .none }
    catchUp.end = time.adding(milliseconds: configuration.catchUpGraceMilliseconds)
  }

  /// Waits for nobody any longer once the grace is over.
  func endCatchUpInTime() {
    if catchUp.isGoingOn, catchUp.end <= time { endCatchUp { _ in true } }
  }

  /// Whether an item waits for the source that has last put it.
  func isCatchingUp(_ record: Slot<RecordRow>) -> Bool {
    catchUp.isGoingOn && catchUp.sources.contains(store.records[record].source)
  }

  /// Keeps which configured source has put a record.
  func noteSource(_ caller: Caller, of record: Slot<RecordRow>) {
    if configuration.sources.isEmpty, store.records[record].source == .none { return }
    let isConfigured = configuration.sources.contains(caller.source)
    let source = isConfigured ? store.sources.intern(caller.source) : .none
    guard source != store.records[record].source else { return }
    store.records[record].source = source
    touch(record)
  }

  /// What the sources hold goes on piece by piece; what still waits for another is put aside again.
  private func endCatchUp(where isEnded: (SourceSlot) -> Bool) {
    catchUp.sources.removeAll(where: isEnded)
    if !catchUp.isGoingOn { catchUp.endedTime = time }
    runsToTakeBack += catchUp.held
    catchUp.held = []
  }
}
