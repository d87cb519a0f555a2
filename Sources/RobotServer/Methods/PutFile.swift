import GRPC
import RobotAPI
import RobotModel

/// The stream that stores one file: its header, then its bytes in chunks.
final class PutFileStream: ServiceMethod, StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "PutFile",
    isClientStreaming: true
  )

  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor) { [unowned service] in PutFileStream(service.files, service.state) }
  }

  private let store: FileStore
  private let state: DurableEngine
  private var upload: FileStore.Upload?
  /// The file has come, or will not.
  private var isOver = false

  init(_ store: FileStore, _ state: DurableEngine) {
    self.store = store
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
    guard !isOver else { return }
    do throws(RequestError) {
      switch try PutFileRequest(decoding: message, with: state.arena) {
      case .header(let id, let name, let contentType):
        guard upload == nil else { throw .invalid("header", "stands first, and only once") }
        upload = store.begin(id: id, name: name, contentType: contentType, call)
      case .chunk(let bytes):
        guard let upload else { throw .invalid("chunk", "stands behind the header") }
        try store.take(bytes, upload)
      }
    } catch {
      end(call, with: Status(error, with: state.arena))
    }
  }

  func receivedEnd(_ call: ServerCall) {
    guard !isOver else { return }
    guard let upload else {
      let error = RequestError.invalid("header", "is needed before the stream ends")
      return end(call, with: Status(error, with: state.arena))
    }
    self.upload = nil
    isOver = true
    store.finish(upload)
  }

  func ready(_ call: ServerCall) {}

  func cancelled(_ call: ServerCall) {
    giveUp()
  }

  /// A file that is on its way may arrive.
  func serverStops(_ call: ServerCall) {
    if upload == nil { end(call, with: .stopping) }
  }

  func end(_ call: ServerCall, with status: Status) {
    guard !isOver else { return }
    isOver = true
    giveUp()
    state.outbox.put(.end(call, status))
  }

  private func giveUp() {
    if let upload { store.giveUp(upload) }
    upload = nil
  }
}
