// Enumerations: the model's cases have the interface's numbers, so a choice is one look-up. The
// names for an error message come from protobuf-c's descriptors.

import CProtobufC

extension MessageReader {
  /// The choice of a policy; zero (`_UNSPECIFIED`) means its first.
  mutating func policy<Choice: RawRepresentable<UInt8>>(
    _ number: UInt32,
    first: Choice,
    _ field: String,
    of message: ProtobufCMessage
  ) -> Choice {
    if number == 0 { return first }
    return choice(number, standIn: first, field, of: message)
  }

  /// A choice that must be made; zero is refused like an unknown number.
  ///
  /// The path is the field's name, unless the field is repeated.
  mutating func choice<Choice: RawRepresentable<UInt8>>(
    _ number: UInt32,
    standIn: Choice,
    _ field: String,
    of message: ProtobufCMessage,
    path: String? = nil
  ) -> Choice {
    if let known = UInt8(exactly: number).flatMap(Choice.init) { return known }
    let names = Self.choiceNames(of: field, in: message)
    let path = path ?? field
    refuse(path, number == 0 ? "is needed: \(names)" : "is \(Int32(bitPattern: number)): \(names)")
    return standIn
  }

  /// "one of A, B or C" for the values of an enumeration field, without `_UNSPECIFIED`.
  static func choiceNames(of field: String, in message: ProtobufCMessage) -> String {
    guard
      let description = protobuf_c_message_descriptor_get_field_by_name(message.descriptor, field),
      let kind = description.pointee.descriptor?
        .assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    else { preconditionFailure("\(field) is no enumeration field") }
    var names: [String] = []
    for index in 0..<Int(kind.pointee.n_values) where kind.pointee.values[index].value != 0 {
      names.append(String(cString: kind.pointee.values[index].name))
    }
    return "one of " + names.joined(separator: ", ")
  }
}
