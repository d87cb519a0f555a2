import RobotModel
import Testing

@testable import RobotEngine

/// S-30 and S-32: values against the fields that they are written to.
@Suite struct FieldCheckerTests {
  private static func stored(_ value: FieldValue, in field: String) throws -> FieldValue? {
    try FieldChecker(schema: SampleSchema.table).stored(value, in: SampleSchema.field(field))
  }

  static let accepted: [(String, FieldValue, FieldValue?)] = [
    ("name", .text("e\u{301}"), .text("é")),
    ("name", .text(""), nil),
    ("name", .text(" \n"), .text(" \n")),
    ("rooms", Sample.decimal("4"), .integer(4)),
    ("area", .integer(4), Sample.decimal("4")),
    ("urgent", .boolean(false), .boolean(false)),
    ("wood", .text("oak"), .text("oak")),
    ("wood", .text(""), nil),
    ("tags", .text("vip"), Sample.texts("vip")),
    ("tags", Sample.texts("a", "", "b"), Sample.texts("a", "b")),
    ("tags", .list([]), nil),
    ("tags", Sample.texts(""), nil),
    // A CRM mirrors its records in any order: what is referred to may come later.
    ("responsible", Sample.reference("user", "unknown"), Sample.reference("user", "unknown")),
    ("anything", Sample.reference("file", "F"), Sample.reference("file", "F")),
    ("close_date", Sample.date("9999-12-31"), Sample.date("9999-12-31")),
  ]

  @Test("A value gets the one form in which it is stored", arguments: accepted)
  func form(field: String, value: FieldValue, expected: FieldValue?) throws {
    let stored = try Self.stored(value, in: field)
    #expect(stored == expected)
    if case .text(let text)? = stored, case .text(let bytes)? = expected {
      #expect(Array(text.utf8) == Array(bytes.utf8))
    }
  }

  static let refused: [(String, FieldValue, String, String)] = [
    ("rooms", Sample.decimal("4.5"), "", "is 4.5; expected a whole number of 64 bits"),
    ("rooms", .text("4"), "", "is text; expected integer"),
    ("amount", .integer(4), "", "is integer; expected money"),
    ("name", Sample.texts("a"), "", "is a list; expected a single text"),
    ("name", .text("a\u{0}b"), "", "contains the character U+0000"),
    ("name", .text(String(repeating: "x", count: 65_537)), "", "has 65537 bytes; expected at most"),
    ("wood", .text("pine"), "", "\"pine\" is not an option of the field; expected one of oak, ash"),
    ("tags", .list([.text("a"), .integer(1)]), "[1]", "is integer; expected"),
    ("tags", .list([.list([])]), "[0]", "is a list in a list"),
    (
      "tags", .list(Array(repeating: .text("a"), count: 1_001)), "",
      "has 1001 members; expected at most 1000"
    ),
    ("responsible", Sample.reference("contact", "C"), "", "expected one of \"user\""),
    ("anything", Sample.reference("lamp", "C"), "", "\"lamp\", which is no entity type"),
    ("anything", Sample.reference("user", "a/b"), "", "refers to the record \"a/b\""),
    ("contacts", .list([Sample.reference("contact", "")]), "[0]", "refers to the record \"\""),
    ("close_date", Sample.date("0000-01-01"), "", "expected a year from 1 to 9999"),
    ("visits", .list([Sample.date("2026-01-01"), .text("x")]), "[1]", "is text; expected"),
  ]

  @Test("What does not fit is refused with what would be right", arguments: refused)
  func refusal(field: String, value: FieldValue, member: String, message: String) {
    let problem = #expect(throws: ValueProblem.self) { try Self.stored(value, in: field) }
    #expect(problem?.member == member)
    #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "")")
  }

  /// Values of every type, each with its field.
  static let values: [(String, FieldValue)] = [
    ("name", .text(" two  words ")), ("urgent", .boolean(true)), ("rooms", .integer(.min)),
    ("area", Sample.decimal("-0.000000000000000001")), ("amount", Sample.money("-99.99", "EUR")),
    ("close_date", Sample.date("0001-01-01")), ("wood", .text("ash")),
    ("called", Sample.timestamp("1969-12-31T23:59:59.999Z")),
    ("responsible", Sample.reference("user", "U 1")),
  ]

  @Test(
    "What a template writes without a formatter reads back as the same value",
    arguments: values
  )
  func readBack(field: String, value: FieldValue) throws {
    let read = try TextReading.value(of: value.text, in: SampleSchema.field(field))
    #expect(read == value)
  }

  @Test("Spaces around a value are no part of it, and an empty text is none")
  func space() throws {
    #expect(try TextReading.value(of: " 12\n", in: SampleSchema.field("rooms")) == .integer(12))
    #expect(try TextReading.value(of: " \t ", in: SampleSchema.field("amount")) == nil)
    #expect(
      try TextReading.value(of: "file/F-1", in: SampleSchema.field("anything"))
        == Sample.reference("file", "F-1")
    )
  }

  @Test(
    "A text that is no such value is refused with an example",
    arguments: [
      ("rooms", "12.5", "a whole number such as 12"), ("urgent", "yes", "true or false"),
      ("amount", "12", "an amount and a currency"), ("amount", "1 2 PLN", "an amount"),
      ("close_date", "3.6.2026", "a date such as 2026-06-03"), ("area", "x", "a number such as"),
      ("called", "2026-06-03", "a moment such as"),
      ("anything", "F-1", "a record such as user/U-1"),
    ]
  )
  func unreadable(field: String, text: String, message: String) {
    let problem = #expect(throws: ValueProblem.self) {
      try TextReading.value(of: text, in: SampleSchema.field(field))
    }
    #expect(problem?.description.contains(message) == true)
  }
}
