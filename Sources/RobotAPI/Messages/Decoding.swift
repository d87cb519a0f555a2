// Every request is decoded alike: the validator walks the bytes, protobuf-c unpacks them into the
// arena, a reader turns the C structures into values of the model. Then the arena is empty again,
// and no pointer has left this module.

import CProtobufC
import Protobuf
import RobotModel

/// Reads a message that came from outside.
///
/// - Throws: `INVALID_ARGUMENT` with every offending field.
func decode<Message, Result>(
  _ bytes: RawSpan,
  as initialise: (UnsafeMutablePointer<Message>?) -> Void,
  with arena: Arena,
  _ read: (UnsafeMutablePointer<Message>, inout MessageReader) -> Result
) throws(RequestError) -> Result {
  defer { arena.reset() }
  let message = try bytes.withUnsafeBytes { bytes throws(RequestError) in
    do throws(ValidationError) {
      return try unpackMessage(bytes, as: initialise, with: arena)
    } catch {
      throw RequestError(malformed: error)
    }
  }
  var reader = MessageReader()
  let result = read(message, &reader)
  guard reader.violations.isEmpty else { throw .invalid(reader.violations) }
  return result
}

/// Reads a request that changes something, and keeps its canonical form if it carries an id.
func decodeChange<Message, Request: ChangeRequest>(
  _ bytes: RawSpan,
  as initialise: (UnsafeMutablePointer<Message>?) -> Void,
  with arena: Arena,
  _ read: (UnsafeMutablePointer<Message>, inout MessageReader) -> Request
) throws(RequestError) -> Request {
  try decode(bytes, as: initialise, with: arena) { message, reader in
    var request = read(message, &reader)
    request.keepCanonicalForm(of: message)
    return request
  }
}

extension ChangeRequest {
  /// Keeps the one form of all equal requests, once the message was read, if it carries an id.
  mutating func keepCanonicalForm<Message>(of message: UnsafeMutablePointer<Message>) {
    guard !identity.isEmpty else { return }
    // Reading a map has put its entries in order, so equal requests have equal bytes here. The
    // request id is no part of what is asked: a sender that tries again may make a new one.
    message.asMessage.clearText("request_id")
    Packing.pack(message.asMessage, appendingTo: &identity.canonicalBytes)
  }
}

/// Checks bytes and unpacks them into the arena.
func unpackMessage<Message>(
  _ bytes: UnsafeRawBufferPointer,
  as initialise: (UnsafeMutablePointer<Message>?) -> Void,
  with arena: Arena
) throws(ValidationError) -> UnsafeMutablePointer<Message> {
  let descriptor = descriptor(of: initialise, with: arena)
  try Validator.validate(bytes, as: descriptor, limits: .request)
  guard let message = arena.unpack(bytes, as: descriptor) else {
    throw ValidationError(problem: .tooMuchMemory, path: "", offset: 0)
  }
  return UnsafeMutableRawPointer(message).assumingMemoryBound(to: Message.self)
}

/// A message type's descriptor, which its initialiser writes into every message.
private func descriptor<Message>(
  of initialise: (UnsafeMutablePointer<Message>?) -> Void,
  with arena: Arena
) -> UnsafePointer<ProtobufCMessageDescriptor> {
  let empty = MessageBuilder(arena: arena).message(initialise)
  return empty.asMessage.pointee.descriptor
}

extension Validator.Limits {
  /// What a request may be.
  fileprivate static let request = Validator.Limits(
    nesting: Limits.messageNesting,
    memoryBytes: Validator.Limits.standard.memoryBytes,
    marksInARow: Limits.marksInARow,
    textBytes: Limits.requestTextByteCount
  )
}

extension RequestError {
  /// The bytes are no message of the type.
  fileprivate init(malformed error: ValidationError) {
    self.init(
      .invalidArgument,
      reason: "MALFORMED_MESSAGE",
      message: error.description,
      violations: error.path.isEmpty
        ? [] : [Violation(field: error.path, description: error.description)]
    )
  }
}
