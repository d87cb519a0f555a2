import GRPC
import Journal
import RobotAPI
import RobotEngine
import RobotModel

/// Erases records for those who ask, and answers when no file holds them any more (S-36).
///
/// While a snapshot is under way nothing is erased: what it has fed already would come after what
/// the journal says of it. So none is begun, either, until what was asked for is erased, a part of
/// it each turn. Then a snapshot is written that replaces all files there are, since they may hold
/// what was erased; the store keeps in mind that this is to be done, so a crash before its end is
/// made good by the next start.
final class Eraser {
  private struct Wish {
    let command: EraseRecord
    let call: ServerCall
  }

  private let state: DurableEngine
  private let snapshots: SnapshotKeeper
  private let files: FileStore
  private let log: Log
  /// The first is under way, unless a snapshot is.
  private var wishes: [Wish] = []
  private var erasure: Erasure?
  /// What is erased, and is answered when no file holds it.
  private var erased: [(call: ServerCall, reply: EraseRecordReply)] = []

  init(_ state: DurableEngine, _ snapshots: SnapshotKeeper, _ files: FileStore, log: Log) {
    self.state = state
    self.snapshots = snapshots
    self.files = files
    self.log = log
  }

  /// Whether there is something to do without waiting for anything.
  var hasWork: Bool { !wishes.isEmpty && !snapshots.isUnderWay }

  /// Has the files replaced that an earlier run of the service has left.
  func begin() {
    guard state.engine.isErasureOpen else { return }
    log.info("files that may hold what was erased are replaced")
    snapshots.request { _ in }
  }

  /// Erases a record soon, and answers when no file holds it.
  func request(_ command: EraseRecord, _ call: ServerCall) {
    wishes.append(Wish(command: command, call: call))
  }

  /// Goes on to erase what was asked for, unless a snapshot is under way.
  func proceed(within budget: WorkBudget) {
    guard hasWork else { return }
    snapshots.isHeldBack = true
    repeat {
      do throws(RequestError) {
        if try eraseSome(wishes[0]) { continue }
      } catch {
        state.commit()
        state.engine.leaveErasure()
        state.outbox.put(.end(wishes[0].call, Status(error, with: state.arena)))
      }
      erasure = nil
      wishes.removeFirst()
    } while !wishes.isEmpty && !budget.isUsedUp
    if wishes.isEmpty { replaceFiles() }
  }

  /// Takes one step; false if it was the last.
  private func eraseSome(_ wish: Wish) throws(RequestError) -> Bool {
    if !wish.command.isValidateOnly { try state.requireRoom() }
    guard let erasure else {
      erasure = try state.engine.makeErasure(
        wish.command,
        by: wish.call.caller,
        at: state.clock.now
      )
      state.commit()
      return true
    }
    let isMoreLeft = state.engine.eraseNext(erasure)
    state.commit()
    if isMoreLeft { return true }
    if state.engine.isErasureOpen, !wish.command.isValidateOnly {
      erased.append((wish.call, erasure.reply))
    } else {
      answer(wish.call, erasure.reply, removedFiles: 0)
    }
    return false
  }

  /// Has a snapshot written, for all that is erased by now.
  private func replaceFiles() {
    snapshots.isHeldBack = false
    for (call, reply) in erased {
      snapshots.request { [unowned self] in finish(call, reply, $0) }
    }
    erased = []
  }

  private func finish(
    _ call: ServerCall,
    _ reply: EraseRecordReply,
    _ result: Result<SnapshotKeeper.Written, RequestError>
  ) {
    switch result {
    case .success(let written):
      files.whenIdle { [self] in
        let count = written.summary.removed.count + files.sweep(log)
        answer(call, reply, removedFiles: count)
      }
    case .failure(let error):
      let told = RequestError(
        .unavailable,
        reason: "FILES_NOT_REPLACED",
        message: "the record is erased, but older files may still hold it: \(error.message);"
          + " repeat the call, or the next snapshot replaces them"
      )
      state.outbox.put(.end(call, Status(told, with: state.arena)))
    }
  }

  private func answer(_ call: ServerCall, _ reply: EraseRecordReply, removedFiles: Int) {
    let response = EraseRecordResponse(reply: reply, removedFiles: removedFiles)
    state.outbox.put(.answer(call, state.encoded(response)))
  }
}
