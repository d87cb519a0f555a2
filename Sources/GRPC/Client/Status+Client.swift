import HTTP2

extension Status {
  static let deadlinePassed = Status(
    .deadlineExceeded,
    "the deadline passed before the call was answered"
  )

  /// The status for an HTTP response that is not gRPC, or nil if it is.
  init?(httpResponse stream: Stream) {
    let type = stream.fields.first("content-type")
    let isGRPC = type.map { $0.starts(with: "application/grpc".utf8) } ?? false
    guard stream.status != 200 || !isGRPC else { return nil }
    if let said = Status(stream.fields) {
      self = said
      return
    }
    let code: StatusCode =
      switch stream.status {
      case 400: .internal
      case 401: .unauthenticated
      case 403: .permissionDenied
      case 404: .unimplemented
      case 429, 502, 503, 504: .unavailable
      default: .unknown
      }
    self.init(
      code,
      "the answer is HTTP \(stream.status) with the content-type \(type?.text ?? "missing")"
    )
  }

  /// The status for a stream that the server reset.
  init(resetWith code: ErrorCode) {
    let status: StatusCode =
      switch code {
      case .refusedStream: .unavailable
      case .cancel: .cancelled
      case .enhanceYourCalm: .resourceExhausted
      case .inadequateSecurity: .permissionDenied
      default: .internal
      }
    self.init(status, "the server reset the call with code \(code.rawValue)")
  }

  /// The status for a response that cannot be cut into messages.
  init(responseFault fault: MessageReader.Fault) {
    switch fault {
    case .tooLarge(let byteCount):
      self.init(.resourceExhausted, "the response message of \(byteCount) bytes is too large")
    case .compressed:
      self.init(.internal, "the response is compressed though nobody offered to read that")
    case .flagUnknown(let flag):
      self.init(.internal, "the compressed flag of a response message is \(flag)")
    }
  }
}
