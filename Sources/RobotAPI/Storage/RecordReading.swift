import RobotModel

extension StorageReader {
  /// `robots.storage.v1.Record`; when an item entered its stage is told by its visit.
  mutating func record() throws(FactError) -> Record {
    var message = try message()
    var record = Record(
      number: .none,
      key: RecordKey(entityType: "", id: ""),
      fields: [],
      place: nil,
      revision: 0,
      createTime: .epoch,
      updateTime: .epoch,
      visit: .none,
      stageEnterTime: nil
    )
    record.fields.reserveCapacity(Self.usualFieldCount)
    var (pipeline, stage) = ("", "")
    while let field = try message.next() {
      switch field {
      case 1: record.number = try message.storeNumber()
      case 2: record.key.entityType = try message.text()
      case 3: record.key.id = try message.text()
      case 4: record.fields.append(try message.namedValue())
      case 5: pipeline = try message.text()
      case 6: stage = try message.text()
      case 7: record.revision = try message.signedNumber()
      case 8: record.createTime = try message.instant()
      case 9: record.updateTime = try message.instant()
      case 10: record.visit = try message.storeNumber()
      case 11: record.isDeleted = try message.flag()
      case 12: record.source = try message.text()
      default: try message.skip()
      }
    }
    if !stage.isEmpty {
      record.place =
        StageKey(entityType: record.key.entityType, pipeline: pipeline, stage: stage)
    }
    return record
  }

  /// `robots.storage.v1.Visit`.
  mutating func visit() throws(FactError) -> Visit {
    var message = try message()
    var visit = Visit(number: .none, record: .none, pipeline: "", stage: "", enterTime: .epoch)
    while let field = try message.next() {
      switch field {
      case 1: visit.number = try message.storeNumber()
      case 2: visit.record = try message.storeNumber()
      case 3: visit.pipeline = try message.text()
      case 4: visit.stage = try message.text()
      case 5: visit.enterTime = try message.instant()
      case 6: visit.leaveTime = try message.instant()
      case 7: visit.entryValues.append(try message.namedValue())
      case 8: visit.automatedMoves.append(try message.stageKey())
      default: try message.skip()
      }
    }
    return visit
  }

  /// Room made at once for a record's fields; growing step by step costs more than it saves.
  private static let usualFieldCount = 12

  private mutating func stageKey() throws(FactError) -> StageKey {
    var message = try message()
    var key = StageKey(entityType: "", pipeline: "", stage: "")
    while let field = try message.next() {
      switch field {
      case 1: key.entityType = try message.text()
      case 2: key.pipeline = try message.text()
      case 3: key.stage = try message.text()
      default: try message.skip()
      }
    }
    return key
  }
}
