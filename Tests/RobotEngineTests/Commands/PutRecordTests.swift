import RobotModel
import Testing

@testable import RobotEngine

@Suite("PutRecord, MoveItem, DeleteRecord")
struct PutRecordTests {
  private func key(_ id: String, _ type: String = "deal") -> RecordKey {
    RecordKey(entityType: type, id: id)
  }

  private func perform(_ command: PutRecord, _ house: TestHouse) throws(RequestError) -> Record {
    try house.engine.perform(command, by: house.ann, at: house.engine.time).record
  }

  /// What a command is refused with; it must leave nothing behind.
  private func refusal(_ house: TestHouse, _ command: () throws -> Void) -> RequestError? {
    _ = house.engine.takeFacts()
    let before = TestHouse.snapshot(of: house.engine)
    defer {
      #expect(house.engine.takeFacts().isEmpty)
      #expect(TestHouse.snapshot(of: house.engine) == before)
    }
    do {
      try command()
      return nil
    } catch {
      return error as? RequestError
    }
  }

  @Test("names every offending field of a request, and changes nothing")
  func violations() throws {
    let house = try TestHouse()
    let command = PutRecord(
      key: key("a/b"),
      changes: [
        FieldChange(name: "amuont", value: .integer(1)),
        FieldChange(name: "amount", value: .text("much")),
        FieldChange(name: "name", value: .text("fine")),
      ],
      pipeline: "sales",
      stage: "nwe",
      eventTime: house.engine.time.adding(milliseconds: 300_001)
    )
    let error = refusal(house) { _ = try perform(command, house) }
    #expect(error?.code == .invalidArgument)
    #expect(
      error?.violations.map(\.field) == [
        "record.id", "record.fields.amuont", "record.fields.amount", "event_time", "record.stage",
      ]
    )
    #expect(error?.violations[1].description.contains("\"amount\"") == true)
    #expect(error?.violations[4].description.contains("\"new\"") == true)
  }

  @Test("S-24: a time zone that the system does not have is refused, and one that it has is not")
  func timeZone() throws {
    let house = try TestHouse()
    func put(_ zone: String) throws(RequestError) -> Record {
      try perform(
        PutRecord(
          key: key("D-1"),
          changes: [FieldChange(name: "time_zone", value: .text(zone))],
          pipeline: "sales",
          stage: "new"
        ),
        house
      )
    }
    let error = refusal(house) { _ = try put("Mars/Base") }
    #expect(error?.violations.map(\.field) == ["record.fields.time_zone"])
    #expect(
      error?.violations.first?.description
        == "is \"Mars/Base\", no time zone of this system; expected a name such as Europe/Warsaw"
    )
    #expect(try put("UTC").fields.contains { $0.value == .text("UTC") })
    #expect(try put("").fields.allSatisfy { $0.name != "time_zone" })
  }

  @Test("an item needs a pipeline and a stage; a record without stages has none")
  func places() throws {
    let house = try TestHouse()
    let noPlace = refusal(house) {
      _ = try perform(PutRecord(key: key("D-1"), changes: []), house)
    }
    #expect(noPlace?.violations.map(\.field) == ["record.pipeline"])
    let noStage = refusal(house) {
      _ = try perform(PutRecord(key: key("D-1"), changes: [], pipeline: "sales"), house)
    }
    #expect(noStage?.violations.map(\.field) == ["record.stage"])
    let contact = refusal(house) {
      _ = try perform(
        PutRecord(key: key("C-1", "contact"), changes: [], pipeline: "sales", stage: "new"),
        house
      )
    }
    #expect(contact?.violations.map(\.field) == ["record.stage"])
    let unknown = refusal(house) {
      _ = try perform(PutRecord(key: key("X", "deel"), changes: []), house)
    }
    #expect(unknown?.code == .notFound)
  }

  @Test("makes an id that sorts by time where none is given")
  func madeIDs() throws {
    let house = try TestHouse()
    let first = try perform(PutRecord(key: key("", "contact"), changes: []), house)
    let second = try perform(PutRecord(key: key("", "contact"), changes: []), house)
    #expect(first.key.id.utf8.count == 13)
    #expect(first.key.id < second.key.id)
  }

  @Test("changes only what the mask names, and clears what it names without a value")
  func mask() throws {
    let house = try TestHouse()
    let made = PutRecord(
      key: key("C-1", "contact"),
      changes: [
        FieldChange(name: "city", value: .text("Oslo")),
        FieldChange(name: "name", value: .text("Ann")),
      ]
    )
    _ = try perform(made, house)
    var change = PutRecord(
      key: key("C-1", "contact"),
      changes: [
        FieldChange(name: "name", value: .text("Eve")),
        FieldChange(name: "country", value: .text("Norway")),
      ],
      mask: ["fields.city", "fields.country"]
    )
    let changed = try perform(change, house)
    #expect(changed.fields.value("city") == nil)
    #expect(changed.fields.value("name") == .text("Ann"))
    #expect(changed.fields.value("country") == .text("Norway"))
    change.mask = ["fields.city", "place"]
    let error = refusal(house) { _ = try perform(change, house) }
    #expect(error?.violations.map(\.field) == ["update_mask"])
  }

  @Test("a stale etag is refused, and an etag never comes again")
  func etags() throws {
    let house = try TestHouse()
    let put = PutRecord(key: key("D-1"), changes: [], pipeline: "sales", stage: "new")
    let first = try perform(put, house)
    var change = PutRecord(
      key: key("D-1"),
      changes: [FieldChange(name: "name", value: .text("A"))],
      etag: first.etag
    )
    let second = try perform(change, house)
    #expect(second.etag != first.etag)
    let error = refusal(house) { _ = try perform(change, house) }
    #expect(error?.code == .aborted)
    #expect(error?.metadata.last?.value == second.etag)
    _ = try house.engine.perform(
      DeleteRecord(key: key("D-1"), etag: second.etag),
      by: house.ann,
      at: house.engine.time
    )
    let anew = try perform(put, house)
    #expect(anew.etag != first.etag)
    change.etag = first.etag
    #expect(refusal(house) { _ = try perform(change, house) }?.code == .aborted)
  }

  @Test("the same content again changes nothing, not even the etag")
  func sameContent() throws {
    let house = try TestHouse()
    var put = PutRecord(
      key: key("D-1"),
      changes: [FieldChange(name: "name", value: .text("A"))],
      pipeline: "sales",
      stage: "new"
    )
    let first = try perform(put, house)
    _ = house.engine.takeFacts()
    put.allowsMissing = false
    let second = try perform(put, house)
    #expect(second.etag == first.etag)
    #expect(house.engine.takeFacts().isEmpty)
  }

  @Test("validating changes nothing and answers with what would be")
  func validateOnly() throws {
    let house = try TestHouse()
    let put = PutRecord(
      key: key("D-1"),
      changes: [FieldChange(name: "name", value: .text("A"))],
      pipeline: "sales",
      stage: "new",
      isValidateOnly: true
    )
    _ = house.engine.takeFacts()
    let record = try perform(put, house)
    #expect(record.fields.value("name") == .text("A"))
    #expect(record.place?.stage == "new")
    #expect(house.engine.takeFacts().isEmpty)
    #expect(throws: RequestError.self) { try house.engine.record(key("D-1")) }
  }

  @Test("what is missing is not found, unless it may be missing")
  func missing() throws {
    let house = try TestHouse()
    let put = PutRecord(
      key: key("D-1"),
      changes: [],
      pipeline: "sales",
      stage: "new",
      allowsMissing: false
    )
    #expect(refusal(house) { _ = try perform(put, house) }?.code == .notFound)
    let placeless = PutRecord(key: key("D-1"), changes: [], allowsMissing: false)
    #expect(refusal(house) { _ = try perform(placeless, house) }?.code == .notFound)
    let move = refusal(house) {
      _ = try house.engine.perform(
        MoveItem(key: key("D-1"), stage: "new"),
        by: house.ann,
        at: house.engine.time
      )
    }
    #expect(move?.code == .notFound)
    let delete = refusal(house) {
      _ = try house.engine.perform(
        DeleteRecord(key: key("D-1")),
        by: house.ann,
        at: house.engine.time
      )
    }
    #expect(delete?.code == .notFound)
    let count = try house.engine.perform(
      DeleteRecord(key: key("D-1"), allowsMissing: true),
      by: house.ann,
      at: house.engine.time
    )
    #expect(count == 0)
  }

  @Test("a record that would be too large is refused")
  func tooLarge() throws {
    let house = try TestHouse()
    let text = String(repeating: "x", count: Limits.textByteCount)
    let tags = FieldValue.list(Array(repeating: .text(text), count: 56))
    let error = refusal(house) {
      _ = try perform(
        PutRecord(
          key: key("C-1", "contact"),
          changes: [FieldChange(name: "tags", value: tags)]
        ),
        house
      )
    }
    #expect(error?.code == .resourceExhausted)
    #expect(error?.metadata.first?.value == "record_bytes")
  }
}
