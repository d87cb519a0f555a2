import GRPC

/// Keeps what a server answered to one call.
final class Recorder: ResponseHandler {
  private(set) var initialMetadata: Metadata?
  private(set) var messages: [[UInt8]] = []
  private(set) var status: Status?
  private(set) var trailingMetadata: Metadata?
  private(set) var finishCount = 0
  private(set) var readyCount = 0
  var onMessage: ((ClientCall) -> Void)?
  var onReady: ((ClientCall) -> Void)?

  func receivedInitialMetadata(_ metadata: Metadata, _ call: ClientCall) {
    initialMetadata = metadata
  }

  func received(_ message: RawSpan, _ call: ClientCall) {
    messages.append(message.withUnsafeBytes { Array($0) })
    onMessage?(call)
  }

  func ready(_ call: ClientCall) {
    readyCount += 1
    onReady?(call)
  }

  func finished(_ status: Status, trailingMetadata: Metadata, _ call: ClientCall) {
    self.status = status
    self.trailingMetadata = trailingMetadata
    finishCount += 1
  }
}
