import RobotModel

/// What a field takes as it comes, in a few bytes.
///
/// Nearly all values have the stored form of their field already. Those are told here, without the
/// field's definition; all others are left to ``FieldChecker``, which alone refuses any.
struct FieldForm {
  private let type: ValueType
  /// One value, of which nothing more is asked than its type.
  private let isPlain: Bool

  /// Takes it out of a field's definition.
  init(_ field: Field) {
    type = field.type
    // A time zone's name is looked up.
    isPlain = !field.isMultiple && field.id != "time_zone"
  }

  /// Whether the field stores the value as it is.
  func stores(_ value: FieldValue) -> Bool {
    guard isPlain else { return false }
    switch (type, value) {
    case (.text, .text(let text)):
      return !text.isEmpty && text.utf8.count <= Limits.textByteCount && TextCheck.isPlain(text)
    case (.boolean, .boolean), (.integer, .integer), (.decimal, .decimal), (.money, .money),
      (.timestamp, .timestamp):
      return true
    default: return false
    }
  }
}
