import RobotModel
import Testing

@testable import RobotEngine

@Suite("User references")
struct UserReferencesTests {
  private let users = UserReferences()

  @Test("P6: a user who is named again is the same object")
  func same() {
    let first = users.shared(reference("user", "ann"))
    let second = users.shared(reference("user", "ann"))
    #expect(first == second)
    #expect(object(of: first) == object(of: second))
  }

  @Test("any number of users keep their names, and what is no user stays as it is")
  func any() {
    for index in 0..<5_000 {
      let value = reference("user", "user-\(index)")
      #expect(users.shared(value) == value)
    }
    let contact = reference("contact", "ann")
    _ = users.shared(reference("user", "ann"))
    #expect(users.shared(contact) == contact)
    #expect(users.shared(.text("ann")) == .text("ann"))
  }

  @Test("P6: the responsible of two records is one object, in lists of one too")
  func fields() {
    let number = FieldNumber(rawValue: 0)
    for form in [{ $0 }, { FieldValue.list([$0]) }] {
      var first = StoredField(number, form(reference("user", "bob")))
      var second = StoredField(number, form(reference("user", "bob")))
      first.shareUser(users)
      second.shareUser(users)
      #expect(first.value == form(reference("user", "bob")))
      #expect(object(of: first) == object(of: second))
    }
  }

  private func reference(_ type: String, _ id: String) -> FieldValue {
    .reference(RecordKey(entityType: type, id: id))
  }

  /// The first word: the address of what the value holds outside.
  private func object<Value>(of value: Value) -> UInt {
    unsafe withUnsafeBytes(of: value) { unsafe $0.loadUnaligned(as: UInt.self) }
  }
}
