package import Journal

/// A service in the small, which ends itself as the real one does, by an error.
///
/// It has turns of random batches, syncs beside the loop, segments prepared ahead, and snapshots
/// fed between turns.
package struct SmallService {
  /// What a service does wrong, to prove that a test notices.
  package enum Flaw: Sendable {
    /// Nothing.
    case none
    /// It acknowledges a batch when it is written, not when it is durable.
    case answersBeforeSync
    /// It syncs a file again whose sync has failed, and believes the answer.
    case retriesSync
  }

  /// The journal.
  package let writer: JournalWriter
  private var random: SeededRandom
  private let flaw: Flaw
  /// Changes that were refused for want of room, without harm.
  package private(set) var refusals = 0
  /// Snapshots that count.
  package private(set) var snapshots = 0

  private var state: [UInt8: [UInt8]]
  private var pendingSync: SyncWork?
  private var preparation: SegmentPreparation?
  private var feed: (writer: SnapshotWriter, keys: [UInt8])?
  private var completion: SnapshotCompletion?

  /// A service on what was recovered, whose turns depend on the random numbers only.
  package init(_ recovered: Recovered, random: SeededRandom, flaw: Flaw = .none) {
    writer = recovered.writer
    state = SmallStore.state(of: recovered)
    self.random = random
    self.flaw = flaw
  }

  /// One turn; every part of it may end the service by throwing.
  package mutating func turn(_ promises: inout Promises) throws {
    try change(&promises)
    if let work = try writer.flush() {
      if pendingSync == nil { pendingSync = work } else { pendingSync?.join(work) }
      if flaw == .answersBeforeSync { promises.acknowledged = Int(work.sequence) }
    }
    if preparation == nil { preparation = writer.takePreparation() }
    if chance(1, in: 2) { try synchronize(&promises) }
    if chance(2, in: 3) { prepare() }
    if chance(1, in: 2) { snapshot() }
  }

  private mutating func change(_ promises: inout Promises) throws {
    do throws(JournalError) {
      try writer.makeRoom()
    } catch {
      guard case .storage = error else { throw error }
      refusals += 1
      return
    }
    for _ in 0..<Int.random(in: 0...4, using: &random) where writer.hasRoom {
      let largest = chance(1, in: 6) ? 1200 : chance(1, in: 20) ? 6000 : 90
      let size = Int.random(in: 0...largest, using: &random)
      let payload = [UInt8.random(in: 0..<9, using: &random)] + content(byteCount: size)
      promises.appended.append(payload)
      _ = try writer.append(payload)
      state[payload[0]] = payload
    }
  }

  /// Bytes with stretches of zeroes in them, short and long.
  private mutating func content(byteCount: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < byteCount {
      let word = random.next()
      if word & 3 == 0 {
        bytes.append(contentsOf: repeatElement(0, count: Int(word >> 2 & 1023)))
      } else {
        withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
      }
    }
    return Array(bytes.prefix(byteCount))
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
