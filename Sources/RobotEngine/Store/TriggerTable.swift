import RobotModel

/// The triggers: in the order of their making, by stage, and by pipeline and type.
///
/// There are at most 10,000, made by people; a deleted one leaves a gap in the order.
final class TriggerTable {
  /// What an event asks for.
  private struct GroupKey: Hashable {
    let pipeline: PipelineKey
    let type: String

    init(_ trigger: Trigger) {
      pipeline = trigger.place.pipelineKey
      type = trigger.type
    }

    init(pipeline: PipelineKey, type: String) {
      self.pipeline = pipeline
      self.type = type
    }
  }

  /// One trigger; compiled once loading is finished.
  private struct Row {
    var trigger: Trigger
    var compiled: CompiledTrigger?
  }

  /// In the order of their making.
  private var rows: [Row?] = []
  private var indexes: [String: Int] = [:]
  private var stages: [StageKey: [String]] = [:]
  private var groups: [GroupKey: [String]] = [:]
  private var typeCounts: [String: Int] = [:]
  /// What triggers were before, and those that were deleted.
  private(set) var history = RuleHistory<Trigger>()

  /// Starts empty.
  init() {}

  /// The same once more.
  func copy() -> TriggerTable {
    let copy = TriggerTable()
    copy.rows = rows
    copy.indexes = indexes
    copy.stages = stages
    copy.groups = groups
    copy.typeCounts = typeCounts
    copy.history = history
    return copy
  }

  /// How many there are.
  var count: Int { indexes.count }

  /// Whether there is none.
  var isEmpty: Bool { indexes.isEmpty }

  /// All of them, in the order of their making.
  var all: [Trigger] { rows.compactMap { $0?.trigger } }

  /// The trigger with an id.
  func trigger(_ id: String) -> Trigger? { indexes[id].flatMap { rows[$0]?.trigger } }

  /// The compiled form of a trigger; every one has it once loading is finished.
  func compiled(_ id: String) -> CompiledTrigger? { indexes[id].flatMap { rows[$0]?.compiled } }

  /// The triggers of a stage, in its order.
  func triggers(in stage: StageKey) -> [Trigger] {
    (stages[stage] ?? []).compactMap { trigger($0) }.sorted { $0.position < $1.position }
  }

  /// Whether there is a trigger of a type anywhere.
  func hasAny(ofType type: String) -> Bool { typeCounts[type] != nil }

  /// Whether a pipeline has a trigger of a type.
  func hasAny(ofType type: String, in pipeline: PipelineKey) -> Bool {
    hasAny(ofType: type) && groups[GroupKey(pipeline: pipeline, type: type)] != nil
  }

  /// The triggers of a type in a pipeline, in no order that means anything.
  func triggers(ofType type: String, in pipeline: PipelineKey) -> [CompiledTrigger] {
    (groups[GroupKey(pipeline: pipeline, type: type)] ?? []).compactMap { compiled($0) }
  }

  /// Adds a trigger, or puts it in the place of the one with its id; an older version than that is
  /// only kept.
  func put(_ trigger: Trigger, compiled: CompiledTrigger?) {
    history.note(trigger)
    if let present = self.trigger(trigger.id), present.version > trigger.version { return }
    let row = Row(trigger: trigger, compiled: compiled)
    if let index = indexes[trigger.id] {
      if let old = rows[index]?.trigger { leaveLists(old) }
      rows[index] = row
    } else {
      indexes[trigger.id] = rows.count
      rows.append(row)
    }
    stages[trigger.place, default: []].append(trigger.id)
    groups[GroupKey(trigger), default: []].append(trigger.id)
    typeCounts[trigger.type, default: 0] += 1
  }

  /// Removes a trigger by the version that tells of its deletion; one that was made again since
  /// stays.
  func remove(_ deletion: Trigger) {
    history.note(deletion)
    if let present = trigger(deletion.id), present.version > deletion.version { return }
    remove(deletion.id)
  }

  /// Removes a trigger.
  func remove(_ id: String) {
    guard let index = indexes.removeValue(forKey: id), let old = rows[index]?.trigger else {
      return
    }
    leaveLists(old)
    rows[index] = nil
  }

  /// Compiles what was loaded.
  func compileAll(
    _ compile: (Trigger) throws(LoadError) -> CompiledTrigger
  ) throws(LoadError) {
    for index in rows.indices {
      guard let row = rows[index], row.compiled == nil else { continue }
      rows[index]?.compiled = try compile(row.trigger)
    }
  }

  private func leaveLists(_ trigger: Trigger) {
    let key = GroupKey(trigger)
    let group = groups[key]?.filter { $0 != trigger.id } ?? []
    groups[key] = group.isEmpty ? nil : group
    stages[trigger.place] = stages[trigger.place]?.filter { $0 != trigger.id }
    let count = (typeCounts[trigger.type] ?? 1) - 1
    typeCounts[trigger.type] = count == 0 ? nil : count
  }
}
