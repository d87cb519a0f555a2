import Journal
import Linux

/// What takes long while nobody but its own caller waits for it.
///
/// The journal's next segment, snapshots, files: done on a third thread, so that syncs of the
/// journal never queue behind them.
final class BackgroundWork: EventSource {
  /// Something to do.
  enum Job: Sendable {
    case prepareSegment(SegmentPreparation)
    case syncSnapshot(SyncWork)
    case completeSnapshot(SnapshotCompletion)
    case storeFile(FileUpload)
  }

  /// What came of it.
  private enum Outcome: Sendable {
    case preparedSegment(Result<SpareSegment, StorageError>)
    case abandonedSegment
    case syncedSnapshot(StorageError?)
    case completedSnapshot(Result<SnapshotSummary, JournalError>)
    case storedFile(FileUpload.Number, Result<StoredFile, SystemError>)
  }

  /// Who is told of the journal's next segment.
  var onSegment: (Result<SpareSegment, StorageError>) -> Void = { _ in }
  /// Who is told that a part of a snapshot is durable, or why not.
  var onSnapshotSynced: (StorageError?) -> Void = { _ in }
  /// Who is told that a snapshot counts, or why not.
  var onSnapshot: (Result<SnapshotSummary, JournalError>) -> Void = { _ in }
  /// Who is told that a file's bytes are durable, or why not.
  var onFile: (FileUpload.Number, Result<StoredFile, SystemError>) -> Void = { _, _ in }

  private let helper: Helper<Job, Outcome>

  init(events: EventLoop) throws(SystemError) {
    helper = try Helper(name: "robotd-work", perform: Self.perform)
    _ = try events.add(helper.outcomesReady.descriptor, for: .readable, source: self)
  }

  /// Hands a job over; jobs are done one after another.
  func hand(_ job: Job) throws(RobotServerError) {
    try RobotServerError.wrapping { () throws(SystemError) in try helper.hand(job) }
  }

  /// Lets the jobs that were handed over finish, and ends the thread.
  func stop() {
    try? helper.stop()
    ready(for: .readable)
  }

  func ready(for readiness: Readiness) {
    guard let outcomes = try? helper.takeOutcomes() else { return }
    for outcome in outcomes {
      switch outcome {
      case .preparedSegment(let result): onSegment(result)
      case .abandonedSegment: break
      case .syncedSnapshot(let error): onSnapshotSynced(error)
      case .completedSnapshot(let result): onSnapshot(result)
      case .storedFile(let number, let result): onFile(number, result)
      }
    }
  }

  @Sendable
  private static func perform(_ job: Job, isStopping: () -> Bool) -> Outcome {
    switch job {
    case .prepareSegment(let preparation): prepare(preparation, isStopping: isStopping)
    case .syncSnapshot(let work): .syncedSnapshot(failure(of: work))
    case .completeSnapshot(let completion):
      .completedSnapshot(Result { () throws(JournalError) in try completion.perform() })
    case .storeFile(let upload):
      .storedFile(upload.number, Result { () throws(SystemError) in try upload.store() })
    }
  }

  /// Makes a segment step by step; a service that stops needs none, and the next start removes
  /// what there is of it.
  private static func prepare(
    _ preparation: SegmentPreparation,
    isStopping: () -> Bool
  ) -> Outcome {
    var preparation = preparation
    do throws(StorageError) {
      while !isStopping() {
        if let segment = try preparation.step() { return .preparedSegment(.success(segment)) }
      }
      return .abandonedSegment
    } catch {
      return .preparedSegment(.failure(error))
    }
  }

  private static func failure(of work: SyncWork) -> StorageError? {
    do throws(StorageError) {
      try work.perform()
      return nil
    } catch {
      return error
    }
  }
}
