import GRPC
import Linux
import RobotAPI
import RobotEngine
import RobotModel

/// The bytes of files, kept beside the journal under their SHA-256.
///
/// A file is a record like any other; what it holds is too large for the journal. So its bytes
/// are written and synced first, and only then the record that names them becomes a fact: a
/// record never names bytes that a crash could take away.
final class FileStore {
  /// A file that a client is sending.
  final class Upload {
    let id: String
    let name: String
    let contentType: String
    let call: ServerCall
    let caller: Caller
    fileprivate(set) var bytes: [UInt8] = []

    fileprivate init(id: String, name: String, contentType: String, call: ServerCall) {
      self.id = id
      self.name = name
      self.contentType = contentType
      self.call = call
      caller = call.caller
    }
  }

  let state: DurableEngine
  private let background: BackgroundWork
  /// The directory of all files' bytes.
  let directory: String
  /// Bytes of all uploads that are in memory now.
  private var heldBytes = 0
  /// Those that the background writes.
  private var written: [FileUpload.Number: Upload] = [:]
  private var lastNumber: UInt64 = 0
  /// What is done as soon as no file is being written.
  private var whenIdle: [() -> Void] = []
  /// What backups copy that are under way.
  private var copiesUnderWay: [CopiesUnderWay] = []

  private struct CopiesUnderWay {
    weak var copies: FileCopies?
  }

  /// Uploads that are under way may hold so much memory together.
  private static let heldByteMaximum = 64 << 20

  init(_ state: DurableEngine, _ background: BackgroundWork, dataDirectory: String) {
    self.state = state
    self.background = background
    directory = "\(dataDirectory)/files"
    background.onFile = { [unowned self] number, result in stored(number, result) }
  }

  /// Whether a file is being written.
  var isBusy: Bool { !written.isEmpty }

  /// Does something as soon as no file is being written: now, or when the last one has its record.
  func whenIdle(_ action: @escaping () -> Void) {
    if isBusy { whenIdle.append(action) } else { action() }
  }

  /// All files as they are now, for a backup; as long as they are kept none is lost to them.
  func copies() throws(SystemError) -> FileCopies {
    let made = try FileCopies(of: directory)
    copiesUnderWay.removeAll { $0.copies == nil }
    copiesUnderWay.append(CopiesUnderWay(copies: made))
    return made
  }

  /// Lets backups keep hold of bytes that are about to be removed.
  func willRemove(_ digest: String) {
    for underWay in copiesUnderWay { underWay.copies?.hold(digest) }
  }

  /// Begins to take a file in.
  func begin(id: String, name: String, contentType: String, _ call: ServerCall) -> Upload {
    Upload(id: id, name: name, contentType: contentType, call: call)
  }

  /// Takes the next bytes of a file.
  func take(_ bytes: [UInt8], _ upload: Upload) throws(RequestError) {
    guard upload.bytes.count + bytes.count <= Limits.fileByteCount else {
      throw .limit(
        "file",
        Limits.fileByteCount,
        "a file has at most \(Limits.fileByteCount) bytes"
      )
    }
    guard heldBytes + bytes.count <= Self.heldByteMaximum else {
      throw .limit(
        "uploads under way",
        Self.heldByteMaximum,
        "too many files are being stored at once; try again"
      )
    }
    heldBytes += bytes.count
    upload.bytes.append(contentsOf: bytes)
  }

  /// Forgets a file that will not be sent to its end.
  func giveUp(_ upload: Upload) {
    heldBytes -= upload.bytes.count
    upload.bytes = []
  }

  /// Writes the bytes and then the record, and answers the call.
  func finish(_ upload: Upload) {
    lastNumber += 1
    let number = FileUpload.Number(value: lastNumber)
    written[number] = upload
    let job = FileUpload(number: number, directory: directory, bytes: upload.bytes)
    do throws(RobotServerError) {
      try background.hand(.storeFile(job))
    } catch {
      written[number] = nil
      refuse(upload, RequestError(.unavailable, reason: "NOT_STORED", message: "\(error)"))
    }
  }

  private func stored(
    _ number: FileUpload.Number,
    _ result: Result<StoredFile, SystemError>
  ) {
    guard let upload = written.removeValue(forKey: number) else { return }
    keepRecord(of: upload, result)
    if isBusy { return }
    let actions = whenIdle
    whenIdle = []
    for action in actions { action() }
  }

  private func keepRecord(of upload: Upload, _ result: Result<StoredFile, SystemError>) {
    do throws(RequestError) {
      switch result {
      case .failure(let error):
        throw RequestError(
          .unavailable,
          reason: error.number.isDiskFull ? "DISK_FULL" : "NOT_STORED",
          message: "the file was not stored: \(error)"
        )
      case .success(let file):
        try state.requireRoom()
        let reply = try state.engine.perform(
          record(of: upload, file),
          by: upload.caller,
          at: state.clock.now
        )
        state.commit()
        giveUp(upload)
        let response = PutFileResponse(record: reply.record)
        state.outbox.put(.answer(upload.call, state.encoded(response)))
      }
    } catch {
      state.commit()
      refuse(upload, error)
    }
  }

  private func record(of upload: Upload, _ file: StoredFile) -> PutRecord {
    PutRecord(
      key: RecordKey(entityType: "file", id: upload.id),
      changes: [
        FieldChange(name: "name", value: Self.text(upload.name)),
        FieldChange(name: "content_type", value: Self.text(upload.contentType)),
        FieldChange(name: "size", value: .integer(Int64(file.byteCount))),
        FieldChange(name: "sha256", value: .text(file.digest)),
      ]
    )
  }

  /// A field's text; nothing where there is none.
  private static func text(_ text: String) -> FieldValue? {
    text.isEmpty ? nil : .text(text)
  }

  private func refuse(_ upload: Upload, _ error: RequestError) {
    giveUp(upload)
    state.outbox.put(.end(upload.call, Status(error, with: state.arena)))
  }
}
