package import CProtobufC

/// A generated message type: its C structure in Swift's types and its descriptor at run time.
///
///     let getRobotRequest = MessageType(robots__v1__get_robot_request__init)
///     let request = try getRobotRequest.read(bytes, into: arena)
///     request.pointee.robot_id
package struct MessageType<Message> {
  /// The descriptor that protobuf-c and the validator work by.
  package let descriptor: UnsafePointer<ProtobufCMessageDescriptor>

  /// Finds the descriptor by running the type's initialiser once.
  package init(_ initialise: (UnsafeMutablePointer<Message>?) -> Void) {
    let message = UnsafeMutablePointer<Message>.allocate(capacity: 1)
    defer { message.deallocate() }
    initialise(message)
    let base = UnsafeRawPointer(message).assumingMemoryBound(to: ProtobufCMessage.self)
    guard let descriptor = base.pointee.descriptor else {
      preconditionFailure("\(Message.self) has no descriptor")
    }
    self.descriptor = descriptor
  }

  /// Checks the bytes and unpacks them into the arena, where the message lives until its reset.
  package func read(
    _ bytes: UnsafeRawBufferPointer,
    into arena: Arena,
    limits: Validator.Limits = .standard
  ) throws(ValidationError) -> UnsafeMutablePointer<Message> {
    try Validator.validate(bytes, as: descriptor, limits: limits)
    guard let message = arena.unpack(bytes, as: descriptor) else {
      throw ValidationError(problem: .tooMuchMemory, path: "", offset: 0)
    }
    return UnsafeMutableRawPointer(message).assumingMemoryBound(to: Message.self)
  }

  /// Checks the bytes and unpacks them into the arena, where the message lives until its reset.
  package func read(
    _ bytes: RawSpan,
    into arena: Arena,
    limits: Validator.Limits = .standard
  ) throws(ValidationError) -> UnsafeMutablePointer<Message> {
    try bytes.withUnsafeBytes { bytes throws(ValidationError) in
      try read(bytes, into: arena, limits: limits)
    }
  }
}
