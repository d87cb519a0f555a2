import GRPC
import RobotModel

/// One worker's stream: which queues it serves, and which actions it holds.
final class Worker {
  /// The stream.
  let call: ServerCall
  /// The queues it serves.
  let queues: [String]
  /// What it calls itself, for people.
  let name: String
  /// How many actions it will hold at once.
  var credit: Int
  /// The actions it holds, by their runs.
  private(set) var leases: [StoreNumber: Lease] = [:]
  /// No lease ends before this; later than the truth never, earlier perhaps.
  private(set) var earliestLeaseEnd = Instant.latest

  /// An action that it holds.
  struct Lease {
    /// Which of the action's hand-outs it is for.
    let handOut: HandOut
    /// In engine time.
    var end: Instant
  }

  /// Beyond so many unread bytes a worker gets no further action.
  private static let unreadByteMaximum = 1 << 20

  init(_ call: ServerCall, queues: [String], credit: Int, name: String) {
    self.call = call
    self.queues = queues
    self.credit = credit
    self.name = name
  }

  /// How many actions it takes now.
  var room: Int {
    call.bufferedByteCount > Self.unreadByteMaximum ? 0 : max(0, credit - leases.count)
  }

  /// Begins the lease of an action.
  func lease(_ handOut: HandOut, until end: Instant) {
    leases[handOut.run] = Lease(handOut: handOut, end: end)
    earliestLeaseEnd = min(earliestLeaseEnd, end)
  }

  /// Renews leases: those named, as far as it holds them, or all.
  func renew(_ runs: [StoreNumber], until end: Instant) {
    if runs.isEmpty {
      leases = leases.mapValues { Lease(handOut: $0.handOut, end: end) }
      earliestLeaseEnd = leases.isEmpty ? .latest : end
      return
    }
    for run in runs { leases[run]?.end = end }
  }

  /// The attempt that it holds of the action that a result is of; nil if it holds none.
  func attempt(for result: CompleteAction) -> UInt32? {
    guard let handOut = leases[result.run]?.handOut, handOut.key == result.key else { return nil }
    return handOut.attempt
  }

  /// Ends the lease of an action whose result it has told.
  ///
  /// A success is of every attempt. A failure that is late leaves it the newer attempt that it has
  /// been given since.
  func release(_ result: CompleteAction) {
    guard let held = attempt(for: result) else { return }
    if case .failure = result.outcome, result.attempt != held { return }
    leases[result.run] = nil
  }

  /// Takes away the actions whose lease is over, in order of their numbers.
  func takeExpired(at now: Instant) -> [HandOut] {
    guard earliestLeaseEnd <= now else { return [] }
    let expired = leases.values.filter { $0.end <= now }.map(\.handOut).sorted { $0.run < $1.run }
    for handOut in expired { leases[handOut.run] = nil }
    earliestLeaseEnd = leases.values.map(\.end).min() ?? .latest
    return expired
  }

  /// Takes away all actions, in order of their numbers.
  func takeAll() -> [HandOut] {
    defer { leases.removeAll() }
    return leases.values.map(\.handOut).sorted { $0.run < $1.run }
  }
}
