/// The message types that JSON spells in a way of their own.
enum WellKnownType {
  case timestamp
  case duration
  case fieldMask
  /// One of `Int64Value` and its like: a lone `value` = 1.
  case wrapper
  case any
  case structure
  case value
  case listValue

  /// The well-known type of a full name, if it is one.
  init?(_ name: String) {
    guard name.hasPrefix("google.protobuf.") else { return nil }
    switch name.dropFirst("google.protobuf.".count) {
    case "Timestamp": self = .timestamp
    case "Duration": self = .duration
    case "FieldMask": self = .fieldMask
    case "Any": self = .any
    case "Struct": self = .structure
    case "Value": self = .value
    case "ListValue": self = .listValue
    case "DoubleValue", "FloatValue", "Int64Value", "UInt64Value", "Int32Value", "UInt32Value",
      "BoolValue", "StringValue", "BytesValue":
      self = .wrapper
    default: return nil
    }
  }
}
