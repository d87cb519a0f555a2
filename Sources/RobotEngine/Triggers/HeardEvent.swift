import RobotModel

/// An event on its way to the triggers of an item.
struct HeardEvent {
  /// Empty for one that came from a record, until it is noted.
  var id: String
  /// A trigger type's id.
  let type: String
  /// When it happened; nil for now.
  let time: Instant?
  /// What it says, checked.
  let payload: [NamedValue]
  /// Who told of it, or by whose change it came.
  let author: Author
  /// Somebody told of it, rather than a change of a record.
  let isTold: Bool
  /// It belongs into the history whether or not a trigger hears of it.
  let isNoted: Bool
  /// What the fields that it has changed held before.
  let formerValues: [StoredChange]
  /// What was told before this time was something else.
  let newerThan: Instant

  /// Describes an event.
  init(
    id: String = "",
    type: String,
    time: Instant?,
    payload: [NamedValue],
    author: Author,
    isTold: Bool = false,
    isNoted: Bool = false,
    formerValues: [StoredChange] = [],
    newerThan: Instant = .earliest
  ) {
    self.id = id
    self.type = type
    self.time = time
    self.payload = payload
    self.author = author
    self.isTold = isTold
    self.isNoted = isNoted
    self.formerValues = formerValues
    self.newerThan = newerThan
  }

  /// A robot has set it off.
  var isAutomated: Bool { author.run.isSome }
}

/// Reads for a trigger's condition: the item as the event finds it.
struct HeardEventReader: FieldReader {
  private let engine: Engine
  private let record: Slot<RecordRow>
  private let row: RecordRow
  private let formerValues: [StoredChange]

  init(engine: Engine, record: Slot<RecordRow>, event: HeardEvent) {
    self.engine = engine
    self.record = record
    row = engine.store.records[record]
    formerValues = event.formerValues
  }

  func value(at path: FieldPath) -> FieldValue? {
    engine.store.value(at: path, of: row) { engine.find($0, from: record) }
  }

  /// To a trigger "changed" means: by this event (S-6), not by another of the same instant.
  func entryValue(of field: FieldNumber) -> FieldValue? {
    guard let former = formerValues.first(where: { $0.number == field }) else {
      return row.fields[field]
    }
    return former.value
  }

  func worth(of currency: CurrencyCode) -> DecimalNumber? {
    engine.store.exchangeRates[currency]
  }
}
