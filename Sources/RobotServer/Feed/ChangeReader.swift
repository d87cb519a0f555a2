import GRPC
import Journal
import RobotAPI
import RobotEngine
import RobotModel

/// One client that is told of changes, and how far it has come.
///
/// It is told of a batch in as many answers as it takes, the last of which carries the cursor. Once
/// some answers wait to be read no further one is made until they were.
final class ChangeReader {
  /// What the client is told by.
  let call: ServerCall
  private let filter: ChangeFilter
  private let state: DurableEngine
  private let codec: FactCodec
  private var follower: JournalFollower
  /// What is left of the snapshot; nil without one and behind it.
  private var snapshot: ChangeSnapshot?
  /// What is left of the batch that was read last.
  private var rest: ArraySlice<Change> = []
  private var restTime = Instant.epoch
  private var answer: [UInt8] = []
  /// The client was told from where it goes on.
  private var isAnnounced = false
  /// Answers wait to be read.
  private var isFull = false
  /// Up to where the client was told, and when.
  private var toldSequence: UInt64
  private var toldTime: UInt64

  /// An answer is sent on before it is so long that a client might not take it.
  private static let answerBytes = 32 << 10
  /// More than this unread, and nothing further is made; above what counts as drained.
  private static let unreadBytes = 128 << 10
  /// What one reader may be told before it is another's turn.
  private static let bytesAtOnce = 128 << 10
  /// Rows that a step of the snapshot looks at.
  private static let rowsAtOnce = 256
  /// Progress is told after so long where changes were passed over, and where nothing changed.
  private static let passingNanoseconds: UInt64 = 1_000_000_000
  private static let idleNanoseconds: UInt64 = 30_000_000_000

  init(
    _ call: ServerCall,
    _ request: WatchChangesRequest,
    _ state: DurableEngine,
    _ codec: FactCodec,
    now: UInt64
  ) throws(JournalFollowError) {
    self.call = call
    self.state = state
    self.codec = codec
    filter = request.filter
    if let after = request.after {
      follower = try state.writer.follow(after: after.sequence, checksum: after.checksum)
    } else {
      follower = state.writer.followFromHere()
    }
    if request.wantsSnapshot { snapshot = state.engine.makeChangeSnapshot(filter) }
    toldSequence = follower.place.sequence
    toldTime = now
  }

  /// The batch that is read next.
  var nextSequence: UInt64 { follower.place.sequence + 1 }

  /// Whether there is something to tell or to read that the client has room for.
  func hasWork(upTo last: UInt64) -> Bool {
    !isFull && (snapshot != nil || !rest.isEmpty || follower.hasNext(upTo: last) || mayAnnounce)
  }

  /// When progress is to be told, in monotonic nanoseconds; `.max` while the client does not read.
  var progressDue: UInt64 {
    if isFull || !isAnnounced || !rest.isEmpty { return .max }
    let isPassing = follower.place.sequence != toldSequence
    return toldTime + (isPassing ? Self.passingNanoseconds : Self.idleNanoseconds)
  }

  /// The client has read what waited.
  func hasDrained() {
    isFull = false
  }

  /// Tells how far it is if nothing else was told for a while.
  func tellProgressIfDue(at now: UInt64, upTo last: UInt64) {
    if progressDue <= now { tellPlace(at: now, upTo: last) }
  }

  /// Goes on until the client has enough for now, nothing is left, or the time is used up.
  func proceed(
    upTo last: UInt64,
    within budget: WorkBudget,
    at now: UInt64
  ) throws(JournalFollowError) {
    var toldBytes = 0
    while toldBytes < Self.bytesAtOnce, hasWork(upTo: last) {
      if let snapshot {
        toldBytes += tell(of: snapshot, at: now)
      } else if mayAnnounce {
        tellPlace(at: now, upTo: last)
      } else {
        if rest.isEmpty { try readBatch(upTo: last) }
        if !rest.isEmpty { toldBytes += tellRest(at: now, upTo: last) }
      }
      if budget.isUsedUp { return }
    }
  }

  /// Whether it is known, and was not told, from where the client goes on.
  private var mayAnnounce: Bool { !isAnnounced && snapshot == nil && !follower.isPassingOver }

  private func readBatch(upTo last: UInt64) throws(JournalFollowError) {
    guard let entry = try follower.next(upTo: last) else { return }
    var facts: [Fact] = []
    do throws(FactError) {
      restTime = try unsafe codec.decodeBatch(entry.bytes.span.bytes, into: &facts)
    } catch {
      throw .unreadable("batch \(entry.sequence) cannot be understood: \(error)")
    }
    rest = state.engine.changes(in: facts, filter)[...]
  }

  /// Tells of some of the rest of a batch; gives the answer's length.
  private func tellRest(at now: UInt64, upTo last: UInt64) -> Int {
    while answer.count < Self.answerBytes, let change = rest.popFirst() { put(change) }
    return send(
      WatchChangesResponse.Place(
        cursor: rest.isEmpty ? cursor : nil,
        sequence: follower.place.sequence,
        time: restTime,
        isCaughtUp: rest.isEmpty && !follower.hasNext(upTo: last)
      ),
      at: now
    )
  }

  /// Tells of some of the snapshot; gives the answer's length.
  private func tell(of snapshot: ChangeSnapshot, at now: UInt64) -> Int {
    var rows = 0
    while !snapshot.isAtEnd, rows < Self.rowsAtOnce, answer.count < Self.answerBytes {
      if let change = snapshot.nextChange() { put(change) }
      rows += 1
    }
    if snapshot.isAtEnd { self.snapshot = nil }
    if answer.isEmpty { return 0 }
    return send(
      WatchChangesResponse.Place(
        cursor: nil,
        sequence: follower.place.sequence,
        isSnapshot: true
      ),
      at: now
    )
  }

  /// Tells how far it is, without any change.
  private func tellPlace(at now: UInt64, upTo last: UInt64) {
    isAnnounced = true
    _ = send(
      WatchChangesResponse.Place(
        cursor: cursor,
        sequence: follower.place.sequence,
        isCaughtUp: !follower.hasNext(upTo: last)
      ),
      at: now
    )
  }

  private var cursor: ChangeCursor {
    ChangeCursor(sequence: follower.place.sequence, checksum: follower.place.checksum)
  }

  private func put(_ change: Change) {
    WatchChangesResponse.change(change).encode(into: &answer, with: state.arena)
  }

  private func send(_ place: WatchChangesResponse.Place, at now: UInt64) -> Int {
    WatchChangesResponse.place(place).encode(into: &answer, with: state.arena)
    // Names are looked up in the store as it now is: the answer waits for what it has seen.
    state.outbox.put(.message(call, answer))
    if call.bufferedByteCount > Self.unreadBytes { isFull = true }
    toldSequence = place.sequence
    toldTime = now
    defer { answer.removeAll(keepingCapacity: true) }
    return answer.count
  }
}
