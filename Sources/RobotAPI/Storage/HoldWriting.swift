import RobotModel

extension FieldWriter {
  /// `robots.storage.v1.Pause`.
  mutating func pause(_ pause: Pause) {
    if case .pipeline(let key) = pause.scope {
      text(1, key.entityType)
      text(2, key.id)
    }
    text(3, pause.user)
    number(4, pause.beginTime.millisecondsSinceEpoch)
    optionalNumber(5, pause.endTime?.millisecondsSinceEpoch)
  }

  /// `robots.storage.v1.ItemHold`.
  mutating func itemHold(_ hold: ItemHold) {
    number(1, hold.record.rawValue)
    optionalNumber(2, hold.pauseTime?.millisecondsSinceEpoch)
    text(3, hold.pauseUser)
    optionalNumber(4, hold.breakTime?.millisecondsSinceEpoch)
    number(5, hold.countedNumber.rawValue)
    number(6, hold.formerNumber.rawValue)
  }
}
