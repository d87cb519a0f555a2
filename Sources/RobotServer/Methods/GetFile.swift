import GRPC
import Linux
import RobotAPI
import RobotEngine
import RobotModel

/// The stream that reads one file: its header, then its bytes as fast as the client takes them.
final class GetFileStream: StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "GetFile",
    isServerStreaming: true
  )

  private let store: FileStore
  private let state: DurableEngine
  private var file: OpenFile?

  /// A file that is being sent.
  private final class OpenFile {
    let file: File
    let byteCount: Int
    var offset = 0

    init(_ file: consuming File, byteCount: Int) {
      self.file = file
      self.byteCount = byteCount
    }
  }

  init(_ store: FileStore, _ state: DurableEngine) {
    self.store = store
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    do throws(RequestError) {
      let request = try GetFileRequest(decoding: message, with: state.arena)
      let record = try state.engine.record(RecordKey(entityType: "file", id: request.id))
      let header = StoredFileHeader(record)
      guard let header, let file = header.open(in: store.directory) else {
        let status = Status(.dataLoss, "the bytes of file \"\(request.id)\" are missing")
        state.outbox.put(.end(call, status))
        return
      }
      self.file = OpenFile(file, byteCount: header.byteCount)
      send(header.response, call)
      pump(call)
    } catch {
      state.outbox.put(.end(call, Status(error, with: state.arena)))
    }
  }

  func receivedEnd(_ call: ServerCall) {}

  func ready(_ call: ServerCall) {
    pump(call)
  }

  func cancelled(_ call: ServerCall) {
    file = nil
  }

  /// Sends the next chunk, one at a time: the client's reading sets the pace.
  private func pump(_ call: ServerCall) {
    guard let file else { return }
    var bytes: [UInt8] = []
    let count = min(Limits.fileChunkByteCount, file.byteCount - file.offset)
    do throws(SystemError) {
      try file.file.read(count, at: file.offset, appendingTo: &bytes)
    } catch {
      fail(call, "\(error)")
      return
    }
    guard bytes.count == count else {
      fail(call, "a file is shorter than it was")
      return
    }
    file.offset += count
    if count > 0 { send(.chunk(bytes), call) }
    if file.offset == file.byteCount {
      self.file = nil
      state.outbox.put(.end(call, .ok))
    }
  }

  private func fail(_ call: ServerCall, _ reason: String) {
    file = nil
    state.outbox.put(.end(call, Status(.dataLoss, reason)))
  }

  private func send(_ response: GetFileResponse, _ call: ServerCall) {
    state.outbox.put(.message(call, state.encoded(response)))
  }
}
