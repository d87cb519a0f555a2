import RobotModel

extension Engine {
  /// The record of a path to which no field of the item leads, now; nil for none.
  func find(_ start: PathStart, from record: Slot<RecordRow>) -> Slot<RecordRow>? {
    switch start {
    case .supervisor:
      guard let user = try? supervisor(of: record) else { return nil }
      return store.liveRecord(RecordKey(entityType: PredefinedTypes.user.id, id: user))
    case .document(let type): return store.document(type, of: record)
    case .item, .link: preconditionFailure("a field of the item leads to this record")
    }
  }
}
