/// What the definition says of one field of a message.
package struct FieldInfo: Sendable {
  /// The kind of a field's values, numbered as in google/protobuf/descriptor.proto.
  package enum Kind: Int, Sendable {
    case double = 1
    case float, int64, uint64, int32, fixed64, fixed32, bool, string
    case group, message, bytes, uint32, enumeration, sfixed32, sfixed64, sint32, sint64
  }

  /// The name in the definition, as in `entity_type`.
  package let name: String
  /// The name in JSON, as in `entityType`.
  package let jsonName: String
  /// The number on the wire.
  package let number: Int
  /// The kind of its values.
  package let kind: Kind
  /// The full name of the message or enumeration, without a leading dot; else empty.
  package let typeName: String
  /// Whether it is a list or a map.
  package let isRepeated: Bool
  /// Whether a list of numbers is written as one packed field.
  package let isPacked: Bool
  /// The index of its oneof in the message; a proto3 `optional` field has none.
  package let oneofIndex: Int?
  /// Whether "not given" differs from "given as the default".
  package let hasPresence: Bool
}
