import GRPC

/// A unary handler that does what its closure says.
final class Unary: UnaryHandler {
  private let body: ([UInt8], ServerCall) -> Void

  init(_ body: @escaping ([UInt8], ServerCall) -> Void) {
    self.body = body
  }

  func handle(_ message: RawSpan, _ call: ServerCall) {
    body(message.withUnsafeBytes { Array($0) }, call)
  }

  /// Answers each message with itself.
  static var echo: Unary {
    Unary { message, call in
      call.send(message)
      call.finish()
    }
  }
}

/// Keeps what happened in one streaming call; closures add behaviour.
final class Script: StreamHandler {
  private(set) var messages: [[UInt8]] = []
  private(set) var ended = false
  private(set) var readyCount = 0
  private(set) var cancelCount = 0
  private(set) var call: ServerCall?
  var onMessage: (([UInt8], ServerCall) -> Void)?
  var onEnd: ((ServerCall) -> Void)?
  var onReady: ((ServerCall) -> Void)?

  func received(_ message: RawSpan, _ call: ServerCall) {
    self.call = call
    messages.append(message.withUnsafeBytes { Array($0) })
    onMessage?(messages[messages.count - 1], call)
  }

  func receivedEnd(_ call: ServerCall) {
    self.call = call
    ended = true
    onEnd?(call)
  }

  func ready(_ call: ServerCall) {
    readyCount += 1
    onReady?(call)
  }

  func cancelled(_ call: ServerCall) {
    cancelCount += 1
    self.call = nil
  }

  func end(_ call: ServerCall, with status: Status) {
    self.call = nil
    call.finish(status)
  }
}

/// The methods of the tests: one of each kind of call.
enum Methods {
  static let unary = MethodDescriptor(service: "test.Echo", method: "Unary")
  static let download = MethodDescriptor(
    service: "test.Echo",
    method: "Download",
    isServerStreaming: true
  )
  static let upload = MethodDescriptor(
    service: "test.Echo",
    method: "Upload",
    isClientStreaming: true
  )
  static let both = MethodDescriptor(
    service: "test.Echo",
    method: "Both",
    isClientStreaming: true,
    isServerStreaming: true
  )
}

/// A unary handler that keeps its calls and answers none.
final class Waiting: UnaryHandler {
  var calls: [ServerCall] = []

  func handle(_ message: RawSpan, _ call: ServerCall) {
    calls.append(call)
  }
}

extension MethodTable {
  /// A table with one unary method.
  static func with(unary handler: any UnaryHandler) -> MethodTable {
    let methods = MethodTable()
    methods.add(Methods.unary, unary: handler)
    return methods
  }

  /// A table with one streaming method, whose scripts are prepared by a closure.
  static func with(
    _ method: MethodDescriptor,
    _ prepare: @escaping (Script) -> Void
  ) -> MethodTable {
    let methods = MethodTable()
    methods.add(method) {
      let script = Script()
      prepare(script)
      return script
    }
    return methods
  }
}
