import GRPC
import RobotAPI
import RobotModel

/// The stream that stores one file: its header, then its bytes in chunks.
final class PutFileStream: StreamHandler {
  static let descriptor = MethodDescriptor(
    service: Services.execution,
    method: "PutFile",
    isClientStreaming: true
  )

  private let store: FileStore
  private let state: DurableEngine
  private var upload: FileStore.Upload?

  init(_ store: FileStore, _ state: DurableEngine) {
    self.store = store
    self.state = state
  }

  func received(_ message: RawSpan, _ call: ServerCall) {
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
      refuse(call, error)
    }
  }

  func receivedEnd(_ call: ServerCall) {
    guard let upload else {
      refuse(call, .invalid("header", "is needed before the stream ends"))
      return
    }
    self.upload = nil
    store.finish(upload)
  }

  func ready(_ call: ServerCall) {}

  func cancelled(_ call: ServerCall) {
    giveUp()
  }

  private func refuse(_ call: ServerCall, _ error: RequestError) {
    giveUp()
    state.outbox.put(.end(call, Status(error, with: state.arena)))
  }

  private func giveUp() {
    if let upload { store.giveUp(upload) }
    upload = nil
  }
}
