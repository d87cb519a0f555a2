import RobotModel

extension Store {
  /// What a path leads to from a record; nil for an empty field, a missing link or record.
  func value(at path: FieldPath, of record: Slot<RecordRow>) -> FieldValue? {
    guard let link = path.link else { return value(of: path.source, in: record) }
    guard let linked = linkedRecord(link, of: record) else { return nil }
    return value(of: path.source, in: linked)
  }

  /// The record to which a field refers; of several the first counts.
  func linkedRecord(_ link: FieldNumber, of record: Slot<RecordRow>) -> Slot<RecordRow>? {
    switch records[record].fields[link] {
    case .reference(let key)?: return liveRecord(key)
    case .list(let members)?:
      guard case .reference(let key)? = members.first else { return nil }
      return liveRecord(key)
    default: return nil
    }
  }

  private func value(of source: FieldSource, in record: Slot<RecordRow>) -> FieldValue? {
    switch source {
    case .field(let number): return records[record].fields[number]
    case .id: return .text(records[record].id)
    case .pipeline: return place(of: record).map { .text($0.pipeline) }
    case .stage: return place(of: record).map { .text($0.stage) }
    case .createTime: return .timestamp(records[record].createTime)
    case .updateTime: return .timestamp(records[record].updateTime)
    case .stageEnterTime:
      let visit = records[record].visit
      return visit.isSome ? .timestamp(visits[visit].enterTime) : nil
    }
  }

  private func place(of record: Slot<RecordRow>) -> StageKey? {
    records[record].stage == .none ? nil : schema.key(of: records[record].stage)
  }
}
