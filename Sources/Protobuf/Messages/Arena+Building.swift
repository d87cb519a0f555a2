// Outgoing messages: the C structures point at copies that live in the arena until it is reset.
//
//     let robot = arena.make(robots__v1__robot__init)
//     robot.pointee.id = arena.string(id)
//     (robot.pointee.n_stages, robot.pointee.stages) = arena.list(stages) { arena.string($0) }
//
// A message is always made by its `__init`, never zeroed: protobuf-c wants absent strings to point
// at its own empty string.

package import CProtobufC

extension Arena {
  /// Makes an empty message by its C initialiser.
  package func make<Message>(
    _ initialise: (UnsafeMutablePointer<Message>?) -> Void
  ) -> UnsafeMutablePointer<Message> {
    let message = allocate(byteCount: MemoryLayout<Message>.size)
      .bindMemory(to: Message.self, capacity: 1)
    initialise(message)
    return message
  }

  /// Copies text as a NUL-terminated C string; the empty string costs nothing.
  ///
  /// The text must hold no NUL: a C string ends there. `Validator` lets none in.
  package func string(_ text: String) -> UnsafeMutablePointer<CChar> {
    var text = text
    return text.withUTF8 { utf8 in
      let copy = allocate(byteCount: utf8.count + 1)
      if let bytes = utf8.baseAddress {
        copy.copyMemory(from: bytes, byteCount: utf8.count)
      }
      copy.storeBytes(of: 0, toByteOffset: utf8.count, as: UInt8.self)
      return copy.assumingMemoryBound(to: CChar.self)
    }
  }

  /// Copies bytes for a `bytes` field.
  package func bytes(_ bytes: [UInt8]) -> ProtobufCBinaryData {
    bytes.withUnsafeBytes { self.bytes($0) }
  }

  /// Copies bytes for a `bytes` field.
  package func bytes(_ bytes: UnsafeRawBufferPointer) -> ProtobufCBinaryData {
    guard let source = bytes.baseAddress, bytes.count > 0 else {
      return ProtobufCBinaryData(len: 0, data: nil)
    }
    let copy = allocate(byteCount: bytes.count)
    copy.copyMemory(from: source, byteCount: bytes.count)
    return ProtobufCBinaryData(len: bytes.count, data: copy.assumingMemoryBound(to: UInt8.self))
  }

  /// Makes a repeated field: its count and its array, each element made from one of `values`.
  package func list<Value, Element>(
    _ values: [Value],
    _ element: (Value) -> Element
  ) -> (count: Int, elements: UnsafeMutablePointer<Element>?) {
    guard !values.isEmpty else { return (0, nil) }
    let array = allocate(byteCount: values.count * MemoryLayout<Element>.stride)
      .bindMemory(to: Element.self, capacity: values.count)
    for (index, value) in values.enumerated() {
      (array + index).initialize(to: element(value))
    }
    return (values.count, array)
  }
}
