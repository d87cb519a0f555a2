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
  /// The actions it holds, each with the end of its lease in engine time.
  private(set) var leases: [StoreNumber: Instant] = [:]
  /// No lease ends before this; later than the truth never, earlier perhaps.
  private(set) var earliestLeaseEnd = Instant.latest

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

  /// Begins or renews the lease of an action.
  func lease(_ run: StoreNumber, until end: Instant) {
    leases[run] = end
    earliestLeaseEnd = min(earliestLeaseEnd, end)
  }

  /// Renews leases: those named, as far as it holds them, or all.
  func renew(_ runs: [StoreNumber], until end: Instant) {
    if runs.isEmpty {
      leases = leases.mapValues { _ in end }
      earliestLeaseEnd = leases.isEmpty ? .latest : end
      return
    }
    for run in runs where leases[run] != nil { leases[run] = end }
  }

  /// Ends the lease of an action.
  func release(_ run: StoreNumber) {
    leases[run] = nil
  }

  /// Takes away the actions whose lease is over, in order of their numbers.
  func takeExpired(at now: Instant) -> [StoreNumber] {
    guard earliestLeaseEnd <= now else { return [] }
    let expired = leases.filter { $0.value <= now }.keys.sorted()
    for run in expired { leases[run] = nil }
    earliestLeaseEnd = leases.values.min() ?? .latest
    return expired
  }

  /// Takes away all actions, in order of their numbers.
  func takeAll() -> [StoreNumber] {
    defer { leases.removeAll() }
    return leases.keys.sorted()
  }
}
