import RobotModel

// Which invoice or quote of an item counts (C5)
//
// Of an item's invoices the unpaid one that is due first; of its quotes the open one that is valid
// for the shortest. One without a date comes after all that have one, and of two that are alike the
// older comes first. Where none is open, the newest counts.
//
// Open is what stands in no final stage, and an invoice only until it is paid in full: one that was
// called off, in a stage of the kind "lost", asks for nothing any more.

extension Store {
  /// The invoice or quote of an item that counts now; nil where it has none.
  ///
  /// - Complexity: Linear in those that it has.
  func document(_ type: DocumentType, of item: Slot<RecordRow>) -> Slot<RecordRow>? {
    let documents = documents(type, of: item)
    let open = documents.filter { isOpen($0, type) }
    if open.isEmpty { return documents.max(by: isOlder) }
    return open.min { left, right in
      let (first, second) = (date(of: left, type), date(of: right, type))
      if first == second { return isOlder(left, right) }
      guard let first, let second else { return first != nil }
      return first < second
    }
  }

  /// The invoices or quotes of an item, in no order that means anything.
  func documents(_ type: DocumentType, of item: Slot<RecordRow>) -> [Slot<RecordRow>] {
    guard let slot = schema.slot(ofEntityType: type.rawValue) else { return [] }
    let link = Client.item(key(of: item))
    return clients.records(naming: link, atMost: .max).filter { document in
      let row = records[document]
      return row.entityType == slot && !row.isDeleted
        && clients(in: row.fields, of: slot).contains(link)
    }
  }

  private func isOpen(_ document: Slot<RecordRow>, _ type: DocumentType) -> Bool {
    let stage = records[document].stage
    if stage != .none, schema.stage(stage)?.kind != .inProgress { return false }
    return type != .invoice || !InvoicePayment(of: document, in: self).isFull
  }

  private func date(of document: Slot<RecordRow>, _ type: DocumentType) -> CivilDate? {
    let row = records[document]
    guard let number = schema.number(ofField: type.dateField, in: row.entityType),
      case .date(let date)? = row.fields[number]
    else { return nil }
    return date
  }

  private func isOlder(_ left: Slot<RecordRow>, _ right: Slot<RecordRow>) -> Bool {
    let (left, right) = (records[left], records[right])
    return (left.createTime, left.number) < (right.createTime, right.number)
  }
}
