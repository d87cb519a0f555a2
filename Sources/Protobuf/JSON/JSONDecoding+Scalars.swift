extension JSONDecoding {
  /// The payload of a value that is no message.
  func scalar(_ value: JSONValue, _ field: FieldInfo) throws(JSONProblem) -> WirePayload {
    switch field.kind {
    case .int32: .varint(UInt64(bitPattern: Int64(try integer(value, Int32.self))))
    case .int64: .varint(UInt64(bitPattern: try integer(value, Int64.self)))
    case .uint32: .varint(UInt64(try integer(value, UInt32.self)))
    case .uint64: .varint(try integer(value, UInt64.self))
    case .sint32: .varint(ZigZag.encode(Int64(try integer(value, Int32.self))))
    case .sint64: .varint(ZigZag.encode(try integer(value, Int64.self)))
    case .fixed32: .fixed32(try integer(value, UInt32.self))
    case .fixed64: .fixed64(try integer(value, UInt64.self))
    case .sfixed32: .fixed32(UInt32(bitPattern: try integer(value, Int32.self)))
    case .sfixed64: .fixed64(UInt64(bitPattern: try integer(value, Int64.self)))
    case .double: .fixed64(try number(value).bitPattern)
    case .float: .fixed32(try float(value).bitPattern)
    case .bool: .varint(try boolean(value) ? 1 : 0)
    case .string: .bytes(Array(try text(value).utf8)[...])
    case .bytes: .bytes(try data(value)[...])
    case .enumeration: .varint(try enumeration(value, field.typeName))
    case .group, .message: throw expected("a field that proto3 can have", value)
    }
  }

  /// An integer: a number without a fraction, or its text.
  func integer<Number: FixedWidthInteger>(
    _ value: JSONValue,
    _ type: Number.Type
  ) throws(JSONProblem) -> Number {
    let text: String
    switch value.content {
    case .number(let number): text = number
    case .string(let string) where JSONDecoding.isNumber(string): text = string
    default: throw expected("an integer from \(Number.min) to \(Number.max)", value)
    }
    if let exact = Number(text) { return exact }
    // Such as 1.0 or 1e3: whole numbers, if a double can tell.
    if text.contains(where: { ".eE".contains($0) }), let double = Double(text),
      abs(double) <= 9_007_199_254_740_992, let whole = Number(exactly: double)
    {
      return whole
    }
    throw expected("an integer from \(Number.min) to \(Number.max)", value)
  }

  /// A number: JSON's, its text, or one of the names of what JSON cannot write.
  func number(_ value: JSONValue) throws(JSONProblem) -> Double {
    let what = "a number, \"NaN\", \"Infinity\" or \"-Infinity\""
    switch value.content {
    case .string("NaN"): return .nan
    case .string("Infinity"): return .infinity
    case .string("-Infinity"): return -.infinity
    case .number(let text):
      guard let number = Double(text), number.isFinite else { throw expected(what, value) }
      return number
    case .string(let text) where JSONDecoding.isNumber(text):
      guard let number = Double(text), number.isFinite else { throw expected(what, value) }
      return number
    case .null, .boolean, .string, .array, .object: throw expected(what, value)
    }
  }

  private func float(_ value: JSONValue) throws(JSONProblem) -> Float {
    let double = try number(value)
    let float = Float(double)
    guard float.isFinite || !double.isFinite else {
      throw expected("a number of at most \(Float.greatestFiniteMagnitude)", value)
    }
    return float
  }

  private func boolean(_ value: JSONValue) throws(JSONProblem) -> Bool {
    guard case .boolean(let boolean) = value.content else { throw expected("true or false", value) }
    return boolean
  }

  /// Text that a C string can hold.
  func text(_ value: JSONValue) throws(JSONProblem) -> String {
    guard let text = value.text else { throw expected("text in quotes", value) }
    guard !text.utf8.contains(0) else {
      throw JSONProblem(
        problem: "text must not hold the character U+0000",
        offset: value.offset
      )
    }
    return text
  }

  private func data(_ value: JSONValue) throws(JSONProblem) -> [UInt8] {
    guard let text = value.text,
      let data = Array(text.utf8).withUnsafeBytes({ Base64.decode($0) })
    else {
      throw expected("bytes as base64", value)
    }
    return data
  }

  private func enumeration(
    _ value: JSONValue,
    _ typeName: String
  ) throws(JSONProblem) -> UInt64 {
    guard let type = descriptors.enumeration(named: typeName) else {
      preconditionFailure("the type \(typeName) is not in the descriptor set")
    }
    switch value.content {
    case .null where typeName == "google.protobuf.NullValue": return 0
    case .number: return UInt64(bitPattern: Int64(try integer(value, Int32.self)))
    case .string(let name):
      if let found = type.values.first(where: { $0.name == name }) {
        return UInt64(bitPattern: Int64(found.number))
      }
    case .null, .boolean, .array, .object: break
    }
    throw expected("one of \(type.values.map(\.name).joined(separator: ", "))", value)
  }

  /// Whether text is a number as JSON writes it; Swift's own parsing takes more, such as "0x10".
  private static func isNumber(_ text: String) -> Bool {
    guard case .number(let number)? = try? JSONParser.value(of: Array(text.utf8)).content else {
      return false
    }
    return number == text
  }
}

/// Signed integers so that small ones of either sign are short: 0, -1, 1, -2 become 0, 1, 2, 3.
enum ZigZag {
  static func encode(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: value << 1 ^ value >> 63)
  }

  static func decode(_ value: UInt64) -> Int64 {
    Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }
}
