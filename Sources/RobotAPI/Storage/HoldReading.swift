import RobotModel

extension StorageReader {
  /// `robots.storage.v1.Pause`.
  mutating func pause() throws(FactError) -> Pause {
    var message = try message()
    var key = PipelineKey(entityType: "", id: "")
    var pause = Pause(scope: .everything, user: "", beginTime: .epoch)
    while let field = try message.next() {
      switch field {
      case 1: key.entityType = try message.text()
      case 2: key.id = try message.text()
      case 3: pause.user = try message.text()
      case 4: pause.beginTime = try message.instant()
      case 5: pause.endTime = try message.instant()
      default: try message.skip()
      }
    }
    if !key.id.isEmpty { pause.scope = .pipeline(key) }
    return pause
  }

  /// `robots.storage.v1.ItemHold`.
  mutating func itemHold() throws(FactError) -> ItemHold {
    var message = try message()
    var hold = ItemHold(record: .none)
    while let field = try message.next() {
      switch field {
      case 1: hold.record = try message.storeNumber()
      case 2: hold.pauseTime = try message.instant()
      case 3: hold.pauseUser = try message.text()
      case 4: hold.breakTime = try message.instant()
      case 5: hold.countedNumber = try message.storeNumber()
      case 6: hold.formerNumber = try message.storeNumber()
      default: try message.skip()
      }
    }
    return hold
  }
}
