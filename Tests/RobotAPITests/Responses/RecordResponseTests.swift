import Protobuf
import RobotAPI
import RobotModel
import Testing

@Suite struct RecordResponseTests {
  private static let visit = StoreNumber(rawValue: 1_763_774_000_000 << 20)

  private static let record = Record(
    number: StoreNumber(rawValue: 1),
    key: RecordKey(entityType: "deal", id: "D-1"),
    fields: [NamedValue(name: "title", value: .text("Sofa"))],
    place: StageKey(entityType: "deal", pipeline: "sales", stage: "new"),
    revision: 2,
    createTime: .epoch,
    updateTime: Instant(millisecondsSinceEpoch: 1500),
    visit: visit,
    stageEnterTime: Instant(millisecondsSinceEpoch: -1)
  )

  private static let recordJSON = """
    {"entityType":"deal","id":"D-1","fields":{"title":{"text":"Sofa"}},"pipeline":"sales",\
    "stage":"new","etag":"2-0","createTime":"1970-01-01T00:00:00Z",\
    "updateTime":"1970-01-01T00:00:01.500Z","visit":"\(visit.text)",\
    "stageEnterTime":"1969-12-31T23:59:59.999Z"}
    """

  @Test("a put and a move answer with the record and its visit")
  func put() throws {
    let reply = PutRecordReply(record: Self.record, isCreated: true, isMoved: true)
    #expect(
      try PutRecordResponse(reply: reply).json == """
        {"record":\(Self.recordJSON),"created":true,"moved":true,"visit":"\(Self.visit.text)"}
        """
    )
    #expect(
      try MoveItemResponse(reply: reply).json
        == #"{"record":\#(Self.recordJSON),"moved":true,"visit":"\#(Self.visit.text)"}"#
    )
    #expect(try DeleteRecordResponse(cancelledRuns: 2).json == #"{"cancelledRuns":"2"}"#)
    var erased = EraseRecordReply()
    erased.erasedID = "erased-1"
    erased.cancelledRuns = 2
    erased.erasedRecords = 3
    erased.changedRecords = 4
    #expect(
      try EraseRecordResponse(reply: erased, removedFiles: 5).json == """
        {"erasedId":"erased-1","cancelledRuns":"2","erasedRecords":"3","changedRecords":"4",\
        "removedFiles":"5"}
        """
    )
  }

  @Test("S-27: the first answer, given again for its event id, says that it is a duplicate")
  func duplicates() throws {
    func marked(_ response: some ResponseMessage) throws -> String {
      var bytes: [UInt8] = []
      response.encode(into: &bytes, with: Arena())
      return try JSONMessages.json(
        "robots.v1.\(type(of: response))",
        bytes + type(of: response).duplicateMark
      )
    }
    let reply = PutRecordReply(record: Self.record, isCreated: false, isMoved: false)
    #expect(
      try marked(PutRecordResponse(reply: reply))
        == #"{"record":\#(Self.recordJSON),"visit":"\#(Self.visit.text)","duplicate":true}"#
    )
    #expect(
      try marked(MoveItemResponse(reply: reply))
        == #"{"record":\#(Self.recordJSON),"visit":"\#(Self.visit.text)","duplicate":true}"#
    )
    #expect(
      try marked(DeleteRecordResponse(cancelledRuns: 1))
        == #"{"cancelledRuns":"1","duplicate":true}"#
    )
    #expect(GetRecordResponse.duplicateMark.isEmpty)
  }

  @Test("records are shown one by one and in pages")
  func records() throws {
    #expect(try GetRecordResponse(record: Self.record).json == #"{"record":\#(Self.recordJSON)}"#)
    #expect(try PutFileResponse(record: Self.record).json == #"{"record":\#(Self.recordJSON)}"#)
    let page = Page(elements: [Self.record, Self.record], nextToken: "t")
    #expect(
      try ListRecordsResponse(page: page).json
        == #"{"records":[\#(Self.recordJSON),\#(Self.recordJSON)],"nextPageToken":"t"}"#
    )
  }

  @Test("every value is shown as it was sent", arguments: UInt64(1)...40)
  func values(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    var record = random.record()
    record.place = nil
    var bytes: [UInt8] = []
    GetRecordResponse(record: record).encode(into: &bytes, with: Arena())
    let put = try PutRecordRequest(decoding: bytes.span.bytes, with: Arena())
    #expect(
      put.command.changes == record.fields.map { FieldChange(name: $0.name, value: $0.value) }
    )
    #expect(put.command.key == record.key)
  }
}
