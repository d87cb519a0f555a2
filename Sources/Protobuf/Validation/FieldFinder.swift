import CProtobufC

/// Finds a message type's fields by number, quickly when they come in the order of their numbers.
///
/// Writers emit fields in that order, so the next field is nearly always the one last found, if it
/// is repeated, or the one after it.
struct FieldFinder {
  private let descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  private let count: Int
  private var last = 0

  init(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) {
    self.descriptor = descriptor
    count = Int(descriptor.pointee.n_fields)
  }

  /// The index of the field in the descriptor, or nil if the type has no such field.
  @inline(__always)
  mutating func index(of number: UInt32) -> Int? {
    guard let fields = descriptor.pointee.fields else { return nil }
    if last < count, fields[last].id == number { return last }
    if last + 1 < count, fields[last + 1].id == number {
      last += 1
      return last
    }
    guard let field = protobuf_c_message_descriptor_get_field(descriptor, number) else {
      return nil
    }
    last = field - fields
    return last
  }
}
