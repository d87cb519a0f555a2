import RobotModel

extension Store {
  /// What a path leads to from a record; nil for an empty field, a missing link or record.
  ///
  /// - Parameter row: The record's row: a reader that asks for several paths takes it out of the
  ///   table once.
  @inline(__always)
  func value(at path: FieldPath, of row: borrowing RecordRow) -> FieldValue? {
    guard let link = path.link else { return value(of: path.source, in: row) }
    guard let linked = linkedRecord(row.fields[link]) else { return nil }
    return value(of: path.source, in: records[linked])
  }

  /// The record to which a value refers; of several the first counts.
  private func linkedRecord(_ value: FieldValue?) -> Slot<RecordRow>? {
    switch value {
    case .reference(let key)?: return liveRecord(key)
    case .list(let members)?:
      guard case .reference(let key)? = members.first else { return nil }
      return liveRecord(key)
    default: return nil
    }
  }

  @inline(__always)
  private func value(of source: FieldSource, in row: borrowing RecordRow) -> FieldValue? {
    switch source {
    case .field(let number): return row.fields[number]
    case .id: return .text(row.id)
    case .pipeline:
      return row.stage == .none ? nil : .text(schema.stages[Int(row.stage.rawValue)].key.pipeline)
    case .stage:
      return row.stage == .none ? nil : .text(schema.stages[Int(row.stage.rawValue)].key.stage)
    case .createTime: return .timestamp(row.createTime)
    case .updateTime: return .timestamp(row.updateTime)
    case .stageEnterTime:
      return row.visit.isSome ? .timestamp(visits[row.visit].enterTime) : nil
    }
  }
}
