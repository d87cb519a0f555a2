import RobotAPI
import RobotModel
import Testing

@Suite struct FactListTests {
  @Test("facts and batches come into a list as they come alone", arguments: UInt64(1)...20)
  func decoded(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let codec = FactCodec()
    let (alone, together) = (random.list(0...100) { $0.fact() }, random.list(0...100) { $0.fact() })
    let time = Instant(millisecondsSinceEpoch: 1_800_000_000_000)
    var list = FactList()
    for fact in alone {
      var bytes: [UInt8] = []
      codec.encode(fact, into: &bytes)
      try codec.decode(bytes.span.bytes, into: &list)
    }
    var batch: [UInt8] = []
    codec.encodeBatch(together, at: time, into: &batch)
    try codec.decodeBatch(batch.span.bytes, into: &list)
    #expect(list.times == [time])
    #expect(list.order.firstIndex(of: .time) == alone.count)
    #expect(facts(of: list) == alone + together)
  }

  @Test("rows stand in the arrays of their kinds, all else among the others")
  func kinds() throws {
    var random = RandomModel(seed: 3)
    let codec = FactCodec()
    let facts = random.list(500...500) { $0.fact() }
    var batch: [UInt8] = []
    codec.encodeBatch(facts, at: .epoch, into: &batch)
    var list = FactList()
    try codec.decodeBatch(batch.span.bytes, into: &list)
    #expect(!list.records.isEmpty && !list.visits.isEmpty)
    #expect(!list.runs.isEmpty && !list.historyEntries.isEmpty)
    #expect(!list.others.isEmpty)
    for fact in list.others {
      switch fact {
      case .record, .visit, .run, .historyEntry: Issue.record("\(fact) is among the others")
      default: break
      }
    }
  }

  @Test("of several kinds in one fact the last counts, in a list too")
  func lastKind() throws {
    let codec = FactCodec()
    var bytes: [UInt8] = []
    codec.encode(.visit(visit), into: &bytes)
    codec.encode(.removedRobot("r-1"), into: &bytes)
    var list = FactList()
    try codec.decode(bytes.span.bytes, into: &list)
    #expect(facts(of: list) == [.removedRobot("r-1")])
    #expect(list.visits.isEmpty)
  }

  private var visit: Visit {
    Visit(
      number: StoreNumber(rawValue: 7),
      record: StoreNumber(rawValue: 6),
      pipeline: "sales",
      stage: "new",
      enterTime: .epoch
    )
  }

  /// What a list says, as facts.
  private func facts(of list: FactList) -> [Fact] {
    var (records, visits) = (list.records[...], list.visits[...])
    var (runs, entries) = (list.runs[...], list.historyEntries[...])
    var others = list.others[...]
    return list.order.compactMap { kind in
      switch kind {
      case .record: .record(records.removeFirst())
      case .visit: .visit(visits.removeFirst())
      case .run:
        runs.popFirst().map { .run(Run($0.numbers, robot: $0.robot, detail: $0.detail)) }
      case .historyEntry:
        entries.popFirst().map { .historyEntry($0.entry) }
      case .other: others.removeFirst()
      case .time: nil
      }
    }
  }
}
