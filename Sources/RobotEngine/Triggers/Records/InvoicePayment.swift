import RobotModel

/// What is paid of an invoice, and for which items it was written.
struct InvoicePayment {
  let isFull: Bool
  let paidAmount: FieldValue?
  /// The items that are not deleted.
  let items: [Slot<RecordRow>]

  /// Reads an invoice.
  init(of record: Slot<RecordRow>, in store: Store) {
    let row = store.records[record]
    let standing = InvoiceStanding(of: row, in: store.schema)
    isFull = standing.isPaid(in: store.schema)
    paidAmount = standing.paidAmount
    var items: [Slot<RecordRow>] = []
    let field = store.schema.number(ofField: DocumentType.itemsField, in: row.entityType)
    if case .list(let members)? = field.flatMap({ row.fields[$0] }) {
      for case .reference(let key) in members {
        if let item = store.liveRecord(key), !items.contains(item) { items.append(item) }
      }
    }
    self.items = items
  }
}

/// That by which an invoice is paid in full or not.
///
/// It is paid in full when its paid amount covers its amount, in the same currency, or when it
/// stands in a stage of the kind "won".
struct InvoiceStanding {
  private var amount: FieldValue?
  private(set) var paidAmount: FieldValue?
  private var stage: StageSlot

  private static let amountField = "amount"
  private static let paidAmountField = "paid_amount"

  /// What an invoice holds.
  init(of row: RecordRow, in schema: SchemaTable) {
    func field(_ name: String) -> FieldValue? {
      schema.number(ofField: name, in: row.entityType).flatMap { row.fields[$0] }
    }
    amount = field(Self.amountField)
    paidAmount = field(Self.paidAmountField)
    stage = row.stage
  }

  /// Goes back behind a change.
  mutating func undo(_ entry: HistoryRow) {
    switch (entry.kind, entry.detail?.field) {
    case (.moved, _): stage = entry.oldStage
    case (.fieldChanged, Self.amountField?): amount = entry.detail?.oldValue
    case (.fieldChanged, Self.paidAmountField?): paidAmount = entry.detail?.oldValue
    default: break
    }
  }

  /// Whether a change concerns it.
  static func isChanged(by entry: borrowing HistoryRow) -> Bool {
    if entry.kind == .moved { return true }
    let field = entry.detail?.field
    return entry.kind == .fieldChanged && (field == amountField || field == paidAmountField)
  }

  /// Whether all of it is paid.
  func isPaid(in schema: SchemaTable) -> Bool {
    if stage != .none, schema.stage(stage)?.kind == .won { return true }
    guard case .money(let paid)? = paidAmount, case .money(let amount)? = amount else {
      return false
    }
    return paid.currency == amount.currency && paid.amount >= amount.amount
  }
}

extension Engine {
  /// When that last changed by which an invoice is paid or not.
  ///
  /// - Complexity: linear in the entries since then, up to a limit.
  func standingTime(of invoice: Slot<RecordRow>) -> Instant {
    let createTime = store.records[invoice].createTime
    return recentEntry(of: invoice, since: createTime, where: InvoiceStanding.isChanged)?.time
      ?? createTime
  }

  /// Since when an invoice that is paid in full has been: its history is gone through backwards.
  ///
  /// - Complexity: linear in the entries since then, up to a limit.
  func paidTime(of invoice: Slot<RecordRow>) -> Instant {
    var standing = InvoiceStanding(of: store.records[invoice], in: store.schema)
    let change = recentEntry(of: invoice, since: store.records[invoice].createTime) { entry in
      standing.undo(entry)
      return !standing.isPaid(in: store.schema)
    }
    return change?.time ?? store.records[invoice].createTime
  }
}
