import RobotModel

// Events from facts (S-35): what a change of a record tells the triggers of items.
//
// Such an event waits until everything of the item that is due at this instant has started, and
// comes before the robots that end the visit: so neither the order of robots in a stage nor the
// place in which one of them changes a field decides where the item goes.

/// An event that waits for its item's instant.
struct PendingEvent {
  let record: Slot<RecordRow>
  let event: HeardEvent
}

extension Engine {
  /// Tells an item's triggers that fields have changed.
  func raiseFieldChange(
    of record: Slot<RecordRow>,
    from formerValues: [StoredChange],
    by author: Author,
    at eventTime: Instant?
  ) {
    let type = store.records[record].entityType
    let changed = Set(formerValues.map(\.number))
    let fields = (store.schema.definition(of: type)?.fields ?? []).filter { field in
      store.schema.number(ofField: field.id, in: type).map(changed.contains) ?? false
    }
    let event = HeardEvent(
      type: FieldChanged.id,
      time: eventTime,
      payload: [NamedValue(name: "field", value: .list(fields.map { .text($0.id) }))],
      author: author,
      formerValues: formerValues
    )
    pendingEvents.append(PendingEvent(record: record, event: event))
  }

  /// Makes a change of a record; if it is an invoice, the triggers of its items hear what was paid
  /// by that, whoever has made it.
  ///
  /// - Parameter isHeard: Whether they do.
  func hearingPayment(
    of record: Slot<RecordRow>,
    by author: Author,
    at eventTime: Instant? = nil,
    isHeard: Bool = true,
    _ change: () -> Void
  ) {
    guard isHeard, let before = payment(of: record) else { return change() }
    let standingTime = standingTime(of: record)
    change()
    raisePayment(of: record, before: before, since: standingTime, by: author, at: eventTime)
  }

  /// What is paid of an invoice; nil for another record.
  private func payment(of record: Slot<RecordRow>) -> InvoicePayment? {
    guard store.schema.id(of: store.records[record].entityType) == DocumentType.invoice.rawValue
    else { return nil }
    return InvoicePayment(of: record, in: store)
  }

  /// Tells the triggers of an invoice's items that it, or a part of it, was paid: the client's
  /// doing.
  ///
  /// - Parameters:
  ///   - before: What was paid before the change; nil for a new invoice.
  ///   - standingTime: Since when it was; who was told of a payment since was told of this one.
  func raisePayment(
    of invoice: Slot<RecordRow>,
    before: InvoicePayment?,
    since standingTime: Instant = .earliest,
    by author: Author,
    at eventTime: Instant?
  ) {
    guard let after = payment(of: invoice) else { return }
    let isPaidNow = after.isFull && before?.isFull != true
    let isPart = !after.isFull && after.paidAmount != nil && after.paidAmount != before?.paidAmount
    guard isPaidNow || isPart else { return }
    let event = HeardEvent(
      type: InvoicePaid.id,
      time: eventTime,
      payload: [
        NamedValue(name: "full", value: .boolean(after.isFull)),
        NamedValue(name: "invoice", value: .reference(store.key(of: invoice))),
      ],
      author: author,
      isNoted: true,
      newerThan: standingTime
    )
    for item in after.items {
      noteActivity(.client, of: item, at: eventTime)
      if hasTriggers(ofType: InvoicePaid.id, for: item) {
        pendingEvents.append(PendingEvent(record: item, event: event))
      }
    }
  }

  /// Whether an event waits for an item's instant.
  func hasPendingEvent(of record: Slot<RecordRow>) -> Bool {
    !pendingEvents.isEmpty && pendingEvents.contains { $0.record == record }
  }

  /// Lets the item's triggers hear of the first event that waits for it.
  func applyPendingEvent(of record: Slot<RecordRow>) {
    guard let index = pendingEvents.firstIndex(where: { $0.record == record }) else { return }
    let event = pendingEvents.remove(at: index).event
    if store.records[record].stage != .none { apply(event, to: record) }
  }
}
