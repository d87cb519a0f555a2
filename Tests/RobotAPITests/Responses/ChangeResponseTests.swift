import Protobuf
import RobotAPI
import RobotModel
import Testing

@Suite struct ChangeResponseTests {
  private static let number = StoreNumber(rawValue: 1_763_774_000_000 << 20)

  private static var record: Record {
    Record(
      number: number,
      key: RecordKey(entityType: "deal", id: "D-1"),
      fields: [NamedValue(name: "name", value: .text("New"))],
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "won"),
      revision: 2,
      createTime: .epoch,
      updateTime: .epoch,
      visit: .none,
      stageEnterTime: nil
    )
  }

  @Test("a changed record is told with what was before")
  func records() throws {
    var change = RecordChange(record: Self.record)
    change.fields = [
      ChangedField(name: "name", old: .text("Old"), new: .text("New")),
      ChangedField(name: "note", old: .text("x"), new: nil),
    ]
    change.oldPlace = StageKey(entityType: "deal", pipeline: "sales", stage: "new")
    #expect(
      try WatchChangesResponse.change(.record(change)).json == """
        {"changes":[{"record":{"record":{"entityType":"deal","id":"D-1",\
        "fields":{"name":{"text":"New"}},"pipeline":"sales","stage":"won",\
        "etag":"\(Self.record.etag)","createTime":"1970-01-01T00:00:00Z",\
        "updateTime":"1970-01-01T00:00:00Z"},"fields":[\
        {"field":"name","oldValue":{"text":"Old"},"newValue":{"text":"New"}},\
        {"field":"note","oldValue":{"text":"x"}}],"oldPipeline":"sales","oldStage":"new"}}]}
        """
    )
    var deleted = Self.record
    deleted.isDeleted = true
    let json = try WatchChangesResponse.change(.record(RecordChange(record: deleted))).json
    #expect(json.contains(#""deleted":true"#))
  }

  @Test("a change of a record as large as one may be fits into a message")
  func largest() throws {
    let text = String(repeating: "x", count: Limits.textByteCount - 8)
    let old = FieldValue.list(
      Array(repeating: .text(text), count: Limits.recordByteCount / Limits.textByteCount)
    )
    let new = old
    var record = Self.record
    record.fields = [NamedValue(name: "tags", value: new)]
    var change = RecordChange(record: record)
    change.fields = [ChangedField(name: "tags", old: old, new: new)]
    var message: [UInt8] = []
    WatchChangesResponse.change(.record(change)).encode(into: &message, with: Arena())
    #expect(message.count > 3 * (Limits.recordByteCount - Limits.textByteCount))
    #expect(message.count < Limits.messageByteCount * 7 / 8)
  }

  @Test("definitions that are gone are told by their names")
  func deletions() throws {
    #expect(
      try WatchChangesResponse.change(.deletedEntityType("boat")).json
        == #"{"changes":[{"deletedEntityType":"boat"}]}"#
    )
    let key = PipelineKey(entityType: "deal", id: "sales")
    #expect(
      try WatchChangesResponse.change(.deletedPipeline(key)).json
        == #"{"changes":[{"deletedPipeline":{"entityType":"deal","pipeline":"sales"}}]}"#
    )
    let pause = Pause(scope: .everything, user: "ann", beginTime: .epoch, endTime: .epoch)
    #expect(
      try WatchChangesResponse.change(.pause(pause)).json == """
        {"changes":[{"pause":{"pause":{"user":"ann","beginTime":"1970-01-01T00:00:00Z",\
        "reason":"REASON_PAUSED"},"ended":true}}]}
        """
    )
  }

  @Test("the place stands behind the changes, and has a cursor once all are told")
  func places() throws {
    let cursor = ChangeCursor(sequence: 42, checksum: 1)
    #expect(
      try WatchChangesResponse.place(
        .init(cursor: cursor, sequence: 42, time: .epoch, isCaughtUp: true)
      ).json == """
        {"cursor":"42-00000001","sequence":"42","time":"1970-01-01T00:00:00Z","caughtUp":true}
        """
    )
    #expect(
      try WatchChangesResponse.place(.init(cursor: nil, sequence: 9, isSnapshot: true)).json
        == #"{"sequence":"9","snapshot":true}"#
    )
  }
}
