extension JSONDecoding {
  /// The wire form of a message whose JSON has a spelling of its own.
  func wellKnown(
    _ value: JSONValue,
    _ wellKnown: WellKnownType,
    _ type: MessageInfo,
    depth: Int
  ) throws(JSONProblem) -> [UInt8] {
    switch wellKnown {
    case .timestamp:
      guard let text = value.text, let time = TimestampText.parse(text) else {
        throw expected("a time such as \"2026-03-29T01:00:00.500Z\"", value)
      }
      return time.wire
    case .duration:
      guard let text = value.text, let duration = DurationText.parse(text) else {
        throw expected("a duration in seconds such as \"90s\" or \"-1.5s\"", value)
      }
      return duration.wire
    case .fieldMask: return try fieldMask(value)
    case .wrapper:
      var writer = WireWriter()
      let payload = try scalar(value, type.fields[0])
      if !payload.isDefault { writer.write(1, payload) }
      return writer.bytes
    case .any: return try any(value, depth: depth)
    case .structure:
      guard let members = value.members else { throw expected("an object", value) }
      return try structure(members, depth: depth)
    case .value: return try plain(value, depth: depth)
    case .listValue:
      guard let elements = value.elements else { throw expected("an array", value) }
      return try list(elements, depth: depth)
    }
  }

  /// FieldMask: repeated string paths = 1, in JSON joined by commas and in lowerCamelCase.
  private func fieldMask(_ value: JSONValue) throws(JSONProblem) -> [UInt8] {
    guard let text = value.text else { throw expected("field paths such as \"name,a.b\"", value) }
    var writer = WireWriter()
    for path in text.split(separator: ",", omittingEmptySubsequences: !text.contains(",")) {
      guard let snake = FieldMaskText.snakeCase(path) else {
        throw expected("field paths in lowerCamelCase, joined by commas", value)
      }
      writer.bytes(1, snake.utf8)
    }
    return writer.bytes
  }

  /// Any: string type_url = 1, bytes value = 2, in JSON the message's own members and "@type".
  private func any(_ value: JSONValue, depth: Int) throws(JSONProblem) -> [UInt8] {
    guard let members = value.members else { throw expected("an object", value) }
    if members.isEmpty { return [] }
    guard let address = value["@type"]?.text,
      let type = descriptors.message(
        named: String(address.split(separator: "/").last ?? "")
      )
    else { throw expected("a known message type in \"@type\"", value["@type"] ?? value) }
    let others = members.filter { $0.key != "@type" }
    let contents: [UInt8]
    if WellKnownType(type.name) == nil {
      contents = try message(
        JSONValue(.object(others), offset: value.offset),
        type,
        depth: depth + 1
      )
    } else {
      guard others.count == 1, others[0].key == "value" else {
        throw expected("\"value\" beside \"@type\"", value)
      }
      contents = try message(others[0].value, type, depth: depth + 1)
    }
    var writer = WireWriter()
    writer.bytes(1, address.utf8)
    if !contents.isEmpty { writer.bytes(2, contents) }
    return writer.bytes
  }

  /// Struct: map<string, Value> fields = 1.
  private func structure(_ members: [JSONMember], depth: Int) throws(JSONProblem) -> [UInt8] {
    var writer = WireWriter()
    for member in members {
      var entry = WireWriter()
      let key = try text(JSONValue(.string(member.key), offset: member.offset))
      entry.bytes(1, key.utf8)
      try within("[\"\(member.key)\"]") { () throws(JSONProblem) in
        entry.bytes(2, try nested(member.value, depth: depth + 2))
      }
      writer.bytes(1, entry.bytes)
    }
    return writer.bytes
  }

  /// ListValue: repeated Value values = 1.
  private func list(_ elements: [JSONValue], depth: Int) throws(JSONProblem) -> [UInt8] {
    var writer = WireWriter()
    for (index, element) in elements.enumerated() {
      try within("[\(index)]") { () throws(JSONProblem) in
        writer.bytes(1, try nested(element, depth: depth + 1))
      }
    }
    return writer.bytes
  }

  private func nested(_ value: JSONValue, depth: Int) throws(JSONProblem) -> [UInt8] {
    let nesting = Validator.Limits.standard.nesting
    guard depth <= nesting else {
      throw JSONProblem(problem: "messages are nested deeper than \(nesting)", offset: value.offset)
    }
    return try plain(value, depth: depth)
  }

  /// Value: a oneof of null_value = 1, number_value = 2, string_value = 3, bool_value = 4,
  /// struct_value = 5, list_value = 6.
  private func plain(_ value: JSONValue, depth: Int) throws(JSONProblem) -> [UInt8] {
    var writer = WireWriter()
    switch value.content {
    case .null: writer.varint(1, 0)
    case .number: writer.fixed64(2, try number(value).bitPattern)
    case .string: writer.bytes(3, try text(value).utf8)
    case .boolean(let boolean): writer.varint(4, boolean ? 1 : 0)
    case .object(let members): writer.bytes(5, try structure(members, depth: depth + 1))
    case .array(let elements): writer.bytes(6, try list(elements, depth: depth + 1))
    }
    return writer.bytes
  }
}
