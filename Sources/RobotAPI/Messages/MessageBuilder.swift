import CProtobufC
import Protobuf

/// Builds outgoing messages from values of the model; they live in the arena until its reset.
///
/// A message is always made by its `__init`, never zeroed: protobuf-c wants absent strings to
/// point at its own empty string. What an enumeration field gets is a case of the model, whose
/// numbers are the interface's, so no answer ever holds `_UNSPECIFIED` for a policy.
struct MessageBuilder {
  let arena: Arena

  /// Makes an empty message by its C initialiser.
  @inline(__always)
  func message<Message>(
    _ initialise: (UnsafeMutablePointer<Message>?) -> Void
  ) -> UnsafeMutablePointer<Message> {
    let message = arena.allocate(byteCount: MemoryLayout<Message>.size)
      .bindMemory(to: Message.self, capacity: 1)
    initialise(message)
    return message
  }

  /// Copies a text.
  @inline(__always)
  func text(_ text: String) -> UnsafeMutablePointer<CChar> {
    arena.string(text)
  }

  /// Makes a repeated field: its count and its array, each element made from one of `values`.
  func list<Value, Element>(
    _ values: [Value],
    _ element: (Value) -> UnsafeMutablePointer<Element>
  ) -> (Int, UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?) {
    guard !values.isEmpty else { return (0, nil) }
    let stride = MemoryLayout<UnsafeMutablePointer<Element>?>.stride
    let array = arena.allocate(byteCount: values.count * stride)
      .bindMemory(to: UnsafeMutablePointer<Element>?.self, capacity: values.count)
    for (index, value) in values.enumerated() {
      (array + index).initialize(to: element(value))
    }
    return (values.count, array)
  }

  /// Makes a repeated field of numbers.
  func numbers<Number: BitwiseCopyable>(
    _ values: [Number]
  ) -> (Int, UnsafeMutablePointer<Number>?) {
    guard !values.isEmpty else { return (0, nil) }
    let array = arena.allocate(byteCount: values.count * MemoryLayout<Number>.stride)
      .bindMemory(to: Number.self, capacity: values.count)
    array.initialize(from: values, count: values.count)
    return (values.count, array)
  }
}

extension ResponseMessage {
  /// Builds a message of the C type and appends its bytes to the buffer.
  func pack<Message>(
    _ initialise: (UnsafeMutablePointer<Message>?) -> Void,
    into buffer: inout [UInt8],
    with arena: Arena,
    _ fill: (UnsafeMutablePointer<Message>, MessageBuilder) -> Void
  ) {
    defer { arena.reset() }
    let builder = MessageBuilder(arena: arena)
    let message = builder.message(initialise)
    fill(message, builder)
    Packing.pack(message.asMessage, appendingTo: &buffer)
  }
}
