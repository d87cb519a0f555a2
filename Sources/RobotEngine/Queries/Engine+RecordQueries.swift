package import RobotModel

extension Engine {
  /// A record by its names.
  /// - Throws: `NOT_FOUND`.
  package func record(_ key: RecordKey) throws(RequestError) -> Record {
    _ = try requireEntityType(key.entityType)
    guard let slot = store.liveRecord(key) else { throw .notFound(key.entityType, key.id) }
    return store.recordView(slot)
  }

  /// The row of a record that is or once was.
  /// - Throws: `NOT_FOUND`.
  func recordEver(_ key: RecordKey) throws(RequestError) -> Slot<RecordRow> {
    let slot = store.slot(ofRecord: key.id, type: try requireEntityType(key.entityType))
    guard slot.isSome else { throw .notFound(key.entityType, key.id) }
    return slot
  }

  /// The row of a record that a list is narrowed to; nil where it is not, by a type and an id.
  /// - Throws: `NOT_FOUND` for a record that never was.
  func recordEver(_ entityType: String, _ id: String) throws(RequestError) -> Slot<RecordRow>? {
    if entityType.isEmpty || id.isEmpty { return nil }
    return try recordEver(RecordKey(entityType: entityType, id: id))
  }

  /// A page of the records of a type that fulfil a condition in text form, in the order in which
  /// they were first made.
  ///
  /// A page may be short although there is more: see the token.
  /// - Throws: `NOT_FOUND` for the type, `INVALID_ARGUMENT` for the filter or the token.
  package func records(
    ofType id: String,
    filter: String,
    page request: PageRequest
  ) throws(RequestError) -> Page<Record> {
    let type = try requireEntityType(id)
    let condition = try compiledFilter(filter, entityType: id)
    let tokens = PageToken(list: "records", id, filter)
    var slot = store.schema.firstRecord(of: type)
    if let number = try tokens.number(from: request.token) {
      guard store.record(number).isSome, store.records[store.record(number)].entityType == type
      else { throw .badPageToken(request.token) }
      slot = store.records[store.record(number)].nextOfType
    }
    var filler = PageFiller<Record>(request)
    while slot.isSome, filler.wantsMore() {
      let number = store.records[slot].number
      filler.examine(token: tokens.text(after: number))
      if !store.records[slot].isDeleted, isSatisfied(condition, by: slot) {
        filler.add(store.recordView(slot), token: tokens.text(after: number))
      }
      slot = store.records[slot].nextOfType
    }
    return filler.page()
  }

  private func compiledFilter(
    _ filter: String,
    entityType: String
  ) throws(RequestError) -> CompiledCondition {
    if filter.isEmpty { return .always }
    var violations = Violations()
    let checker = ConditionChecker(schema: store.schema, entityType: entityType)
    let checked = checker.check(text: filter, at: "filter", &violations)
    try violations.throwIfAny()
    guard let checked else { return .always }
    do {
      return try CompiledCondition(
        checked,
        paths: PathResolver(schema: store.schema, entityType: entityType)
      )
    } catch {
      preconditionFailure("a checked filter compiles: \(error.message)")
    }
  }

  /// Whether a record fulfils a filter.
  ///
  /// One for which that cannot be decided, since its amount has a currency without a rate, fulfils
  /// neither a filter nor its opposite: as a run it would fail, but it must not spoil the list of
  /// the others.
  private func isSatisfied(
    _ condition: borrowing CompiledCondition,
    by record: Slot<RecordRow>
  ) -> Bool {
    (try? condition.isSatisfied(by: RecordReader(engine: self, record: record))) ?? false
  }
}

/// Reads for a filter: a record as it is now.
struct RecordReader: FieldReader {
  let engine: Engine
  /// Not its row: a copy of that would count references for every record that is looked at.
  let record: Slot<RecordRow>

  func value(at path: FieldPath) -> FieldValue? {
    engine.store.value(at: path, of: engine.store.records[record]) {
      engine.find($0, from: record)
    }
  }

  func entryValue(of field: FieldNumber) -> FieldValue? {
    let visit = engine.store.records[record].visit
    return visit.isSome ? engine.entryValue(of: field, in: visit) : nil
  }

  func worth(of currency: CurrencyCode) -> DecimalNumber? {
    engine.store.exchangeRates[currency]
  }
}
