import GRPC
import Journal
import RobotAPI
import RobotEngine
import RobotModel

/// Tells how the service is.
final class GetStatusMethod: ServiceMethod, UnaryHandler {
  static let descriptor = MethodDescriptor(service: Services.execution, method: "GetStatus")

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor, unary: GetStatusMethod(service))
  }

  private unowned let service: Service

  init(_ service: Service) {
    self.service = service
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    let state = service.state
    do throws(RequestError) {
      _ = try GetStatusRequest(decoding: message, with: state.arena)
      state.outbox.put(.answer(call, state.encoded(response)))
    } catch {
      state.outbox.put(.end(call, Status(error, with: state.arena)))
    }
  }

  private var response: GetStatusResponse {
    var response = service.vitalSigns.response(at: service.connections.now)
    let state = service.state
    response.time = state.clock.now
    response.isClockSimulated = state.clock.isSimulated
    response.clockBehindMilliseconds = state.clock.millisecondsBehind
    response.store = state.engine.counts
    response.journal.lastSequence = state.writer.lastSequence
    response.journal.durableSequence = state.writer.durableSequence
    response.journal.snapshotSequence = service.snapshots.last?.sequence ?? 0
    response.journal.snapshotTime = service.snapshots.last?.time
    response.journal.sync = service.configuration.sync.rawValue
    response.journal.lossWindow = service.configuration.sync.lossWindow(
      intervalMilliseconds: service.configuration.syncIntervalMilliseconds,
      snapshotMilliseconds: service.configuration.snapshotIntervalMilliseconds
    )
    if let limit = service.configuration.memoryLimitBytes {
      response.memory = GetStatusResponse.Memory(
        limitBytes: limit,
        usedBytes: service.memory.usedBytes,
        isRefusing: service.memory.isRefusing
      )
    }
    response.retention = retention
    response.changeFeed = changeFeed
    response.journal.obstacle = state.obstacle ?? ""
    response.workers = service.workers.counts
    response.connections = service.connections.count
    response.openCalls = service.connections.runningCallCount
    return response
  }

  private var changeFeed: GetStatusResponse.ChangeFeed {
    var feed = GetStatusResponse.ChangeFeed()
    feed.days = service.configuration.changeFeedDays
    feed.maximumBytes = service.configuration.changeFeedBytes
    feed.oldestSequence = service.state.writer.oldestSequence
    feed.watchers = service.feed.count
    return feed
  }

  private var retention: GetStatusResponse.Retention {
    let engine = service.state.engine
    var retention = GetStatusResponse.Retention()
    retention.historyDays = service.configuration.historyDays
    retention.runDays = service.configuration.runDays
    retention.deletedDays = service.configuration.deletedDays
    retention.nextSweepTime = engine.nextSweepTime
    retention.removedRuns = engine.removedCounts.runs
    retention.removedVisits = engine.removedCounts.visits
    retention.removedHistoryEntries = engine.removedCounts.historyEntries
    return retention
  }
}
