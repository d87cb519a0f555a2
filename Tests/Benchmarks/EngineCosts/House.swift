import RobotAPI
import RobotEngine
import RobotModel

/// An engine with pipelines of deals, whose facts are turned into bytes and then forgotten.
final class House {
  let engine: Engine
  private let codec = FactCodec()
  private var bytes: [UInt8] = []
  /// Of all facts so far.
  private(set) var byteCount = 0
  private(set) var now = Instant(millisecondsSinceEpoch: 1_780_300_800_000)

  /// A house without any pipeline.
  init() throws {
    engine = Engine(configuration: EngineConfiguration())
    try engine.finishLoading(at: now)
  }

  /// Takes the facts of what was just done, as the daemon would.
  func commit() {
    codec.beginBatch(at: engine.time)
    guard engine.giveFacts(to: codec) else { return }
    bytes.removeAll(keepingCapacity: true)
    codec.endBatch(into: &bytes)
    byteCount += bytes.count
    engine.giveEffects(to: { _ in })
  }

  func makePipeline(_ id: String, stages: [String]) throws {
    _ = try engine.perform(
      CreatePipeline(
        pipeline: Pipeline(
          entityType: "deal",
          id: id,
          displayName: id,
          stages: stages.map { Stage(id: $0, displayName: $0, kind: .inProgress) }
        )
      ),
      by: .system,
      at: now
    )
    commit()
  }

  /// A robot of the store that acts on an item a day after its entry.
  func makeRobot(_ id: String, in stage: StageKey) throws {
    var robot = Robot(id: id, place: stage, type: "write_log")
    robot.parameters = [NamedValue(name: "text", value: .text("A day later: {{name}}"))]
    if let day = TimeSpan(count: 1, unit: .day) { robot.timing.start = .after(day) }
    _ = try engine.perform(
      CreateRobot(draft: RobotDraft(robot: robot)),
      by: .system,
      at: now
    )
    commit()
  }

  /// Puts a new deal into a stage.
  @discardableResult
  func enter(_ stage: StageKey, _ changes: [FieldChange], id: String = "") throws -> RecordKey {
    let reply = try engine.perform(
      PutRecord(
        key: RecordKey(entityType: "deal", id: id),
        changes: changes,
        pipeline: stage.pipeline,
        stage: stage.stage
      ),
      by: .system,
      at: now
    )
    commit()
    return reply.record.key
  }

  /// Lets a day go by; what is due then is started by `fireDue`.
  func passDay() { now = now.adding(milliseconds: 86_400_000) }

  /// Starts everything that is due now.
  func fireDue() {
    while engine.fireNext(at: now) { commit() }
  }
}
