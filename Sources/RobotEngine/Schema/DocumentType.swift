/// A type whose records are written for items, to which they refer by a field.
///
/// The raw value is the entity type's id, and the name by which a path goes on to the one that
/// counts of an item's documents.
enum DocumentType: String, CaseIterable, Sendable {
  case invoice
  case quote

  /// The field that refers to the items for which a document is written.
  static let itemsField = "items"

  /// The field with the day on which an open one asks for something to be done.
  var dateField: String {
    switch self {
    case .invoice: "due_date"
    case .quote: "valid_until"
    }
  }
}
