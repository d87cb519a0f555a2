/// Reads JSON trees as messages and writes them in wire form.
struct JSONDecoding {
  let descriptors: DescriptorSet

  init(_ descriptors: DescriptorSet) {
    self.descriptors = descriptors
  }

  /// The wire form of a message of a type; `depth` counts messages within messages from 1.
  func message(_ value: JSONValue, _ type: MessageInfo, depth: Int) throws(JSONProblem) -> [UInt8] {
    let nesting = Validator.Limits.standard.nesting
    guard depth <= nesting else {
      throw JSONProblem(problem: "messages are nested deeper than \(nesting)", offset: value.offset)
    }
    if let wellKnown = WellKnownType(type.name) {
      return try self.wellKnown(value, wellKnown, type, depth: depth)
    }
    guard let members = value.members else { throw expected("an object", value) }
    return try fields(members, of: type, depth: depth)
  }

  /// The wire form of the fields that an object's members name.
  func fields(
    _ members: [JSONMember],
    of type: MessageInfo,
    depth: Int
  ) throws(JSONProblem) -> [UInt8] {
    var given: [(field: FieldInfo, value: JSONValue)] = []
    for member in members {
      let field = try self.field(named: member, of: type)
      if member.value.content == .null, !admitsNull(field) { continue }
      if let other = given.first(where: { conflict($0.field, field) })?.field {
        let problem =
          other.number == field.number
          ? "the field \"\(field.jsonName)\" is given twice"
          : "\"\(field.jsonName)\" and \"\(other.jsonName)\" exclude each other: give one of them"
        throw JSONProblem(problem: problem, offset: member.offset)
      }
      given.append((field, member.value))
    }
    var writer = WireWriter()
    for (field, value) in given.sorted(by: { $0.field.number < $1.field.number }) {
      try within(field.jsonName) { () throws(JSONProblem) in
        try write(value, field, to: &writer, depth: depth)
      }
    }
    return writer.bytes
  }

  private func field(
    named member: JSONMember,
    of type: MessageInfo
  ) throws(JSONProblem) -> FieldInfo {
    if let field = type.field(named: member.key) { return field }
    let names = type.fields.map { "\"\($0.jsonName)\"" }.joined(separator: ", ")
    throw JSONProblem(
      problem: "\(type.name) has no field \"\(member.key)\"; "
        + (names.isEmpty ? "it has none at all" : "it has \(names)"),
      offset: member.offset
    )
  }

  /// Whether two given fields cannot stand together.
  private func conflict(_ left: FieldInfo, _ right: FieldInfo) -> Bool {
    left.number == right.number || (left.oneofIndex != nil && left.oneofIndex == right.oneofIndex)
  }

  /// Whether `null` is a value of the field rather than its absence.
  private func admitsNull(_ field: FieldInfo) -> Bool {
    !field.isRepeated
      && ["google.protobuf.Value", "google.protobuf.NullValue"].contains(field.typeName)
  }

  // MARK: - Fields

  private func write(
    _ value: JSONValue,
    _ field: FieldInfo,
    to writer: inout WireWriter,
    depth: Int
  ) throws(JSONProblem) {
    guard field.isRepeated else {
      let payload = try payload(value, field, depth: depth)
      if field.hasPresence || !payload.isDefault { writer.write(field.number, payload) }
      return
    }
    if field.kind == .message, let entry = descriptors.message(named: field.typeName),
      entry.isMapEntry
    {
      try writeMap(value, field, entry, to: &writer, depth: depth)
      return
    }
    guard let elements = value.elements else { throw expected("an array", value) }
    var packed = WireWriter()
    for (index, element) in elements.enumerated() {
      try within("[\(index)]") { () throws(JSONProblem) in
        let payload = try payload(element, field, depth: depth)
        if field.isPacked {
          packed.writeBare(payload)
        } else {
          writer.write(field.number, payload)
        }
      }
    }
    if !packed.bytes.isEmpty { writer.bytes(field.number, packed.bytes) }
  }

  private func writeMap(
    _ value: JSONValue,
    _ field: FieldInfo,
    _ entry: MessageInfo,
    to writer: inout WireWriter,
    depth: Int
  ) throws(JSONProblem) {
    guard let members = value.members else { throw expected("an object", value) }
    guard entry.fields.count == 2 else {
      preconditionFailure("the map entry \(entry.name) has no key and value")
    }
    for member in members {
      try within("[\"\(member.key)\"]") { () throws(JSONProblem) in
        var pair = WireWriter()
        pair.write(1, try mapKey(member, entry.fields[0]))
        pair.write(2, try payload(member.value, entry.fields[1], depth: depth + 1))
        writer.bytes(field.number, pair.bytes)
      }
    }
  }

  private func mapKey(_ member: JSONMember, _ field: FieldInfo) throws(JSONProblem) -> WirePayload {
    let text = JSONValue(.string(member.key), offset: member.offset)
    guard field.kind == .bool else { return try scalar(text, field) }
    guard member.key == "true" || member.key == "false" else {
      throw expected("\"true\" or \"false\"", text)
    }
    return .varint(member.key == "true" ? 1 : 0)
  }

  private func payload(
    _ value: JSONValue,
    _ field: FieldInfo,
    depth: Int
  ) throws(JSONProblem) -> WirePayload {
    guard field.kind == .message else { return try scalar(value, field) }
    guard let type = descriptors.message(named: field.typeName) else {
      preconditionFailure("the type \(field.typeName) is not in the descriptor set")
    }
    return .bytes(try message(value, type, depth: depth + 1)[...])
  }

  // MARK: - Errors

  func expected(_ what: String, _ value: JSONValue) -> JSONProblem {
    JSONProblem(problem: "expected \(what), found \(value.kind)", offset: value.offset)
  }

  /// Runs a part of the work, putting a step of the path before what goes wrong in it.
  func within(
    _ step: String,
    _ body: () throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    do {
      try body()
    } catch {
      throw error.within(step)
    }
  }
}

extension JSONProblem {
  /// The same problem with a step before its path.
  func within(_ step: String) -> JSONProblem {
    var problem = self
    problem.path =
      path.isEmpty || path.hasPrefix("[") ? step + path : "\(step).\(path)"
    return problem
  }
}

extension WirePayload {
  /// Whether a field without presence leaves it out.
  var isDefault: Bool {
    switch self {
    case .varint(let value): value == 0
    case .fixed64(let value): value == 0
    case .fixed32(let value): value == 0
    case .bytes(let value): value.isEmpty
    }
  }
}

extension WireWriter {
  /// Writes a field.
  mutating func write(_ number: Int, _ payload: WirePayload) {
    switch payload {
    case .varint(let value): varint(number, value)
    case .fixed64(let value): fixed64(number, value)
    case .bytes(let value): bytes(number, value)
    case .fixed32(let value): fixed32(number, value)
    }
  }

  /// Writes a number as an element of a packed list.
  fileprivate mutating func writeBare(_ payload: WirePayload) {
    switch payload {
    case .varint(let value): varint(value)
    case .fixed64(let value): fixed64(value)
    case .fixed32(let value): fixed32(value)
    case .bytes: preconditionFailure("only numbers are packed")
    }
  }
}
