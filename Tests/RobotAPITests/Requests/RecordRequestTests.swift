import Protobuf
import RobotAPI
import RobotModel
import Testing

@Suite struct RecordRequestTests {
  @Test("a put becomes a command with every kind of value, in the order of the names")
  func put() throws {
    let request = try PutRecordRequest.json(
      """
      {"record": {"entityType": "deal", "id": "D-1", "pipeline": "sales", "stage": "new",
        "etag": "3-1", "fields": {
          "text": {"text": "Kraków"}, "flag": {"boolean": false}, "count": {"integer": "-7"},
          "rate": {"decimal": {"value": "1.50"}},
          "amount": {"money": {"currencyCode": "PLN", "units": "100", "nanos": 500000000}},
          "day": {"date": {"year": 2026, "month": 6, "day": 4}},
          "moment": {"timestamp": "2026-03-29T01:00:00.123456789Z"},
          "owner": {"reference": {"entityType": "user", "id": "anna"}},
          "tags": {"list": {"values": [{"text": "a"}, {"text": "b"}]}},
          "cleared": {}}},
       "updateMask": "fields.text,stage", "eventTime": "1970-01-01T00:00:00.001Z",
       "causationId": "key", "suppressAutomation": true, "allowMissing": false}
      """
    )
    let command = request.command
    #expect(command.key == RecordKey(entityType: "deal", id: "D-1"))
    #expect(command.pipeline == "sales")
    #expect(command.stage == "new")
    #expect(command.etag == "3-1")
    #expect(command.mask == ["fields.text", "stage"])
    #expect(command.eventTime == Instant(millisecondsSinceEpoch: 1))
    #expect(command.causationID == "key")
    #expect(command.suppressesAutomation)
    #expect(!command.allowsMissing)
    #expect(request.identity.isEmpty)
    let day = try #require(CivilDate(year: 2026, month: 6, day: 4))
    let moment = Instant(millisecondsSinceEpoch: 1_774_746_000_123)
    let amount = try Money(currency: CurrencyCode("PLN"), units: 100, nanos: 500_000_000)
    #expect(
      command.changes == [
        FieldChange(name: "amount", value: .money(amount)),
        FieldChange(name: "cleared", value: nil),
        FieldChange(name: "count", value: .integer(-7)),
        FieldChange(name: "day", value: .date(day)),
        FieldChange(name: "flag", value: .boolean(false)),
        FieldChange(name: "moment", value: .timestamp(moment)),
        FieldChange(name: "owner", value: .reference(RecordKey(entityType: "user", id: "anna"))),
        FieldChange(name: "rate", value: .decimal(try DecimalNumber("1.5"))),
        FieldChange(name: "tags", value: .list([.text("a"), .text("b")])),
        FieldChange(name: "text", value: .text("Kraków")),
      ]
    )
  }

  @Test("what a put does not say has its default")
  func defaults() throws {
    let command = try PutRecordRequest.json(#"{"record": {"entityType": "deal"}}"#).command
    #expect(command == PutRecord(key: RecordKey(entityType: "deal", id: ""), changes: []))
    #expect(command.allowsMissing)
    #expect(command.eventTime == nil)
  }

  @Test("S-30: every offending field of a put is named, with what would be right")
  func violations() throws {
    let violations = try PutRecordRequest.violations(
      """
      {"record": {"entityType": "deal", "fields": {
          "a": {"decimal": {"value": "1,5"}},
          "b": {"money": {"currencyCode": "zloty", "units": "1"}},
          "c": {"money": {"currencyCode": "PLN", "units": "1", "nanos": -5}},
          "d": {"date": {"year": 2026, "month": 2, "day": 30}},
          "e": {"list": {"values": [{"text": "x"}, {}, {"list": {}}]}}}},
       "updateMask": "fields.a,name", "requestId": "a/b", "eventId": "x"}
      """
    )
    #expect(
      violations == [
        "request_id: an id holds no \"/\"",
        "record.fields.a.decimal.value: \"1,5\" is not a decimal number such as -12.5: see byte 1",
        """
        record.fields.b.money.currency_code: "zloty" is not a currency code: expected three \
        upper-case letters such as PLN
        """,
        "record.fields.c.money.nanos: units 1 and nanos -5 must have the same sign",
        """
        record.fields.d.date: year 2026, month 2, day 30 is no date; all three are needed, years \
        are 1 to 9999
        """,
        """
        record.fields.e.list.values[1]: a value is needed: text, boolean, integer and so on
        """,
        "record.fields.e.list.values[2]: a list holds no lists",
        """
        update_mask.paths[1]: there is no "name"; paths are fields.NAME, pipeline and stage
        """,
      ]
    )
  }

  @Test("an empty put lacks its record")
  func empty() throws {
    #expect(try PutRecordRequest.violations("{}") == ["record: is needed"])
  }

  @Test("a moment outside of the years 0001 to 9999 is refused")
  func moments() throws {
    var eventTime = WireWriter()
    eventTime.varint(1, 253_402_300_800)
    var message = WireWriter()
    message.bytes(1, [])
    message.bytes(5, eventTime.bytes)
    let bytes = message.bytes
    let error = #expect(throws: RequestError.self) {
      try PutRecordRequest(decoding: bytes.span.bytes, with: Arena())
    }
    #expect(error?.violations.map(\.field) == ["event_time"])
  }

  @Test("of a field that is given twice the last counts")
  func twice() throws {
    func entry(_ name: String, _ text: String) throws -> [UInt8] {
      try JSONMessages.wire(
        "robots.v1.PutRecordRequest",
        #"{"record": {"fields": {"\#(name)": {"text": "\#(text)"}}}}"#
      )
    }
    let record = try [entry("b", "1"), entry("a", "2"), entry("b", "3")].flatMap { $0.dropFirst(2) }
    let bytes = [0x0a, UInt8(record.count)] + record
    let request = try PutRecordRequest(decoding: bytes.span.bytes, with: Arena())
    #expect(
      request.command.changes == [
        FieldChange(name: "a", value: .text("2")), FieldChange(name: "b", value: .text("3")),
      ]
    )
  }

  @Test("S-32: equal requests have equal canonical bytes, whatever order their maps came in")
  func canonical() throws {
    func request(_ fields: String, id: String = "r-1") throws -> PutRecordRequest {
      try .json(
        #"{"record": {"entityType": "deal", "fields": {\#(fields)}}, "requestId": "\#(id)"}"#
      )
    }
    let first = try request(#""a": {"text": "1"}, "b": {"text": "2"}"#)
    let second = try request(#""b": {"text": "2"}, "a": {"text": "1"}"#)
    let other = try request(#""a": {"text": "2"}, "b": {"text": "1"}"#)
    #expect(first.identity.requestID == "r-1")
    #expect(first.identity.canonicalBytes == second.identity.canonicalBytes)
    #expect(first.identity.canonicalBytes != other.identity.canonicalBytes)
    #expect(!first.identity.canonicalBytes.isEmpty)
    let again = try request(#""a": {"text": "1"}, "b": {"text": "2"}"#, id: "r-2")
    #expect(first.identity.canonicalBytes == again.identity.canonicalBytes)
  }

  @Test("a request that only asks for a check leaves nothing to remember")
  func check() throws {
    let request = try PutRecordRequest.json(
      #"{"record": {"entityType": "deal"}, "requestId": "r", "eventId": "e", "validateOnly": true}"#
    )
    #expect(request.command.isValidateOnly)
    #expect(request.identity.isEmpty)
  }

  @Test("moves and deletions become commands")
  func moveAndDelete() throws {
    let move = try MoveItemRequest.json(
      """
      {"entityType": "deal", "id": "D-1", "pipeline": "p", "stage": "s", "etag": "e",
       "eventId": "ev", "causationId": "c", "suppressAutomation": true}
      """
    )
    #expect(
      move.command
        == MoveItem(
          key: RecordKey(entityType: "deal", id: "D-1"),
          pipeline: "p",
          stage: "s",
          etag: "e",
          causationID: "c",
          suppressesAutomation: true
        )
    )
    #expect(move.identity.eventID == "ev")
    let deletion = try DeleteRecordRequest.json(
      """
      {"entityType": "deal", "id": "D-1", "etag": "e", "allowMissing": true,
       "eventTime": "1970-01-01T00:00:01Z"}
      """
    )
    #expect(
      deletion.command
        == DeleteRecord(
          key: RecordKey(entityType: "deal", id: "D-1"),
          etag: "e",
          allowsMissing: true,
          eventTime: Instant(millisecondsSinceEpoch: 1000)
        )
    )
  }
}
