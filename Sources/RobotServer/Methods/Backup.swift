import GRPC
import Journal
import Linux
import RobotAPI
import RobotModel

/// The stream that copies everything: a snapshot is written, then it, the journal behind it and
/// all files go out as fast as the client takes them.
final class BackupStream: ServiceMethod, StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "Backup",
    isServerStreaming: true
  )

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor) { [unowned service] in
      BackupStream(service.snapshots, service.files, service.state)
    }
  }

  private let snapshots: SnapshotKeeper
  private let files: FileStore
  private let state: DurableEngine
  private var archive: BackupArchive?
  private var hasEnded = false

  init(_ snapshots: SnapshotKeeper, _ files: FileStore, _ state: DurableEngine) {
    self.snapshots = snapshots
    self.files = files
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    do throws(RequestError) {
      _ = try BackupRequest(decoding: message, with: state.arena)
    } catch {
      return end(call, with: Status(error, with: state.arena))
    }
    snapshots.request { [self] result in
      guard !hasEnded else { return }
      do {
        try begin(try result.get().summary, call)
      } catch let error as RequestError {
        end(call, with: Status(error, with: state.arena))
      } catch {
        fail(call, "\(error)")
      }
    }
  }

  func receivedEnd(_ call: ServerCall) {}

  func ready(_ call: ServerCall) {
    pump(call)
  }

  func cancelled(_ call: ServerCall) {
    hasEnded = true
    archive = nil
  }

  func end(_ call: ServerCall, with status: Status) {
    guard !hasEnded else { return }
    hasEnded = true
    archive = nil
    state.outbox.put(.end(call, status))
  }

  private func begin(_ snapshot: SnapshotSummary, _ call: ServerCall) throws {
    let archive = BackupArchive(
      try state.writer.filesToCopy(from: snapshot),
      try files.copies(),
      seconds: Clock.wallMilliseconds() / 1_000
    )
    self.archive = archive
    let header = BackupResponse.header(
      sequence: state.writer.durableSequence,
      byteCount: archive.byteCount
    )
    state.outbox.put(.message(call, state.encoded(header)))
    pump(call)
  }

  /// Sends the next chunk, one at a time: the client's reading sets the pace.
  ///
  /// Only the last one is so small that nobody is told when it has left.
  private func pump(_ call: ServerCall) {
    guard archive != nil else { return }
    do throws(StorageError) {
      let chunk = try archive?.next(Limits.fileChunkByteCount) ?? []
      state.outbox.put(.message(call, state.encoded(BackupResponse.chunk(chunk))))
      if archive?.isAtEnd == true { end(call, with: .ok) }
    } catch {
      fail(call, "\(error)")
    }
  }

  private func fail(_ call: ServerCall, _ reason: String) {
    end(call, with: Status(.dataLoss, "the backup ends here: \(reason)"))
  }
}
