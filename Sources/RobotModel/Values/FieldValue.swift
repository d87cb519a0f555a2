/// What a field of a record, a parameter of a robot or an operand of a condition holds.
///
/// What has a place in sixteen bytes lies inside the enumeration (24 bytes with a field's number
/// beside it, see the engine's record table); references and lists are objects of their own.
package enum FieldValue: Hashable, Sendable {
  /// UTF-8 without NUL, in Unicode normalisation form C.
  case text(String)
  /// True or false.
  case boolean(Bool)
  /// A 64-bit integer.
  case integer(Int64)
  /// An exact decimal number.
  case decimal(DecimalNumber)
  /// An amount in a currency.
  case money(Money)
  /// A day of the calendar.
  case date(CivilDate)
  /// A moment, to the millisecond.
  case timestamp(Instant)
  /// Another record.
  indirect case reference(RecordKey)
  /// The content of a field that holds several values; members are never lists themselves.
  case list([FieldValue])
}

extension FieldValue {
  /// The type that a field must have to hold this value; of a list, its first member's, and nil
  /// for an empty list.
  package var type: ValueType? {
    switch self {
    case .text: .text
    case .boolean: .boolean
    case .integer: .integer
    case .decimal: .decimal
    case .money: .money
    case .date: .date
    case .timestamp: .timestamp
    case .reference: .reference
    case .list(let members): members.first?.type
    }
  }
}

/// A field's id with what it holds; lists of these keep the order of writing.
package struct NamedValue: Hashable, Sendable {
  /// The id of a field, a parameter or an output.
  package var name: String
  /// What it holds.
  package var value: FieldValue

  /// Puts a name to a value.
  package init(name: String, value: FieldValue) {
    self.name = name
    self.value = value
  }
}
