// What a path becomes
//
// A path in a condition or template, `amount` or `contact.city`, is looked up once, when a robot is
// saved. What is left of it is from which record it reads, and the field to read there. To most
// records a field of the item leads; where it holds several references, as `contacts` does, its
// first one counts. The others are found from the item when they are asked for.

import RobotModel

/// A path to a field, looked up: what conditions and templates read by.
struct FieldPath: Hashable, Sendable {
  /// The record to read from.
  let start: PathStart
  /// What to read of it.
  let source: FieldSource

  /// A path to something of the item itself, or of another record.
  init(from start: PathStart = .item, source: FieldSource) {
    self.start = start
    self.source = source
  }

  /// The item's field that refers to the record; nil where none leads there.
  var link: FieldNumber? {
    if case .link(let field) = start { field } else { nil }
  }
}

/// The record from which a path reads.
enum PathStart: Hashable, Sendable {
  case item
  /// The one to which a field of the item refers.
  case link(FieldNumber)
  /// The supervisor of the item's responsible, by the directory as it is then.
  case supervisor
  /// The one that counts of the invoices or quotes that are written for the item.
  case document(DocumentType)

  /// Whether fields of the item say which record it is, so that its changes can be followed.
  var isLed: Bool {
    switch self {
    case .item, .link: true
    case .supervisor, .document: false
    }
  }
}

/// Something that can be read of a record: a field of its type, or what every record has.
enum FieldSource: Hashable, Sendable {
  /// A field of the record's type.
  case field(FieldNumber)
  /// The CRM's own id: a text.
  case id
  /// The id of the pipeline in which an item stands: a text.
  case pipeline
  /// The id of the stage in which an item stands: a text.
  case stage
  /// A timestamp.
  case createTime
  /// A timestamp.
  case updateTime
  /// When an item entered its stage: a timestamp.
  case stageEnterTime
}

/// Gives conditions and templates what an item and its linked records hold.
///
/// The engine implements it over the store. Functions that read by it are generic, so that they
/// are specialised for the one implementation and no value is boxed on the way.
protocol FieldReader {
  /// What the path leads to now; nil for an empty field, a missing link or a missing record.
  func value(at path: FieldPath) -> FieldValue?

  /// What a field of the item held when it entered its stage; nil if it was empty.
  func entryValue(of field: FieldNumber) -> FieldValue?

  /// What one unit of a currency is worth, by which amounts of different currencies compare; nil
  /// where nobody has said it.
  func worth(of currency: CurrencyCode) -> DecimalNumber?
}
