import RobotModel
import Testing

@testable import RobotEngine

/// The quick answer against the checker's, which it stands for.
@Suite struct FieldFormTests {
  private static let values: [FieldValue] = [
    .text(""), .text("Oak table"), .text("żółw"), .text("cafe\u{301}"), .text("a\u{0}b"),
    .text(String(repeating: "x", count: Limits.textByteCount)),
    .text(String(repeating: "x", count: Limits.textByteCount + 1)), .text("oak"),
    .boolean(true), .integer(7), .timestamp(.epoch), .list([.text("a")]), .list([]),
    .reference(RecordKey(entityType: "contact", id: "c1")),
  ]

  @Test("what a field takes as it comes, the checker stores unchanged")
  func agrees() {
    let table = SampleSchema.table
    let checker = FieldChecker(schema: table)
    var count = 0
    for type in [SampleSchema.deal, PredefinedTypes.contact] {
      for field in type.fields {
        for value in Self.values where FieldForm(field).stores(value) {
          count += 1
          #expect(throws: Never.self) {
            let stored = try checker.stored(value, in: field)
            #expect(stored == value)
          }
        }
      }
    }
    #expect(count > 20)
  }

  @Test("a time zone's name and what must be looked at closer are left to the checker")
  func left() {
    let zone = Field(id: "time_zone", displayName: "", type: .text)
    #expect(!FieldForm(zone).stores(.text("Europe/Warsaw")))
    let title = FieldForm(Field(id: "title", displayName: "", type: .text))
    #expect(title.stores(.text("żółw")))
    #expect(!title.stores(.text("cafe\u{301}")))
    #expect(!title.stores(.text("a\u{0}b")))
    #expect(!title.stores(.text("")))
  }

  @Test("fields are found in any order, and gone ones are not")
  func numbers() throws {
    let table = SampleSchema.table
    let type = try #require(table.slot(ofEntityType: "deal"))
    let names = SampleSchema.deal.fields.map(\.id)
    let expected = names.map { SampleSchema.number($0) }
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<1_000 {
      let place = numbers.below(names.count)
      #expect(table.number(ofField: names[place], in: type) == expected[place])
      #expect(table.number(ofField: "nothing", in: type) == nil)
    }
    var fewer = SampleSchema.deal
    fewer.fields.removeAll { $0.id == "rooms" }
    #expect(table.number(ofField: "rooms", in: type) != nil)
    table.put(fewer)
    #expect(table.number(ofField: "rooms", in: type) == nil)
    #expect(table.number(ofField: "area", in: type) == SampleSchema.number("area"))
  }
}
