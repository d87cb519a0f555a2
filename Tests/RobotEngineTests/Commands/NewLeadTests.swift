import RobotModel
import Testing

@testable import RobotEngine

/// Whose lead it is that an event makes for a client without an open item (S-12, S-31).
@Suite struct NewLeadTests {
  private let book: RuleBook

  init() throws {
    book = try RuleBook()
    let stages = [Stage(id: "new", displayName: "New", kind: .inProgress)]
    try book.create(
      Pipeline(entityType: "lead", id: "leads", displayName: "Leads", stages: stages)
    )
    try book.put(contact: "C-1", [("emails", Self.texts(["ann@example.com", "a@example.com"]))])
  }

  private static func texts(_ texts: [String]) -> FieldValue { .list(texts.map { .text($0) }) }

  private static func link(_ type: String, _ id: String) -> FieldValue {
    .reference(RecordKey(entityType: type, id: id))
  }

  /// The fields of the lead that is made for an address, but for the name.
  private func lead(
    for address: String,
    with fields: [NamedValue] = []
  ) throws -> [String: FieldValue] {
    let client = ClientTarget(
      identity: .address(address),
      newLead: NewLead(pipeline: "leads", fields: fields)
    )
    let event = Event(type: "form_submitted", targets: [.client(client)])
    let reply = try book.engine.perform(SendEvent(event: event), by: book.caller, at: book.now)
    let result = try #require(reply.results.first)
    #expect(result.isCreated)
    let record = book.engine.store.liveRecord(try #require(result.item))
    let view = book.engine.store.recordView(try #require(record))
    return Dictionary(uniqueKeysWithValues: view.fields.map { ($0.name, $0.value) })
  }

  @Test("It is the contact's that alone has the address, and keeps the address it was told")
  func contact() throws {
    let fields = try lead(for: "A@Example.com")
    #expect(fields["contacts"] == .list([Self.link("contact", "C-1")]))
    #expect(fields["emails"] == Self.texts(["A@Example.com"]))
    try book.expectSurvivesReload()
  }

  @Test("It is the company's that alone has the address")
  func company() throws {
    _ = try book.engine.perform(
      PutRecord(
        key: RecordKey(entityType: "company", id: "K-1"),
        changes: [FieldChange(name: "phones", value: Self.texts(["+48 700"]))]
      ),
      by: book.caller,
      at: book.now
    )
    let fields = try lead(for: "0048700")
    #expect(fields["company"] == Self.link("company", "K-1") && fields["contacts"] == nil)
  }

  @Test("Of an address that several have, or none, nobody can say whose it is")
  func unknown() throws {
    try book.put(contact: "C-2", [("emails", Self.texts(["ann@example.com"]))])
    #expect(try lead(for: "ann@example.com")["contacts"] == nil)
    #expect(try lead(for: "bob@example.com")["contacts"] == nil)
  }

  @Test("A deleted contact has no address any more, and a lead is nobody's contact")
  func gone() throws {
    let key = RecordKey(entityType: "contact", id: "C-1")
    _ = try book.engine.perform(DeleteRecord(key: key), by: book.caller, at: book.now)
    #expect(try lead(for: "ann@example.com")["contacts"] == nil)
  }

  @Test("Whose it is said to be is not said anew")
  func given() throws {
    try book.put(contact: "C-2", [])
    let given = FieldValue.list([Self.link("contact", "C-2")])
    let fields = try lead(
      for: "ann@example.com",
      with: [NamedValue(name: "contacts", value: given)]
    )
    #expect(fields["contacts"] == given)
  }
}
