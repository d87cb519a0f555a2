import RobotModel

/// G15: an invoice of the item was paid, in full.
struct InvoicePaid: TriggerKind {
  /// The type's id.
  static let id = "invoice_paid"

  let type = TriggerType(
    id: id,
    displayName: "Invoice paid",
    description: "An invoice of the item was paid in full; a part payment moves nothing.",
    parameters: [],
    payload: [
      PayloadField(
        id: "invoice",
        displayName: "Invoice",
        description: "The invoice, by which a payment that is told twice is known.",
        type: .reference,
        referenceType: "invoice"
      ),
      PayloadField(
        id: "full",
        displayName: "In full",
        description: "False for a part payment; true if it is not given.",
        type: .boolean
      ),
    ],
    comesFromRecords: true
  )

  let isClientActivity = true

  func hears(of event: HeardEvent, with parameters: [NamedValue]) -> Bool {
    event.payload.value("full") != .boolean(false)
  }

  func subject(of payload: [NamedValue]) -> String {
    let part = payload.value("full") == .boolean(false) ? "a part payment" : "in full"
    guard case .reference(let key)? = payload.value("invoice") else { return part }
    return "\(key), \(part)"
  }

  /// A payment is known by its invoice.
  ///
  /// An item has heard of it that was told of it, by whomever, since the invoice is paid in full,
  /// or, where it is not, since what is paid of it last changed; only what a pause has answered may
  /// be told again. A payment that is put counts as heard of if it was told.
  func wasHeard(_ event: HeardEvent, by record: Slot<RecordRow>, in engine: Engine) -> Bool {
    guard event.payload.value("full") != .boolean(false),
      case .reference(let key)? = event.payload.value("invoice")
    else { return false }
    var since = event.newerThan
    if event.isTold, let invoice = engine.store.liveRecord(key) {
      let payment = InvoicePayment(of: invoice, in: engine.store)
      since =
        payment.isFull ? engine.paidTime(of: invoice) : engine.standingTime(of: invoice)
      // Who has heard of it so long ago is not known any more.
      if payment.isFull, since < engine.time.adding(milliseconds: -Limits.rememberedMilliseconds) {
        return payment.items.contains(record)
      }
    }
    let subject = subject(of: event.payload)
    return engine.recentEntry(of: record, since: since) { row in
      guard row.kind == .event, row.reason != .paused, let heard = row.detail?.event,
        event.isTold || heard.isTold
      else { return false }
      return heard.type == Self.id && heard.subject == subject
    } != nil
  }
}
