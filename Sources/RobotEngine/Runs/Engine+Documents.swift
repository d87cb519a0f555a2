import RobotModel

// A run reads one invoice and one quote of its item for as long as it lasts (C5): the choice is
// made when it first needs one, and kept with it, so that its condition and its texts speak of the
// same, also where the one is decided at entry and the others are filled in days later.

extension Engine {
  /// Keeps which of the item's documents a run reads, unless that was chosen before.
  func chooseDocuments(_ types: [DocumentType], of run: Slot<RunRow>) {
    for type in types where store.runs[run].detail?.detail[type].isEmpty ?? true {
      let item = store.visits[store.runs[run].visit].record
      guard let document = store.document(type, of: item) else { continue }
      coldPart(of: run).detail[type] = store.records[document].id
      touch(run)
    }
  }

  /// Which documents a run reads, in words.
  func documentSteps(of detail: RunDetail, at time: Instant?) -> [ExplanationStep] {
    DocumentType.allCases.filter { !detail[$0].isEmpty }.map { type in
      let key = RecordKey(entityType: type.rawValue, id: detail[type])
      return ExplanationStep(
        kind: .document,
        time: time,
        text: "\(key) is the \(type.rawValue) that it reads: \(type.choiceWords)"
      )
    }
  }
}

extension RunDetail {
  /// The id of the document of a type that the run reads; empty where it reads none.
  subscript(type: DocumentType) -> String {
    get {
      switch type {
      case .invoice: invoice
      case .quote: quote
      }
    }
    set {
      switch type {
      case .invoice: invoice = newValue
      case .quote: quote = newValue
      }
    }
  }
}

extension DocumentType {
  /// By what one of an item's documents is chosen.
  fileprivate var choiceWords: String {
    switch self {
    case .invoice: "of the item's invoices the unpaid one due first, else the newest"
    case .quote: "of the item's quotes the open one valid for the shortest, else the newest"
    }
  }
}
