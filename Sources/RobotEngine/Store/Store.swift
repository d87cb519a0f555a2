import RobotModel

/// All tables of the engine.
///
/// It knows how rows are linked and found, and no rules; whoever changes a row tells the batch.
final class Store {
  let schema: SchemaTable
  let robots: RobotTable
  let calendars: CalendarTable
  let triggers: TriggerTable
  let records = Slab<RecordRow>()
  let visits = Slab<VisitRow>()
  let runs = Slab<RunRow>()
  let waitingRuns: WaitingRuns
  let history = Slab<HistoryRow>()
  let names = NameTable()
  let users = UserReferences()
  let remembered = RememberedTable()
  let holds = HoldTable()
  let clients = ClientTable()
  let applications = ApplicationTable()
  /// What one unit of each currency is worth; told, not stored.
  var exchangeRates: [CurrencyCode: DecimalNumber] = [:]
  let sources = SourceTable()

  private struct Counts {
    var lastNumber = StoreNumber.none
    var lastHistorySequence: UInt64 = 0
    var recordCount = 0
    var runCounts = Array(repeating: 0, count: RunState.allCases.count + 1)
  }

  private let counts = Cell(Counts())

  private let recordsByKey = SlotIndex<RecordRow>()
  private let recordsByNumber = NumberIndex<RecordRow>()
  let visitsByNumber = NumberIndex<VisitRow>()
  let runsByNumber = NumberIndex<RunRow>()

  /// Starts without records, with the definitions that are given.
  init(
    schema: SchemaTable = SchemaTable(),
    robots: RobotTable = RobotTable(),
    calendars: CalendarTable = CalendarTable(),
    triggers: TriggerTable = TriggerTable()
  ) {
    self.schema = schema
    self.robots = robots
    self.calendars = calendars
    self.triggers = triggers
    waitingRuns = WaitingRuns(in: runs)
  }

  /// The last number given to a record, visit or run.
  private(set) var lastNumber: StoreNumber {
    @inline(__always) _read { yield counts.value.lastNumber }
    @inline(__always) _modify { yield &counts.value.lastNumber }
  }

  /// The last number given to a history entry.
  private(set) var lastHistorySequence: UInt64 {
    @inline(__always) _read { yield counts.value.lastHistorySequence }
    @inline(__always) _modify { yield &counts.value.lastHistorySequence }
  }

  /// How many records are not deleted.
  var recordCount: Int {
    @inline(__always) _read { yield counts.value.recordCount }
    @inline(__always) _modify { yield &counts.value.recordCount }
  }

  /// How many runs stand in each state, by the state's number.
  var runCounts: [Int] {
    @inline(__always) _read { yield counts.value.runCounts }
    @inline(__always) _modify { yield &counts.value.runCounts }
  }

  /// Gives the next number, for something made at `time`.
  func makeNumber(at time: Instant) -> StoreNumber {
    lastNumber = .next(after: lastNumber, atMilliseconds: time.millisecondsSinceEpoch)
    return lastNumber
  }

  /// Gives the next number of the history.
  func makeHistorySequence() -> UInt64 {
    lastHistorySequence += 1
    return lastHistorySequence
  }

  /// Learns of a number that was given before.
  func note(_ number: StoreNumber) {
    if lastNumber < number { lastNumber = number }
  }

  /// The sequence of the newest entry that was loaded; zero where it is no longer kept.
  var lastLoadedSequence: UInt64? {
    history.endIndex == 0 ? nil : history[Slot(index: history.endIndex - 1)].sequence
  }

  /// Learns of a sequence that was given before.
  func note(historySequence: UInt64) {
    if lastHistorySequence < historySequence { lastHistorySequence = historySequence }
  }
}

// MARK: - Finding

extension Store {
  /// The row of a key, deleted or not; `none` if there never was one.
  func slot(ofRecord id: String, type: EntityTypeSlot) -> Slot<RecordRow> {
    slot(ofRecord: id, type: type, hash: Self.hash(type, id))
  }

  /// The same, with the hash of the key at hand.
  func slot(ofRecord id: String, type: EntityTypeSlot, hash: UInt64) -> Slot<RecordRow> {
    recordsByKey.find(hash: hash) { slot in
      records[slot].entityType == type && records[slot].id == id
    }
  }

  /// The row of a record that is not deleted.
  func liveRecord(_ key: RecordKey) -> Slot<RecordRow>? {
    guard let type = schema.slot(ofEntityType: key.entityType) else { return nil }
    let slot = slot(ofRecord: key.id, type: type)
    return slot.isSome && !records[slot].isDeleted ? slot : nil
  }

  /// The row of a record by the store's number.
  func record(_ number: StoreNumber) -> Slot<RecordRow> {
    recordsByNumber.find(number) { records[$0].number == number }
  }

  /// The row of a visit.
  func visit(_ number: StoreNumber) -> Slot<VisitRow> {
    visitsByNumber.find(number) { visits[$0].number == number }
  }

  /// The row of a run.
  func run(_ number: StoreNumber) -> Slot<RunRow> {
    runsByNumber.find(number) { runs[$0].number == number }
  }

  /// The history entry with a sequence, found by halving: entries stand in their order.
  func entry(_ sequence: UInt64) -> Slot<HistoryRow>? {
    var low: UInt32 = 0
    var high = history.endIndex
    while low < high {
      let middle = low + (high - low) / 2
      let kept = history.placeInKeptChunk(from: middle)
      if kept < high, history[Slot(index: kept)].sequence < sequence {
        low = kept + 1
      } else {
        high = middle
      }
    }
    let found = Slot<HistoryRow>(index: history.placeInKeptChunk(from: low))
    guard found.index < history.endIndex, history[found].sequence == sequence,
      !history[found].isBlank
    else { return nil }
    return found
  }

  /// The hash of a record's key.
  static func hash(_ type: EntityTypeSlot, _ id: String) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(type.rawValue)
    hasher.combine(id)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}

// MARK: - Inserting

extension Store {
  /// Adds a record that no row has the key or number of.
  func insert(_ record: RecordRow) -> Slot<RecordRow> {
    insert(record, keyHash: Self.hash(record.entityType, record.id))
  }

  /// The same, with the hash of the key at hand.
  func insert(_ record: consuming RecordRow, keyHash: UInt64) -> Slot<RecordRow> {
    let (number, type) = (record.number, record.entityType)
    note(number)
    let slot = records.insert(record)
    recordsByKey.insert(slot, hash: keyHash)
    recordsByNumber.append(slot, number)
    let last = schema.appendRecord(slot, to: type)
    if last.isSome { records[last].nextOfType = slot }
    return slot
  }

  /// Gives a record another id, by which it is found from now on.
  func rename(_ record: Slot<RecordRow>, _ id: String) {
    let type = records[record].entityType
    recordsByKey.remove(record, hash: Self.hash(type, records[record].id))
    records[record].id = id
    recordsByKey.insert(record, hash: Self.hash(type, id))
  }

  /// Counts a record in or out of those that are not deleted.
  func countRecord(_ record: Slot<RecordRow>, by difference: Int) {
    recordCount += difference
    schema.countRecords(of: records[record].entityType, by: difference)
  }

  /// Adds a visit that is newer than all others of its record.
  func insert(_ visit: consuming VisitRow) -> Slot<VisitRow> {
    let (number, record, olderVisit) = (visit.number, visit.record, visit.olderVisit)
    note(number)
    let slot = visits.insert(visit)
    visitsByNumber.append(slot, number)
    if olderVisit.isSome { visits[olderVisit].newerVisit = slot }
    records[record].newestVisit = slot
    return slot
  }

  /// Adds a run that comes after all others of its visit, and counts it.
  func insert(_ run: consuming RunRow) -> Slot<RunRow> {
    let visit = run.visit
    let slot = add(run)
    let last = visits[visit].lastRun
    if last.isSome { runs[last].nextInVisit = slot } else { visits[visit].firstRun = slot }
    visits[visit].lastRun = slot
    return slot
  }

  /// Adds a run right behind another of its visit, or before all for `none`, and counts it.
  func insert(_ run: RunRow, behind place: Slot<RunRow>) -> Slot<RunRow> {
    let slot = add(run)
    runs[slot].isPlaced = true
    if place.isSome {
      runs[slot].nextInVisit = runs[place].nextInVisit
      runs[place].nextInVisit = slot
    } else {
      runs[slot].nextInVisit = visits[run.visit].firstRun
      visits[run.visit].firstRun = slot
    }
    if visits[run.visit].lastRun == place { visits[run.visit].lastRun = slot }
    return slot
  }

  private func add(_ run: consuming RunRow) -> Slot<RunRow> {
    let (number, visit, state) = (run.number, run.visit, run.state)
    note(number)
    let slot = runs.insert(run)
    runsByNumber.append(slot, number)
    runCounts[Int(state.rawValue)] += 1
    if !state.isFinal { countPending(visit, by: 1) }
    if state == .waiting { waitingRuns.add(slot) }
    return slot
  }

  /// Adds an entry that is newer than all others.
  func insert(_ entry: consuming HistoryRow) -> Slot<HistoryRow> {
    let (record, previous) = (entry.record, entry.previousOfRecord)
    let slot = history.insert(entry)
    if previous.isSome {
      history[previous].nextOfRecord = slot
    } else {
      records[record].firstEntry = slot
    }
    records[record].lastEntry = slot
    return slot
  }

  /// Gives a run another state, keeping the counts.
  func setState(_ state: RunState, of run: Slot<RunRow>) {
    let old = runs[run].state
    if old == .waiting { waitingRuns.remove(run) }
    runCounts[Int(old.rawValue)] -= 1
    runCounts[Int(state.rawValue)] += 1
    runs[run].state = state
    if state == .waiting { waitingRuns.add(run) }
    if old.isFinal != state.isFinal { countPending(runs[run].visit, by: state.isFinal ? -1 : 1) }
  }

  /// Pins a run to another version of its robot.
  func setVersion(_ version: RobotVersionSlot, of run: Slot<RunRow>) {
    let isWaiting = runs[run].state == .waiting
    if isWaiting { waitingRuns.remove(run) }
    runs[run].version = version
    if isWaiting { waitingRuns.add(run) }
  }

  private func countPending(_ visit: Slot<VisitRow>, by difference: Int) {
    visits[visit].pendingRuns = UInt32(Int(visits[visit].pendingRuns) + difference)
    let record = visits[visit].record
    records[record].pendingRuns = UInt32(Int(records[record].pendingRuns) + difference)
  }
}

// MARK: - Robots

extension Store {
  /// Adds a version of a robot, or sets one that is known.
  func put(_ robot: Robot, isDeleted: Bool, compiled: CompiledRobot?) {
    robots.put(robot, isDeleted: isDeleted, compiled: compiled, in: schema)
  }

  /// Marks a robot as deleted.
  func removeRobot(_ id: String) {
    robots.remove(id, in: schema)
  }
}

// MARK: - Standing in a stage

extension Store {
  /// Puts an item at the end of a stage's list.
  func enter(_ record: Slot<RecordRow>, stage: StageSlot) {
    let index = Int(stage.rawValue)
    let last = schema.stages[index].lastItem
    records[record].stage = stage
    records[record].previousInStage = last
    records[record].nextInStage = .none
    if last.isSome {
      records[last].nextInStage = record
    } else {
      schema.stages[index].firstItem = record
    }
    schema.stages[index].lastItem = record
    schema.stages[index].itemCount += 1
  }

  /// Takes an item out of its stage's list.
  func leaveStage(_ record: Slot<RecordRow>) {
    let index = Int(records[record].stage.rawValue)
    let previous = records[record].previousInStage
    let next = records[record].nextInStage
    if previous.isSome {
      records[previous].nextInStage = next
    } else {
      schema.stages[index].firstItem = next
    }
    if next.isSome {
      records[next].previousInStage = previous
    } else {
      schema.stages[index].lastItem = previous
    }
    schema.stages[index].itemCount -= 1
    records[record].stage = .none
  }
}
