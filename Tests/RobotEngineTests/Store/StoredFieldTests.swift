import RobotModel
import Testing

@testable import RobotEngine

@Suite("Stored fields")
struct StoredFieldTests {
  private static let number = FieldNumber(rawValue: 7)

  @Test(
    "P6: a field gives back what it was given, whatever form it keeps it in",
    arguments: [
      FieldValue.text("vip"), .integer(3), .list([.text("vip")]), .list([]),
      .list([.text("vip"), .text("new")]), .list([.list([.text("vip")])]),
      .list([.reference(RecordKey(entityType: "contact", id: "C-1"))]),
    ]
  )
  func roundTrip(value: FieldValue) {
    #expect(StoredField(Self.number, value).value == value)
    var field = StoredField(Self.number, .list([.integer(1)]))
    field.value = value
    #expect(field.value == value)
    #expect(field == StoredField(Self.number, value))
  }

  @Test("a list of one member is another value than the member")
  func listIsNotItsMember() {
    let member = StoredField(Self.number, .text("vip"))
    let list = StoredField(Self.number, .list([.text("vip")]))
    #expect(member != list)
    #expect(list.value != member.value)
  }

  @Test("fields are found, replaced and taken away by their numbers, lists among them")
  func fieldsByNumber() {
    var fields: [StoredField] = []
    let numbers = [5, 2, 9].map { FieldNumber(rawValue: $0) }
    for number in numbers { fields[number] = .list([.integer(Int64(number.rawValue))]) }
    #expect(fields.map(\.number) == numbers.sorted())
    #expect(fields[numbers[1]] == .list([.integer(2)]))
    fields[numbers[1]] = .integer(2)
    #expect(fields[numbers[1]] == .integer(2))
    fields[numbers[1]] = nil
    #expect(fields[numbers[1]] == nil)
    #expect(fields.count == 2)
  }
}
