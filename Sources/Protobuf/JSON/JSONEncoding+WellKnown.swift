extension JSONEncoding {
  /// The tree of a message whose JSON has a spelling of its own.
  func wellKnown(
    _ bytes: ArraySlice<UInt8>,
    _ wellKnown: WellKnownType,
    _ type: MessageInfo,
    depth: Int
  ) throws(JSONProblem) -> JSONValue {
    switch wellKnown {
    case .timestamp:
      guard let text = TimestampText.format(try secondsAndNanos(bytes)) else {
        throw JSONProblem(problem: "the time is not in the years 1 to 9999")
      }
      return JSONValue(.string(text))
    case .duration:
      guard let text = DurationText.format(try secondsAndNanos(bytes)) else {
        throw JSONProblem(problem: "the duration is longer than 10,000 years or of two signs")
      }
      return JSONValue(.string(text))
    case .fieldMask: return try fieldMask(bytes)
    case .wrapper:
      let value = try last(1, of: bytes)
      return try scalar(value ?? type.fields[0].absent, type.fields[0])
    case .any: return try any(bytes, depth: depth)
    case .structure: return try structure(bytes, depth: depth)
    case .value: return try plain(bytes, depth: depth)
    case .listValue: return try list(bytes, depth: depth)
    }
  }

  private func secondsAndNanos(_ bytes: ArraySlice<UInt8>) throws(JSONProblem) -> SecondsAndNanos {
    do {
      return try SecondsAndNanos(wire: bytes)
    } catch {
      throw JSONProblem(problem: "byte \(error.offset) begins no field")
    }
  }

  /// FieldMask: repeated string paths = 1.
  private func fieldMask(_ bytes: ArraySlice<UInt8>) throws(JSONProblem) -> JSONValue {
    var paths: [String] = []
    for path in try all(1, of: bytes) {
      let text = String(decoding: path, as: UTF8.self)
      guard let camel = FieldMaskText.camelCase(text) else {
        throw JSONProblem(problem: "the path \"\(text)\" has no JSON form")
      }
      paths.append(camel)
    }
    return JSONValue(.string(paths.joined(separator: ",")))
  }

  /// Any: string type_url = 1, bytes value = 2.
  private func any(_ bytes: ArraySlice<UInt8>, depth: Int) throws(JSONProblem) -> JSONValue {
    guard let address = try all(1, of: bytes).last else { return JSONValue(.object([])) }
    let text = String(decoding: address, as: UTF8.self)
    guard let type = descriptors.message(named: String(text.split(separator: "/").last ?? ""))
    else {
      throw JSONProblem(problem: "the message type \"\(text)\" is not known")
    }
    let contents = try all(2, of: bytes).last ?? []
    let head = JSONMember("@type", JSONValue(.string(text)))
    let value = try message(contents, type, depth: depth + 1)
    guard WellKnownType(type.name) == nil, let members = value.members else {
      return JSONValue(.object([head, JSONMember("value", value)]))
    }
    return JSONValue(.object([head] + members))
  }

  /// Struct: map<string, Value> fields = 1.
  private func structure(_ bytes: ArraySlice<UInt8>, depth: Int) throws(JSONProblem) -> JSONValue {
    var members: [JSONMember] = []
    for entry in try all(1, of: bytes) {
      let key = String(decoding: try all(1, of: entry).last ?? [], as: UTF8.self)
      let value = try nested(try all(2, of: entry).last ?? [], depth: depth + 2)
      if let index = members.firstIndex(where: { $0.key == key }) {
        members[index].value = value
      } else {
        members.append(JSONMember(key, value))
      }
    }
    return JSONValue(.object(members))
  }

  /// ListValue: repeated Value values = 1.
  private func list(_ bytes: ArraySlice<UInt8>, depth: Int) throws(JSONProblem) -> JSONValue {
    var elements: [JSONValue] = []
    for element in try all(1, of: bytes) {
      elements.append(try nested(element, depth: depth + 1))
    }
    return JSONValue(.array(elements))
  }

  private func nested(_ bytes: ArraySlice<UInt8>, depth: Int) throws(JSONProblem) -> JSONValue {
    let nesting = Validator.Limits.standard.nesting
    guard depth <= nesting else {
      throw JSONProblem(problem: "messages are nested deeper than \(nesting)")
    }
    return try plain(bytes, depth: depth)
  }

  /// Value: a oneof of null_value = 1, number_value = 2, string_value = 3, bool_value = 4,
  /// struct_value = 5, list_value = 6; the last one counts.
  private func plain(_ bytes: ArraySlice<UInt8>, depth: Int) throws(JSONProblem) -> JSONValue {
    var value = JSONValue(.null)
    var reader = WireReader(bytes)
    while let field = try next(&reader) {
      switch (field.number, field.payload) {
      case (1, .varint): value = JSONValue(.null)
      case (2, .fixed64(let bits)): value = number(Double(bitPattern: bits))
      case (3, .bytes(let text)): value = JSONValue(.string(String(decoding: text, as: UTF8.self)))
      case (4, .varint(let boolean)): value = JSONValue(.boolean(boolean != 0))
      case (5, .bytes(let members)): value = try structure(members, depth: depth + 1)
      case (6, .bytes(let elements)): value = try list(elements, depth: depth + 1)
      default: break
      }
    }
    return value
  }

  // MARK: - Parts

  private func last(
    _ number: Int,
    of bytes: ArraySlice<UInt8>
  ) throws(JSONProblem) -> WirePayload? {
    var found: WirePayload?
    var reader = WireReader(bytes)
    while let field = try next(&reader) {
      if field.number == number { found = field.payload }
    }
    return found
  }

  private func all(
    _ number: Int,
    of bytes: ArraySlice<UInt8>
  ) throws(JSONProblem) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var reader = WireReader(bytes)
    while let field = try next(&reader) {
      if field.number == number, case .bytes(let contents) = field.payload {
        found.append(contents)
      }
    }
    return found
  }
}
