import GRPC
import RobotAPI
import RobotModel

/// The stream of one worker: a hello first, then credit, heartbeats and results in any order.
final class WorkStream: ServiceMethod, StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "Work",
    isClientStreaming: true,
    isServerStreaming: true
  )

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor) { [unowned service] in WorkStream(service.workers, service.state) }
  }

  private let pool: WorkerPool
  private let state: DurableEngine
  private var worker: Worker?
  private var hasEnded = false

  init(_ pool: WorkerPool, _ state: DurableEngine) {
    self.pool = pool
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    guard !hasEnded else { return }
    do throws(RequestError) {
      let request = try WorkRequest(decoding: message, with: state.arena)
      if let worker {
        try take(request, from: worker)
      } else {
        try begin(request, call)
      }
    } catch {
      end(call, with: Status(error, with: state.arena))
    }
  }

  func receivedEnd(_ call: ServerCall) {
    end(call, with: .ok)
  }

  func ready(_ call: ServerCall) {}

  func cancelled(_ call: ServerCall) {
    leave()
  }

  func serverStops(_ call: ServerCall) {
    end(call, with: .stopping)
  }

  private func begin(_ request: WorkRequest, _ call: ServerCall) throws(RequestError) {
    guard case .hello(let queues, let credit, let name) = request else {
      throw .unmet("NO_HELLO", "a worker's first message is a hello")
    }
    let worker = Worker(call, queues: queues, credit: credit, name: name)
    self.worker = worker
    pool.send(.welcome(leaseMilliseconds: pool.leaseMilliseconds), to: worker)
    pool.add(worker)
  }

  private func take(_ request: WorkRequest, from worker: Worker) throws(RequestError) {
    switch request {
    case .hello: throw .unmet("SECOND_HELLO", "a worker says hello once")
    case .credit(let credit): worker.credit = credit
    case .heartbeat(let runs):
      let end = state.clock.now.adding(milliseconds: pool.leaseMilliseconds)
      worker.renew(runs, until: end)
    case .result(let command): try pool.complete(command, by: worker)
    case .unknownResult(let id): pool.send(.acknowledgement(id: id, .unknown), to: worker)
    }
  }

  func end(_ call: ServerCall, with status: Status) {
    guard !hasEnded else { return }
    hasEnded = true
    leave()
    state.outbox.put(.end(call, status))
  }

  private func leave() {
    guard let worker else { return }
    self.worker = nil
    pool.remove(worker)
  }
}
