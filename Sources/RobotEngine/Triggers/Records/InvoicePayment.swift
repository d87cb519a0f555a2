import RobotModel

/// What is paid of an invoice, and for which items it was written.
///
/// An invoice is paid in full when its paid amount covers its amount, in the same currency, or when
/// it stands in a stage of the kind "won".
struct InvoicePayment {
  let isFull: Bool
  let paidAmount: FieldValue?
  /// The items that are not deleted.
  let items: [Slot<RecordRow>]
  /// When the invoice last changed.
  let changeTime: Instant

  /// Reads an invoice.
  init(of record: Slot<RecordRow>, in store: Store) {
    let row = store.records[record]
    func field(_ name: String) -> FieldValue? {
      store.schema.number(ofField: name, in: row.entityType).flatMap { row.fields[$0] }
    }
    paidAmount = field("paid_amount")
    var isFull = row.stage != .none && store.schema.stage(row.stage)?.kind == .won
    if case .money(let paid)? = paidAmount, case .money(let amount)? = field("amount"),
      paid.currency == amount.currency, paid.amount >= amount.amount
    {
      isFull = true
    }
    self.isFull = isFull
    var items: [Slot<RecordRow>] = []
    if case .list(let members)? = field(DocumentType.itemsField) {
      for case .reference(let key) in members {
        if let item = store.liveRecord(key), !items.contains(item) { items.append(item) }
      }
    }
    self.items = items
    changeTime = row.updateTime
  }
}
