import RobotModel

/// Holds values against the fields they are to be written to, and gives them their stored form.
///
/// The stored form is one for each content: texts are in normalisation form C, a whole number in a
/// decimal field is a decimal, and what holds nothing (an empty text, an empty list) is absent. No
/// other conversion is made: one that could be a mistake is refused.
struct FieldChecker {
  private let schema: SchemaTable

  /// Checks values for the entity types of `schema`.
  init(schema: SchemaTable) {
    self.schema = schema
  }

  /// The value in the form in which the field stores it; nil if it holds nothing.
  /// - Throws: `ValueProblem` naming what would be right.
  func stored(_ value: FieldValue, in field: Field) throws(ValueProblem) -> FieldValue? {
    guard case .list(let members) = value else {
      guard let single = try storedSingle(value, in: field) else { return nil }
      return field.isMultiple ? .list([single]) : single
    }
    guard field.isMultiple else {
      throw ValueProblem("is a list; expected a single \(field.type.word)")
    }
    guard members.count <= Limits.listCount else {
      throw ValueProblem("has \(members.count) members; expected at most \(Limits.listCount)")
    }
    var stored: [FieldValue] = []
    stored.reserveCapacity(members.count)
    for (index, member) in members.enumerated() {
      if case .list = member {
        throw ValueProblem("is a list in a list; expected \(field.type.word)", member: "[\(index)]")
      }
      do {
        if let single = try storedSingle(member, in: field) { stored.append(single) }
      } catch {
        throw ValueProblem(error.description, member: "[\(index)]")
      }
    }
    return stored.isEmpty ? nil : .list(stored)
  }

  /// The stored form of a value that is no list.
  private func storedSingle(
    _ value: FieldValue,
    in field: Field
  ) throws(ValueProblem) -> FieldValue? {
    switch (field.type, value) {
    case (.text, .text(let text)): return try storedText(text)
    case (.enumeration, .text(let text)): return try storedOption(text, of: field)
    case (.boolean, .boolean), (.integer, .integer), (.decimal, .decimal), (.money, .money),
      (.timestamp, .timestamp):
      return value
    case (.decimal, .integer(let integer)): return .decimal(DecimalNumber(integer))
    case (.integer, .decimal(let decimal)):
      guard let integer = decimal.int64 else {
        throw ValueProblem("is \(decimal); expected a whole number of 64 bits")
      }
      return .integer(integer)
    case (.date, .date(let date)):
      guard 1...9999 ~= date.year else {
        throw ValueProblem("is \(date); expected a year from 1 to 9999")
      }
      return value
    case (.reference, .reference(let key)):
      try checkReference(key, in: field)
      return value
    default:
      throw ValueProblem("is \(value.kindWord); expected \(field.expectation)")
    }
  }

  private func storedText(_ text: String) throws(ValueProblem) -> FieldValue? {
    let normalized = TextCheck.normalized(text)
    let count = normalized.utf8.count
    guard count <= Limits.textByteCount else {
      throw ValueProblem("has \(count) bytes; expected at most \(Limits.textByteCount)")
    }
    guard !TextCheck.holdsZero(normalized) else {
      throw ValueProblem("contains the character U+0000; expected a text without it")
    }
    return normalized.isEmpty ? nil : .text(normalized)
  }

  private func storedOption(_ text: String, of field: Field) throws(ValueProblem) -> FieldValue? {
    let normalized = TextCheck.normalized(text)
    if normalized.isEmpty { return nil }
    guard field.options.contains(normalized) else {
      throw ValueProblem(
        "\(quoted(normalized)) is not an option of the field"
          + Suggestion.phrase(for: normalized, among: field.options)
      )
    }
    return .text(normalized)
  }

  /// The record referred to need not be there yet: a CRM mirrors its records in any order.
  private func checkReference(_ key: RecordKey, in field: Field) throws(ValueProblem) {
    if !field.referenceType.isEmpty, key.entityType != field.referenceType {
      throw ValueProblem(
        "refers to a record of \(quoted(key.entityType)); expected one of"
          + " \"\(field.referenceType)\""
      )
    }
    guard schema.entityType(key.entityType) != nil else {
      throw ValueProblem(
        "refers to a record of \(quoted(key.entityType)), which is no entity type"
          + Suggestion.phrase(for: key.entityType, among: schema.entityTypeIDs)
      )
    }
    if let problem = IdentifierForm.problem(of: key.id) {
      throw ValueProblem("refers to the record \(quoted(key.id)): \(problem)")
    }
  }
}

extension Field {
  /// For messages, what a value of the field must be: "a list of text or a single text".
  var expectation: String {
    isMultiple ? "a list of \(type.word), or a single \(type.word)" : type.word
  }
}

extension FieldValue {
  /// For messages: what kind of value it is.
  var kindWord: String {
    if case .list = self { return "a list" }
    return type?.word ?? "nothing"
  }
}
