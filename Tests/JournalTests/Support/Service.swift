import Journal
import TestSupport

/// What a service promises its callers, over all its lives on one directory.
struct Promises {
  /// Every batch that was ever appended and may have survived, in order.
  var appended: [[UInt8]] = []
  /// How many of them were acknowledged.
  var acknowledged = 0
  /// Why the directory did not keep a promise; empty if it did.
  private(set) var broken: [String] = []

  /// Compares what a recovery found with what was promised, and goes on from there.
  mutating func check(_ recovered: Recovered) {
    let count = Int(recovered.writer.lastSequence)
    if count < acknowledged {
      broken.append("\(acknowledged) batches were acknowledged, \(count) are left")
    }
    if count > appended.count {
      broken.append("\(count) batches were found, \(appended.count) were appended")
      return
    }
    appended.removeLast(appended.count - count)
    if SnapshotWorld.state(of: recovered) != Promises.state(after: appended) {
      broken.append("the state after \(count) batches is not what they make of it")
    }
    acknowledged = count
  }

  /// Notes that a directory could not be opened.
  mutating func refuse(_ error: JournalError) {
    broken.append("refused: \(error)")
  }

  static func state(after batches: [[UInt8]]) -> [UInt8: [UInt8]] {
    var state: [UInt8: [UInt8]] = [:]
    for batch in batches {
      state[batch[0]] = batch
    }
    return state
  }
}

/// A service in the small, which ends itself as the real one does, by an error.
///
/// It has turns of random batches, syncs beside the loop, segments prepared ahead, and snapshots
/// fed between turns.
struct Service {
  /// What a service does wrong, to prove that a test notices.
  enum Flaw {
    /// Nothing.
    case none
    /// It acknowledges a batch when it is written, not when it is durable.
    case answersBeforeSync
    /// It tells the journal that a batch is durable when it is written.
    case claimsDurableEarly
    /// It syncs a file again whose sync has failed, and believes the answer.
    case retriesSync
  }

  let writer: JournalWriter
  var random: SeededRandom
  var flaw = Flaw.none
  /// Changes that were refused for want of room, without harm.
  private(set) var refusals = 0
  private(set) var snapshots = 0

  private var state: [UInt8: [UInt8]]
  private var pendingSync: SyncWork?
  private var preparation: SegmentPreparation?
  private var feed: (writer: SnapshotWriter, keys: [UInt8])?
  private var completion: SnapshotCompletion?

  init(_ recovered: Recovered, random: SeededRandom, flaw: Flaw = .none) {
    writer = recovered.writer
    state = SnapshotWorld.state(of: recovered)
    self.random = random
    self.flaw = flaw
  }

  /// One turn; every part of it may end the service by throwing.
  mutating func turn(_ promises: inout Promises) throws {
    try change(&promises)
    if let work = try writer.flush() {
      if pendingSync == nil { pendingSync = work } else { pendingSync?.join(work) }
      if flaw == .answersBeforeSync { promises.acknowledged = Int(work.sequence) }
      if flaw == .claimsDurableEarly { writer.markDurable(upTo: work.sequence) }
    }
    if preparation == nil { preparation = writer.takePreparation() }
    if chance(1, in: 2) { try synchronize(&promises) }
    if chance(2, in: 3) { prepare() }
    if chance(1, in: 2) { snapshot() }
  }

  private mutating func change(_ promises: inout Promises) throws {
    do throws(JournalError) {
      guard try writer.makeRoom() else { return }
    } catch {
      guard case .storage = error else { throw error }
      refusals += 1
      return
    }
    for _ in 0..<Int.random(in: 0...4, using: &random) where writer.hasRoom {
      let size = Int.random(in: 0...(chance(1, in: 6) ? 1200 : 90), using: &random)
      var payload: [UInt8] = [UInt8.random(in: 0..<9, using: &random)]
      for _ in 0..<size {
        payload.append(chance(1, in: 3) ? 0 : UInt8.random(in: 0...255, using: &random))
      }
      promises.appended.append(payload)
      _ = try writer.append(payload)
      state[payload[0]] = payload
    }
  }

  private mutating func synchronize(_ promises: inout Promises) throws {
    guard let work = pendingSync else { return }
    do throws(StorageError) {
      try work.perform()
    } catch {
      guard flaw == .retriesSync else {
        writer.stop()
        throw error
      }
      try work.perform()
    }
    pendingSync = nil
    writer.markDurable(upTo: work.sequence)
    promises.acknowledged = Int(work.sequence)
  }

  private mutating func prepare() {
    do throws(StorageError) {
      guard let prepared = try preparation?.step() else { return }
      writer.install(.success(prepared))
    } catch {
      writer.install(.failure(error))
    }
    preparation = nil
  }

  /// Begins, feeds or completes a snapshot; its failures concern nobody else.
  private mutating func snapshot() {
    do {
      if let completion {
        guard writer.durableSequence >= completion.lastSequence else { return }
        self.completion = nil
        _ = try completion.perform()
        snapshots += 1
      } else if let feed {
        try self.feed(feed.writer, feed.keys)
      } else if chance(1, in: 4) {
        feed = (try writer.beginSnapshot(), state.keys.sorted())
      }
    } catch {
      feed?.writer.cancel()
      feed = nil
    }
  }

  private mutating func feed(_ snapshot: SnapshotWriter, _ keys: [UInt8]) throws {
    for key in keys.prefix(3) {
      try state[key].map(snapshot.append)
    }
    if keys.count > 3 {
      feed?.keys = Array(keys.dropFirst(3))
    } else {
      completion = try snapshot.finish(lastSequence: writer.lastSequence)
      feed = nil
    }
  }

  private mutating func chance(_ part: Int, in whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &random) < part
  }
}
