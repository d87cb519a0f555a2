import GRPC
import RobotAPI
import RobotEngine
import RobotModel

/// The connected workers: hands actions out to them and takes back what they lose (S-26).
///
/// A worker gets actions of its queues as long as it has credit, in the queues' order, workers of
/// one queue by turns. That an action was handed out is a change like any other: the worker sees
/// the action once the change is durable. An action comes back when its lease ends without a sign
/// of life, and at once when the worker's stream ends.
final class WorkerPool {
  /// How long a worker keeps an action without a sign of life.
  let leaseMilliseconds: Int64
  private let state: DurableEngine
  private let log: Log
  private var workers: [Worker] = []
  /// Actions that have lost their worker and are to be taken back.
  private var lost: [HandOut] = []
  /// The worker that is served first next time.
  private var turn = 0

  /// So many actions at most go to one worker at once, before others have their turn.
  private static let actionsPerTurn = 64

  init(_ state: DurableEngine, leaseMilliseconds: Int64, log: Log) {
    self.state = state
    self.leaseMilliseconds = leaseMilliseconds
    self.log = log
  }

  /// Whether anything was handed out and is neither done nor taken back.
  var holdsActions: Bool { workers.contains { !$0.leases.isEmpty } }

  /// The actions that workers hold, in order of their numbers.
  var heldActions: [StoreNumber] { workers.flatMap(\.leases.keys).sorted() }

  /// How many workers serve each queue, by the queues' names.
  var counts: [GetStatusResponse.Workers] {
    var counts: [String: Int] = [:]
    for queue in workers.flatMap(\.queues) { counts[queue, default: 0] += 1 }
    return counts.keys.sorted().map { .init(queue: $0, count: counts[$0] ?? 0) }
  }

  /// When the first lease may end, in engine time; nil without any.
  var earliestLeaseEnd: Instant? {
    let end = workers.map(\.earliestLeaseEnd).min()
    return end == .latest ? nil : end
  }

  /// Takes a worker in.
  func add(_ worker: Worker) {
    workers.append(worker)
    notePresence(of: worker.queues)
    log.info(
      "worker connected",
      [
        "worker": .text(worker.name), "queues": .text(worker.queues.joined(separator: ",")),
        "pid": .init(worker.call.peer.processID),
      ]
    )
  }

  /// Lets a worker go: what it holds is ready for others in the same turn.
  func remove(_ worker: Worker) {
    guard let index = workers.firstIndex(where: { $0 === worker }) else { return }
    workers.remove(at: index)
    notePresence(of: worker.queues)
    let handOuts = worker.takeAll()
    lost.append(contentsOf: handOuts)
    log.info(
      "worker gone",
      ["worker": .text(worker.name), "returned_actions": .init(handOuts.count)]
    )
  }

  /// Takes in what a worker made of an action, and acknowledges it.
  ///
  /// A worker that does not name the attempt means the one that it holds.
  func complete(_ result: CompleteAction, by worker: Worker) throws(RequestError) {
    try state.requireRoom()
    var command = result
    command.attempt = result.attempt ?? worker.attempt(for: result)
    let disposition = state.engine.perform(command, at: state.clock.now)
    state.commit()
    if disposition != .unknown { worker.release(command) }
    send(.acknowledgement(id: command.run.text, disposition), to: worker)
  }

  /// Takes back the actions of workers that have gone, and those whose lease is over.
  func takeBack() {
    for worker in workers where worker.earliestLeaseEnd <= state.clock.now {
      let handOuts = worker.takeExpired(at: state.clock.now)
      guard !handOuts.isEmpty else { continue }
      lost.append(contentsOf: handOuts)
      log.warning(
        "actions taken back: no sign of life within the lease",
        ["worker": .text(worker.name), "actions": .init(handOuts.count)]
      )
    }
    guard !lost.isEmpty, state.makeRoom() else { return }
    state.engine.perform(ReturnActions(handOuts: lost), at: state.clock.now)
    state.commit()
    lost.removeAll()
  }

  /// Hands out what is ready to those who have credit.
  ///
  /// - Returns: whether there may be more for the next turn.
  func handOut() -> Bool {
    guard !workers.isEmpty else { return false }
    var isMoreLeft = false
    turn = (turn + 1) % workers.count
    for offset in workers.indices {
      if handOut(to: workers[(turn + offset) % workers.count]) { isMoreLeft = true }
    }
    return isMoreLeft
  }

  /// Hands out to one worker; true when its part of this turn was not enough.
  private func handOut(to worker: Worker) -> Bool {
    var left = Self.actionsPerTurn
    for queue in worker.queues where state.engine.mayHaveReadyActions(inQueue: queue) {
      let count = min(left, worker.room)
      guard count > 0, state.makeRoom(), state.outbox.hasRoom else { break }
      let command = HandOutActions(queue: queue, count: count)
      let actions = state.engine.perform(command, at: state.clock.now)
      state.commit()
      let end = state.clock.now.adding(milliseconds: leaseMilliseconds)
      for action in actions {
        worker.lease(action.handOut, until: end)
        send(.action(action, leaseMilliseconds: leaseMilliseconds), to: worker)
      }
      left -= actions.count
    }
    return left == 0
  }

  private func notePresence(of queues: [String]) {
    for queue in queues {
      let arePresent = workers.contains { $0.queues.contains(queue) }
      state.engine.setWorkers(ofQueue: queue, arePresent: arePresent)
    }
  }

  /// Sends a message once everything that it rests on is durable.
  func send(_ message: WorkResponse, to worker: Worker) {
    state.outbox.put(.message(worker.call, state.encoded(message)))
  }
}
