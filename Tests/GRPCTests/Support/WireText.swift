import GRPC
import Protobuf

/// Messages of the standard services as JSON, so that tests read like conversations.
enum WireText {
  /// The wire bytes of a JSON text.
  static func bytes(_ messageName: String, _ json: String) throws -> [UInt8] {
    try JSONMapping().jsonToWire(messageName, Array(json.utf8))
  }

  /// The JSON of wire bytes.
  static func json(_ messageName: String, _ bytes: [UInt8]) throws -> String {
    try JSONMapping().wireToJSON(messageName, bytes)
  }
}

extension Loopback {
  /// Makes a call with one message and waits for what comes at once.
  func call(_ method: MethodDescriptor, _ message: [UInt8]) -> Recorder {
    let recorder = Recorder()
    let call = client.start(method, handler: recorder, now: now)
    call.send(message)
    call.sendEnd()
    pump()
    return recorder
  }
}
