/// One stay of one item in one stage, from entry to leaving, as it is stored.
package struct Visit: Hashable, Sendable {
  /// Unique in the store; sorts by the time of making.
  package var number: StoreNumber
  /// The item's number.
  package var record: StoreNumber
  /// The pipeline's id.
  package var pipeline: String
  /// The stage's id.
  package var stage: String
  package var enterTime: Instant
  /// Nil while the visit is open.
  package var leaveTime: Instant?
  /// What the fields held that `changed` asks about.
  package var entryValues: [NamedValue]
  /// The stages into which robots moved the item, one move causing the next, up to this visit
  /// (S-13); empty where a person or program moved it.
  package var automatedMoves: [StageKey] = []

  /// Describes a visit.
  package init(
    number: StoreNumber,
    record: StoreNumber,
    pipeline: String,
    stage: String,
    enterTime: Instant,
    leaveTime: Instant? = nil,
    entryValues: [NamedValue] = []
  ) {
    self.number = number
    self.record = record
    self.pipeline = pipeline
    self.stage = stage
    self.enterTime = enterTime
    self.leaveTime = leaveTime
    self.entryValues = entryValues
  }
}
