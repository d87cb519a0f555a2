import CProtobufC
import CRobotsProto
import Protobuf
import RobotModel

extension StorageReader {
  /// `robots.storage.v1.Fact`.
  ///
  /// Of several kinds in one fact the last counts, as in any `oneof`.
  mutating func fact(with arena: Arena) throws(FactError) -> Fact {
    var earlier: Fact?
    while let field = try nextKind() {
      do {
        let fact = try fact(ofKind: field, with: arena)
        // Facts are large values: the usual, only one is handed on without another copy.
        if isAtEnd { return fact }
        earlier = fact
      } catch {
        throw error.inFact(ofField: field)
      }
    }
    guard let earlier else { throw error("a fact is of no kind that this program knows") }
    return earlier
  }

  /// `robots.storage.v1.Fact`, added to a list.
  mutating func readFact(into facts: inout FactList, with arena: Arena) throws(FactError) {
    let start = self
    if let field = try nextKind() {
      do {
        if try readRow(ofKind: field, into: &facts) { return }
      } catch {
        throw error.inFact(ofField: field)
      }
    }
    self = start
    facts.append(try fact(with: arena))
  }

  /// Adds a row that is all that the fact says; false if it is none, or not all.
  private mutating func readRow(
    ofKind field: UInt64,
    into facts: inout FactList
  ) throws(FactError) -> Bool {
    switch field {
    case 8:
      let record = try record()
      if isAtEnd { facts.append(record) }
    case 10:
      let visit = try visit()
      if isAtEnd { facts.append(visit) }
    case 12:
      let (run, robot, detail) = try run()
      if isAtEnd { facts.append(FactList.RunParts(run, robot: robot, detail: detail)) }
    case 14:
      let entry = try historyEntry()
      if isAtEnd { facts.append(entry) }
    default:
      return false
    }
    return isAtEnd
  }

  /// Begins the next field that is a kind of fact; nil at the end.
  private mutating func nextKind() throws(FactError) -> UInt64? {
    while let field = try next() {
      if Self.factKinds.contains(where: { $0.contains(field) }) { return field }
      try skip()
    }
    return nil
  }

  private static let factKinds: [ClosedRange<UInt64>] = [1...18, 20...26, 30...31]

  private mutating func fact(
    ofKind field: UInt64,
    with arena: Arena
  ) throws(FactError) -> Fact {
    switch field {
    case 1: .store(try store())
    case 2: .entityType(try entityType(with: arena))
    case 3: .removedEntityType(try text())
    case 4: .pipeline(try pipeline(with: arena))
    case 5: .removedPipeline(try pipelineKey())
    case 6: try robotVersion(with: arena)
    case 7: .removedRobot(try text())
    case 8: .record(try record())
    case 9: .removedRecord(try storeNumber())
    case 10: .visit(try visit())
    case 11: .removedVisit(try storeNumber())
    case 12: try wholeRun()
    case 13: .removedRun(try storeNumber())
    case 14: .historyEntry(try historyEntry().entry)
    case 15: .removedHistoryEntry(try number())
    case 16: .rememberedRequest(try rememberedRequest())
    case 17: .pause(try pause())
    case 18: .itemHold(try itemHold())
    case 22: .calendar(try calendar(with: arena), isDeleted: false)
    case 23: .removedCalendar(try text())
    case 20: .trigger(try trigger(with: arena), isDeleted: false)
    case 21: .removedTrigger(try text())
    case 24: .robotApplication(try robotApplication())
    case 25: .calendarProgress(try calendarProgress())
    case 26: .linkProgress(try linkProgress())
    case 30: try triggerVersion(with: arena)
    case 31: try calendarVersion(with: arena)
    default: preconditionFailure("field \(field) is no kind of a fact")
    }
  }

  private mutating func wholeRun() throws(FactError) -> Fact {
    let (run, robot, detail) = try run()
    return .run(Run(run, robot: robot, detail: detail))
  }

  /// A moment in milliseconds since 1970.
  mutating func instant() throws(FactError) -> Instant {
    let milliseconds = try signedNumber()
    let instant = Instant(millisecondsSinceEpoch: milliseconds)
    guard instant.millisecondsSinceEpoch == milliseconds else {
      throw error("\(milliseconds) ms since 1970 lies outside of the years 0001 to 9999")
    }
    return instant
  }

  /// A number of the store's making, zero for none.
  mutating func storeNumber() throws(FactError) -> StoreNumber {
    StoreNumber(rawValue: try number())
  }

  /// A case of an enumeration of the model.
  mutating func choice<Choice: RawRepresentable<UInt8>>(
    _ type: Choice.Type
  ) throws(FactError) -> Choice {
    let number = try number()
    guard let choice = UInt8(exactly: number).flatMap(Choice.init) else {
      throw error("\(number) is no \(Choice.self)")
    }
    return choice
  }

  private mutating func store() throws(FactError) -> StoreFact {
    var message = try message()
    var store = StoreFact(
      time: .epoch,
      isClockSimulated: false,
      lastNumber: .none,
      lastHistorySequence: 0
    )
    while let field = try message.next() {
      switch field {
      case 1: store.time = try message.instant()
      case 2: store.isClockSimulated = try message.flag()
      case 3: store.lastNumber = try message.storeNumber()
      case 4: store.lastHistorySequence = try message.number()
      case 5: store.isErasureOpen = try message.flag()
      default: try message.skip()
      }
    }
    return store
  }

  private mutating func pipelineKey() throws(FactError) -> PipelineKey {
    var message = try message()
    var key = PipelineKey(entityType: "", id: "")
    while let field = try message.next() {
      switch field {
      case 1: key.entityType = try message.text()
      case 2: key.id = try message.text()
      default: try message.skip()
      }
    }
    return key
  }

  private mutating func calendarProgress() throws(FactError) -> CalendarProgress {
    var message = try message()
    var progress = CalendarProgress(calendar: "", lastRun: .none, isOver: false)
    while let field = try message.next() {
      switch field {
      case 1: progress.calendar = try message.text()
      case 2: progress.lastRun = try message.storeNumber()
      case 3: progress.isOver = try message.flag()
      default: try message.skip()
      }
    }
    return progress
  }

  private mutating func linkProgress() throws(FactError) -> LinkProgress {
    var message = try message()
    var progress = LinkProgress(
      record: .none,
      fields: [],
      time: .epoch,
      lastItem: .none,
      isOver: false
    )
    while let field = try message.next() {
      switch field {
      case 1: progress.record = try message.storeNumber()
      case 2: progress.fields.append(try message.text())
      case 3: progress.time = try message.instant()
      case 4: progress.lastItem = try message.storeNumber()
      case 5: progress.isOver = try message.flag()
      default: try message.skip()
      }
    }
    return progress
  }

  private mutating func rememberedRequest() throws(FactError) -> RememberedRequest {
    var message = try message()
    var request = RememberedRequest(scope: "", id: "", time: .epoch, fingerprint: [], response: [])
    while let field = try message.next() {
      switch field {
      case 1: request.scope = try message.text()
      case 2: request.id = try message.text()
      case 3: request.time = try message.instant()
      case 4: request.fingerprint = try message.bytes()
      case 5: request.response = try message.bytes()
      default: try message.skip()
      }
    }
    return request
  }
}
