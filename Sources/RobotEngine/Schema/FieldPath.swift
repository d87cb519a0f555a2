// What a path becomes
//
// A path in a condition or template, `amount` or `contact.city`, is looked up once, when a robot is
// saved. What is left of it are two numbers: the field of the item that leads to another record
// (none for the item itself), and the field to read there. Where a link holds several references,
// as `contacts` does, its first one counts.

import RobotModel

/// A path to a field, looked up: what conditions and templates read by.
struct FieldPath: Hashable, Sendable {
  /// The item's field that refers to the record; nil for the item itself.
  let link: FieldNumber?
  /// What to read of the item, or of the record that the link refers to.
  let source: FieldSource

  /// A path to something of the item itself, or of the record that `link` refers to.
  init(link: FieldNumber? = nil, source: FieldSource) {
    self.link = link
    self.source = source
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
