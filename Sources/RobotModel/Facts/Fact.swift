/// One record of the store as it now is, or its removal: what the journal keeps.
///
/// A fact carries a whole record, never an intent, so that loading it twice is the same as
/// loading it once, and loading never runs a rule.
package enum Fact: Hashable, Sendable {
  case store(StoreFact)
  case entityType(EntityType)
  case removedEntityType(String)
  case pipeline(Pipeline)
  case removedPipeline(PipelineKey)
  case robotVersion(Robot, isDeleted: Bool)
  case removedRobot(String)
  case record(Record)
  /// A record was erased, with all that it, its visits, runs and history held.
  case removedRecord(StoreNumber)
  case visit(Visit)
  case removedVisit(StoreNumber)
  case run(Run)
  case removedRun(StoreNumber)
  case historyEntry(HistoryEntry)
  case removedHistoryEntry(UInt64)
  case rememberedRequest(RememberedRequest)
  /// The last pause of everything or of a pipeline, which may have ended.
  case pause(Pause)
  /// What holds up an item; one that says nothing stands for none.
  case itemHold(ItemHold)
  case calendar(WorkCalendar, isDeleted: Bool)
  /// Written before a deletion was a version of what is deleted; so is the next.
  case removedCalendar(String)
  case trigger(Trigger, isDeleted: Bool)
  case removedTrigger(String)
  /// The last application of a robot, which may have ended.
  case robotApplication(RobotApplication)
  case calendarProgress(CalendarProgress)
  case linkProgress(LinkProgress)
}

/// What the store knows of itself.
package struct StoreFact: Hashable, Sendable {
  /// Engine time never falls behind this.
  package var time: Instant
  package var isClockSimulated: Bool
  package var lastNumber: StoreNumber
  package var lastHistorySequence: UInt64
  /// Something was erased, and files that are older than that may still hold it.
  package var isErasureOpen: Bool

  /// Describes the store.
  package init(
    time: Instant,
    isClockSimulated: Bool,
    lastNumber: StoreNumber,
    lastHistorySequence: UInt64,
    isErasureOpen: Bool = false
  ) {
    self.time = time
    self.isClockSimulated = isClockSimulated
    self.lastNumber = lastNumber
    self.lastHistorySequence = lastHistorySequence
    self.isErasureOpen = isErasureOpen
  }
}

/// Makes a repeated request or event answer as the first one did.
package struct RememberedRequest: Hashable, Sendable {
  /// "request" and the uid, or "event" and the source.
  package var scope: String
  package var id: String
  package var time: Instant
  /// A hash of the method and the request, to tell a repeat from a reuse of the id.
  package var fingerprint: [UInt8]
  /// The serialized answer.
  package var response: [UInt8]

  /// Describes a remembered request.
  package init(
    scope: String,
    id: String,
    time: Instant,
    fingerprint: [UInt8],
    response: [UInt8]
  ) {
    self.scope = scope
    self.id = id
    self.time = time
    self.fingerprint = fingerprint
    self.response = response
  }
}
