import GRPC
import Linux
import RobotAPI
import RobotEngine
import RobotModel

/// The stream that reads one file: its header, then its bytes as fast as the client takes them.
final class GetFileStream: ServiceMethod, StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "GetFile",
    isServerStreaming: true
  )

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor) { [unowned service] in GetFileStream(service.files, service.state) }
  }

  private let store: FileStore
  private let state: DurableEngine
  private var file: OpenFile?
  private var hasEnded = false

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
        return end(call, with: .dataLoss("the bytes of file \"\(request.id)\" are missing"))
      }
      self.file = OpenFile(file, byteCount: header.byteCount)
      send(header.response, call)
      pump(call)
    } catch {
      end(call, with: Status(error, with: state.arena))
    }
  }

  func receivedEnd(_ call: ServerCall) {}

  func ready(_ call: ServerCall) {
    pump(call)
  }

  func cancelled(_ call: ServerCall) {
    file = nil
  }

  func end(_ call: ServerCall, with status: Status) {
    guard !hasEnded else { return }
    hasEnded = true
    file = nil
    state.outbox.put(.end(call, status))
  }

  /// Sends the next chunk, one at a time: the client's reading sets the pace.
  private func pump(_ call: ServerCall) {
    guard let file else { return }
    var bytes: [UInt8] = []
    let count = min(Limits.fileChunkByteCount, file.byteCount - file.offset)
    do throws(SystemError) {
      try file.file.read(count, at: file.offset, appendingTo: &bytes)
    } catch {
      return end(call, with: .dataLoss("\(error)"))
    }
    guard bytes.count == count else {
      return end(call, with: .dataLoss("a file is shorter than it was"))
    }
    file.offset += count
    if count > 0 { send(.chunk(bytes), call) }
    if file.offset == file.byteCount { end(call, with: .ok) }
  }

  private func send(_ response: GetFileResponse, _ call: ServerCall) {
    state.outbox.put(.message(call, state.encoded(response)))
  }
}

extension Status {
  fileprivate static func dataLoss(_ reason: String) -> Status { Status(.dataLoss, reason) }
}
