import RobotModel
import Testing

@testable import RobotEngine

/// What those who watch changes are told of the facts of a batch.
@Suite struct ChangesTests {
  private var house: TestHouse

  init() throws {
    house = try TestHouse()
  }

  private mutating func robot(_ robot: Robot) throws -> [Fact] {
    _ = try house.engine.perform(
      CreateRobot(draft: RobotDraft(robot: robot)),
      by: house.ann,
      at: house.engine.time
    )
    return facts()
  }

  private mutating func put(
    _ id: String,
    stage: String,
    _ fields: [FieldChange] = []
  ) throws -> [Fact] {
    let key = RecordKey(entityType: "deal", id: id)
    let put = PutRecord(key: key, changes: fields, pipeline: "sales", stage: stage)
    _ = try house.engine.perform(put, by: house.ann, at: house.engine.time)
    return facts()
  }

  /// The facts of the batch that was just made.
  private mutating func facts() -> [Fact] {
    let known = house.journal.count
    house.commit()
    return Array(house.journal[known...])
  }

  private func records(_ changes: [Change]) -> [RecordChange] {
    changes.compactMap { change in
      if case .record(let record) = change { record } else { nil }
    }
  }

  @Test("a new item is told with its visit, its runs and its history, by their names")
  mutating func creation() throws {
    var later = RuleBook.log("greet")
    later.timing.start = .after(try #require(TimeSpan(count: 1, unit: .day)))
    _ = try robot(later)
    let changes = house.engine.changes(in: try put("D-1", stage: "new"), ChangeFilter())
    let record = try #require(records(changes).first)
    #expect(record.isCreated && record.fields.isEmpty && record.oldPlace == nil)
    #expect(record.record.place?.stage == "new")
    #expect(record.record.stageEnterTime == house.engine.time)
    let runs = changes.compactMap { change -> RunView? in
      if case .run(let view) = change { view } else { nil }
    }
    #expect(runs.map(\.item) == [RecordKey(entityType: "deal", id: "D-1")])
    #expect(runs.map(\.place.stage) == ["new"] && runs.map(\.robotType) == ["write_log"])
    let shown = try house.engine.run(try #require(runs.first).run.number)
    #expect(runs.map(\.key) == [shown.key])
    #expect(
      changes.contains { change in
        if case .visit(let visit, let item) = change {
          visit.leaveTime == nil && item.id == "D-1"
        } else {
          false
        }
      }
    )
    #expect(
      changes.contains { change in
        if case .historyEntry(_, let summary) = change {
          summary.hasPrefix("ann created deal/D-1 in ")
        } else {
          false
        }
      }
    )
  }

  @Test("of several changes in one command the first says what was, the last what is")
  mutating func update() throws {
    _ = try robot(RuleBook.move("on", in: "offer", to: "work"))
    _ = try put("D-1", stage: "new", [FieldChange(name: "name", value: .text("Old"))])
    let facts = try put("D-1", stage: "offer", [FieldChange(name: "name", value: .text("New"))])
    let change = try #require(records(house.engine.changes(in: facts, ChangeFilter())).first)
    #expect(!change.isCreated)
    #expect(
      change.fields == [ChangedField(name: "name", old: .text("Old"), new: .text("New"))]
    )
    #expect(change.oldPlace?.stage == "new" && change.record.place?.stage == "work")
  }

  @Test("filters by kind and by type leave out the rest")
  mutating func filters() throws {
    let creation = try robot(RuleBook.log("greet"))
    let facts = try put("D-1", stage: "new")
    func kinds(_ facts: [Fact], _ filter: ChangeFilter) -> Set<ChangeKind> {
      Set(house.engine.changes(in: facts, filter).map(\.kind))
    }
    #expect(kinds(facts, ChangeFilter()) == [.record, .visit, .run, .history])
    for kind in [ChangeKind.record, .visit, .run, .history] {
      var filter = ChangeFilter()
      filter.kinds = [kind]
      #expect(kinds(facts, filter) == [kind])
      #expect(kinds(creation, filter).isEmpty)
    }
    var leads = ChangeFilter()
    leads.entityTypes = ["lead"]
    #expect(kinds(facts, leads).isEmpty && kinds(creation, leads).isEmpty)
    leads.entityTypes.append("deal")
    #expect(kinds(facts, leads).count == 4 && kinds(creation, leads) == [.rule])
  }

  @Test("a rule's deletion is told once, by whom has deleted it")
  mutating func deletion() throws {
    let trigger = Trigger(
      id: "form",
      place: StageKey(entityType: "deal", pipeline: "sales", stage: "offer"),
      type: "form_submitted"
    )
    let create = CreateTrigger(draft: TriggerDraft(trigger: trigger))
    _ = try house.engine.perform(create, by: house.ann, at: house.engine.time)
    _ = facts()
    let eve = Caller(user: "eve", isSystem: false, uid: 1_001, source: "")
    try house.engine.perform(DeleteTrigger(id: "form"), by: eve, at: house.engine.time)
    let changes = house.engine.changes(in: facts(), ChangeFilter())
    #expect(changes.count == 1)
    guard case .rule(let view, _) = try #require(changes.first), case .trigger(let last) = view.rule
    else { return }
    #expect(view.isDeleted && last.version == 2 && last.author == "eve")
  }

  @Test("what retention has removed meanwhile is not told of any more")
  mutating func removed() throws {
    _ = try robot(RuleBook.log("greet"))
    let entry = try put("D-1", stage: "new")
    _ = try put("D-1", stage: "offer")
    let day = house.engine.time.adding(milliseconds: 400 * 86_400_000)
    var goesOn = true
    while goesOn {
      goesOn = house.engine.sweepSome(at: day)
      house.commit()
    }
    let changes = house.engine.changes(in: entry, ChangeFilter())
    #expect(changes.map(\.kind) == [.record])
  }

  @Test("a snapshot has the definitions and everything of each record that is there, by the filter")
  mutating func snapshot() throws {
    _ = try robot(RuleBook.log("greet"))
    var later = RuleBook.log("later")
    later.timing = Timing(start: .after(TimeSpan(count: 1, unit: .day) ?? .zero))
    _ = try robot(later)
    for id in ["D-1", "D-2", "D-3"] { _ = try put(id, stage: "new") }
    let delete = DeleteRecord(key: RecordKey(entityType: "deal", id: "D-2"))
    _ = try house.engine.perform(delete, by: house.ann, at: house.engine.time)
    house.commit()
    let all = content(ChangeFilter())
    #expect(records(all).map(\.record.key.id) == ["D-1", "D-3"])
    #expect(Set(all.map(\.kind)) == [.schema, .rule, .record, .visit, .run, .history])
    #expect(
      all.runs.map { "\($0.item.id) \($0.run.robot) \($0.run.state)" } == [
        "D-1 greet succeeded", "D-1 later waiting", "D-3 greet succeeded", "D-3 later waiting",
      ]
    )
    #expect(all.count { $0.kind == .visit } == 2)
    #expect(Set(all.entries.map(\.record.id)) == ["D-1", "D-3"])
    var filter = ChangeFilter()
    filter.entityTypes = ["contact"]
    #expect(content(filter).map(\.kind) == [.schema])
    for kind in [ChangeKind.rule, .visit, .run, .history] {
      filter = ChangeFilter()
      filter.kinds = [kind]
      #expect(Set(content(filter).map(\.kind)) == [kind])
    }
  }

  private func content(_ filter: ChangeFilter) -> [Change] {
    let snapshot = house.engine.makeChangeSnapshot(filter)
    var changes: [Change] = []
    while !snapshot.isAtEnd { if let change = snapshot.nextChange() { changes.append(change) } }
    return changes
  }
}

extension [Change] {
  fileprivate var runs: [RunView] {
    compactMap { if case .run(let run) = $0 { run } else { nil } }
  }

  fileprivate var entries: [HistoryEntry] {
    compactMap { if case .historyEntry(let entry, _) = $0 { entry } else { nil } }
  }
}

extension Change {
  /// What kind it is.
  fileprivate var kind: ChangeKind {
    switch self {
    case .record: .record
    case .visit: .visit
    case .run: .run
    case .historyEntry: .history
    case .rule: .rule
    case .entityType, .deletedEntityType, .pipeline, .deletedPipeline: .schema
    case .application: .application
    case .pause: .pause
    }
  }
}
