import RobotModel

extension Store {
  /// What a path leads to from a record; nil for an empty field, a missing link or record.
  ///
  /// - Parameters:
  ///   - row: The record's row.
  ///   - find: Finds the record of a path to which no field leads; dates have no such path.
  @inline(__always)
  func value(
    at path: FieldPath,
    of row: borrowing RecordRow,
    finding find: (PathStart) -> Slot<RecordRow>? = { _ in nil }
  ) -> FieldValue? {
    let other: Slot<RecordRow>?
    switch path.start {
    case .item: return value(of: path.source, in: row)
    case .link(let link): other = linkedRecord(row.fields[link])
    case .supervisor, .document: other = find(path.start)
    }
    guard let other else { return nil }
    return value(of: path.source, in: records[other])
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
