import GRPC
import Journal
import RobotAPI
import RobotEngine
import RobotModel

/// Those who watch changes, and the part of each turn that they may take.
///
/// What they are told of is read from the journal, in which it is durable: a reader that was away
/// for days, or reads slowly, costs no more memory than one that keeps up. They go on by turns,
/// each as far as its client takes what is sent.
final class ChangeFeed {
  private let state: DurableEngine
  /// Where nothing is synced by a policy, what was written is told.
  private let waitsForSync: Bool
  private let codec = FactCodec()
  private var readers: [ChangeReader] = []
  /// Whose turn it is.
  private var nextReader = 0
  /// What this turn's time is, in monotonic nanoseconds.
  private var now: UInt64 = 0

  init(_ state: DurableEngine, _ sync: SyncPolicy) {
    self.state = state
    waitsForSync = sync != .never
  }

  /// How many watch.
  var count: Int { readers.count }

  /// Whether somebody could be told of more.
  var hasWork: Bool {
    let last = lastTold
    return state.outbox.hasRoom && readers.contains { $0.hasWork(upTo: last) }
  }

  /// When somebody is to be told how far it is although nothing was found for it, in monotonic
  /// nanoseconds; `.max` for never.
  var nextDeadline: UInt64 {
    readers.reduce(.max) { min($0, $1.progressDue) }
  }

  /// Begins to tell a client of changes.
  func add(_ call: ServerCall, _ request: WatchChangesRequest) throws(Refusal) -> ChangeReader {
    guard state.writesChanges else {
      throw .request(
        .unmet("NO_JOURNAL", "robotd --sync none keeps no changes that could be followed")
      )
    }
    guard readers.count < Limits.changeReaders else {
      throw .request(
        .limit(
          "watchers of changes",
          Limits.changeReaders,
          "\(Limits.changeReaders) clients watch changes already, which is the most"
        )
      )
    }
    let reader: ChangeReader
    do throws(JournalFollowError) {
      reader = try ChangeReader(call, request, state, codec, now: now)
    } catch {
      throw Refusal(error)
    }
    readers.append(reader)
    return reader
  }

  /// Tells a client nothing more.
  ///
  /// - Returns: whether the client was still told of changes.
  @discardableResult
  func remove(_ reader: ChangeReader) -> Bool {
    let count = readers.count
    readers.removeAll { $0 === reader }
    return readers.count < count
  }

  /// Lets all go on by turns, until the time is used up.
  ///
  /// - Parameter now: monotonic nanoseconds.
  func proceed(within budget: WorkBudget, at now: UInt64) {
    self.now = now
    let last = lastTold
    for reader in readers { reader.tellProgressIfDue(at: now, upTo: last) }
    while hasWork, !budget.isUsedUp {
      nextReader = (nextReader + 1) % readers.count
      let reader = readers[nextReader]
      guard reader.hasWork(upTo: last) else { continue }
      do throws(JournalFollowError) {
        try reader.proceed(upTo: last, within: budget, at: now)
      } catch {
        end(reader, Refusal(error).status(with: state.arena))
      }
    }
  }

  /// Ends the streams of those whose next changes are no longer kept, even if they have not read
  /// them yet: what was removed is told of no more.
  func endPassed() {
    let oldest = state.writer.oldestSequence
    for reader in readers where reader.nextSequence < oldest {
      end(reader, Refusal(.passed(oldest: oldest)).status(with: state.arena))
    }
  }

  private func end(_ reader: ChangeReader, _ status: Status) {
    remove(reader)
    state.outbox.put(.end(reader.call, status))
  }

  /// The last batch that may be told of.
  private var lastTold: UInt64 {
    waitsForSync ? state.writer.durableSequence : state.writer.writtenSequence
  }
}
