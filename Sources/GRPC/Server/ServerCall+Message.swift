import CProtobufC
import Protobuf

extension ServerCall {
  /// Packs a message straight into the send buffer and resets the arena it was built in.
  func send<Message>(_ message: UnsafeMutablePointer<Message>, clearing arena: Arena) {
    let message = message.asMessage
    send(byteCount: Packing.byteCount(of: message)) { buffer in
      if let base = buffer.baseAddress { Packing.pack(message, to: base) }
    }
    arena.reset()
  }
}
