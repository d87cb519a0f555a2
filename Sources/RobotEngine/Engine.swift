// The engine is a function
//
// State, command and time go in; facts and effects come out. It reads no clock and no random
// source, does no I/O, and the same input gives the same output to the byte. Its caller, the loop,
// makes the facts durable before anything is seen outside.
//
//     Commands/   what changes something: perform(_:by:at:), its plan and its checks
//     Queries/    what is asked
//     Records/    what a change of a record brings with it; finding one
//     Visits/     entering and leaving a stage, and one instant of one item (S-16)
//     Runs/       starting, finishing, chains, actions, and following what due times stand on
//     Applications/   a robot that is run on the items that were there before it
//     Holds/      what keeps due runs from starting: pauses, the loop breaker, catching up
//     Retention/  what is no longer kept, removed in small steps (S-36)
//     Erasure/    a person taken out of everything (S-36)
//     Lint/       what is hardly meant
//     Robots/     what each robot type does
//     Triggers/   what each trigger type hears of, and which trigger moves an item
//     Conditions/ Templates/ Parameters/ Schema/   definitions, compiled once
//     Checks/     definitions and values as they come in, refused by the field's name
//     Store/      the tables, and which of their rows the current batch has changed
//     Recovery/   facts read back into the tables, and the tables written out as a snapshot
//     Time/ Timers/   due times and what waits for them
//     Holidays/   iCalendar files, read into days off
//     Changes/    what a batch has changed, as those who watch are told of it
//     Simulation/ the same engine once more, with a part of the store, to see what would happen
//     Words/      history and explanations as people read them

package import RobotModel

/// The rules and the state of one store.
///
/// Lives on one thread. A refused command changes nothing and leaves no facts.
package final class Engine {
  private(set) var configuration: EngineConfiguration
  let store: Store
  private let state = Cell(EngineState())
  /// When loading was finished: what was due before it is late by downtime.
  var loadTime = Instant.epoch
  var queueIndexes: [String: Int] = [:]
  var lastQueueIndex = 0
  /// Runs that were put aside under pipelines that are paused.
  var runsUnderPausedPipelines: [Slot<RunRow>] = []
  /// What has just ended and made late what is started now.
  var endedHold: LatenessCause?
  /// Actions that wait for working time; some may have ended meanwhile.
  var actionsOutsideHours: Set<Slot<RunRow>> = []
  /// Which items wait by dates of linked records.
  var dateWatchers = DateWatchers()
  /// Which of them had yet to follow a linked record when the service ended.
  var loadedLinkProgress: [LinkProgress] = []
  /// Why no new records are taken; nil while they are.
  var memoryShortage: MemoryShortage?
  /// How far the removal of what is no longer kept has come.
  var sweep = SweepProgress()
  /// Something was erased, and files that are older than that may still hold it.
  package internal(set) var isErasureOpen = false
  /// What is being erased, step by step.
  var erasure: Erasure?
  /// Zones that were looked up.
  var zones: [String: ZoneTable] = [:]

  /// An engine with an empty store and the predefined entity types.
  package convenience init(configuration: EngineConfiguration) {
    self.init(configuration: configuration, store: Store())
  }

  /// An engine with a store that has its definitions already.
  init(configuration: EngineConfiguration, store: Store) {
    self.configuration = configuration
    self.store = store
    store.exchangeRates = configuration.exchangeRates
  }

  /// Names the worker queues of robot types anew; actions that are ready stay where they are.
  package func setExecutors(_ executors: [String: String]) {
    configuration.executors = executors
  }

  /// Says anew how long is kept what is over; a sweep under way ends as it began.
  package func setRetention(_ retention: RetentionPeriods) {
    configuration.retention = retention
  }

  /// Says anew what currencies are worth; what was decided stays so.
  package func setExchangeRates(_ rates: [CurrencyCode: DecimalNumber]) {
    configuration.exchangeRates = rates
    store.exchangeRates = rates
  }

  /// Says anew where the world reaches the service's gateway; empty for nowhere.
  package func setPublicURL(_ url: String) {
    configuration.publicURL = url
  }
}

/// What an engine keeps beside the store.
struct EngineState: ~Copyable {
  var batch = Batch()
  var time = Instant.epoch
  var timers = TimerWheel(at: .epoch)
  var queues: [ActionQueue] = []
  var tallies: [RobotTally] = []
  var places = LoadPlaces()
  var lastDelay: CalendarDelay?
  var inFlightChanges: [InFlightChange] = []
  var calendarChanges: [CalendarChange] = []
  var linkChanges: [LinkChange] = []
  var catchUp = CatchUp()
  var runsToTakeBack: [Slot<RunRow>] = []
  var pendingEvents: [PendingEvent] = []
  var tellsOfRuns = true
  var lacksRoom = false
}

extension Engine {
  /// Engine time: never decreases.
  package internal(set) var time: Instant {
    @inline(__always) get { state.value.time }
    @inline(__always) set { state.value.time = newValue }
  }

  /// What the current command or instant has changed.
  var batch: Batch {
    @inline(__always) _read { yield state.value.batch }
    @inline(__always) _modify { yield &state.value.batch }
  }

  /// What waits for a time: runs, and actions that are to be tried again.
  var timers: TimerWheel {
    @inline(__always) _read { yield state.value.timers }
    @inline(__always) _modify { yield &state.value.timers }
  }

  /// The workers' queues in the order in which they became known.
  var queues: [ActionQueue] {
    @inline(__always) _read { yield state.value.queues }
    @inline(__always) _modify { yield &state.value.queues }
  }

  /// Where the facts that were loaded last have led.
  var places: LoadPlaces {
    @inline(__always) _read { yield state.value.places }
    @inline(__always) _modify { yield &state.value.places }
  }

  /// What changes of robots have yet to do to waiting runs, the oldest first.
  var inFlightChanges: [InFlightChange] {
    @inline(__always) _read { yield state.value.inFlightChanges }
    @inline(__always) _modify { yield &state.value.inFlightChanges }
  }

  /// Which calendars the waiting runs have yet to follow, the first changed first.
  var calendarChanges: [CalendarChange] {
    @inline(__always) _read { yield state.value.calendarChanges }
    @inline(__always) _modify { yield &state.value.calendarChanges }
  }

  /// Which changes of linked records the items have yet to follow, the oldest first.
  var linkChanges: [LinkChange] {
    @inline(__always) _read { yield state.value.linkChanges }
    @inline(__always) _modify { yield &state.value.linkChanges }
  }

  /// Which sources are waited for since the start.
  var catchUp: CatchUp {
    @inline(__always) _read { yield state.value.catchUp }
    @inline(__always) _modify { yield &state.value.catchUp }
  }

  /// Runs that were put aside, now to go on piece by piece.
  var runsToTakeBack: [Slot<RunRow>] {
    @inline(__always) _read { yield state.value.runsToTakeBack }
    @inline(__always) _modify { yield &state.value.runsToTakeBack }
  }

  /// What changes of records have to tell triggers, until their items' instants.
  var pendingEvents: [PendingEvent] {
    @inline(__always) _read { yield state.value.pendingEvents }
    @inline(__always) _modify { yield &state.value.pendingEvents }
  }

  /// Whether effects tell of each run that comes into being or changes; while nobody wants to
  /// know, they need not.
  package var tellsOfRuns: Bool {
    get { state.value.tellsOfRuns }
    set { state.value.tellsOfRuns = newValue }
  }

  /// Whether nothing can be kept for want of room on the disk; whoever keeps it says so, and starts
  /// nothing meanwhile.
  package var lacksRoom: Bool {
    get { state.value.lacksRoom }
    set { state.value.lacksRoom = newValue }
  }

  /// The delay that was computed last.
  var lastDelay: CalendarDelay? {
    @inline(__always) get { state.value.lastDelay }
    @inline(__always) set { state.value.lastDelay = newValue }
  }

  /// How each robot's runs ended, by its slot.
  var tallies: [RobotTally] {
    @inline(__always) _read { yield state.value.tallies }
    @inline(__always) _modify { yield &state.value.tallies }
  }
}
