/// Writes messages in wire form as JSON trees.
struct JSONEncoding {
  let descriptors: DescriptorSet

  init(_ descriptors: DescriptorSet) {
    self.descriptors = descriptors
  }

  /// The tree of a message of a type; `depth` counts messages within messages from 1.
  func message(
    _ bytes: ArraySlice<UInt8>,
    _ type: MessageInfo,
    depth: Int
  ) throws(JSONProblem) -> JSONValue {
    let nesting = Validator.Limits.standard.nesting
    guard depth <= nesting else {
      throw JSONProblem(problem: "messages are nested deeper than \(nesting)")
    }
    if let wellKnown = WellKnownType(type.name) {
      return try self.wellKnown(bytes, wellKnown, type, depth: depth)
    }
    return JSONValue(.object(try members(bytes, of: type, depth: depth)))
  }

  /// The members of a message's object, in the order of the fields' numbers.
  func members(
    _ bytes: ArraySlice<UInt8>,
    of type: MessageInfo,
    depth: Int
  ) throws(JSONProblem) -> [JSONMember] {
    let occurrences = try self.occurrences(bytes, of: type)
    var members: [JSONMember] = []
    for (field, payloads) in zip(type.fields, occurrences) where !payloads.isEmpty {
      do {
        if let value = try value(payloads, field, depth: depth) {
          members.append(JSONMember(field.jsonName, value))
        }
      } catch {
        throw error.within(field.jsonName)
      }
    }
    return members
  }

  /// What the bytes hold of each of the type's fields, in wire order; unknown fields are passed
  /// over, and of a oneof only the member that came last counts.
  private func occurrences(
    _ bytes: ArraySlice<UInt8>,
    of type: MessageInfo
  ) throws(JSONProblem) -> [[WirePayload]] {
    var occurrences = [[WirePayload]](repeating: [], count: type.fields.count)
    var reader = WireReader(bytes)
    while let wireField = try next(&reader) {
      guard let index = type.fields.firstIndex(where: { $0.number == wireField.number }) else {
        continue
      }
      if let oneof = type.fields[index].oneofIndex {
        for other in type.fields.indices
        where other != index && type.fields[other].oneofIndex == oneof {
          occurrences[other] = []
        }
      }
      occurrences[index].append(wireField.payload)
    }
    return occurrences
  }

  // MARK: - Fields

  /// The value of a field, or nil if it is a default that JSON leaves out.
  private func value(
    _ payloads: [WirePayload],
    _ field: FieldInfo,
    depth: Int
  ) throws(JSONProblem) -> JSONValue? {
    guard field.kind == .message else { return try scalars(payloads, field) }
    guard let type = descriptors.message(named: field.typeName) else {
      preconditionFailure("the type \(field.typeName) is not in the descriptor set")
    }
    if type.isMapEntry { return try map(payloads, type, depth: depth) }
    var messages: [ArraySlice<UInt8>] = []
    for payload in payloads {
      guard case .bytes(let bytes) = payload else { throw misfit(field) }
      messages.append(bytes)
    }
    guard field.isRepeated else {
      // The wire form of two messages joined is the wire form of the two merged.
      let merged = messages.count == 1 ? messages[0] : Array(messages.joined())[...]
      return try message(merged, type, depth: depth + 1)
    }
    var elements: [JSONValue] = []
    for (index, bytes) in messages.enumerated() {
      do {
        elements.append(try message(bytes, type, depth: depth + 1))
      } catch {
        throw error.within("[\(index)]")
      }
    }
    return JSONValue(.array(elements))
  }

  private func scalars(
    _ payloads: [WirePayload],
    _ field: FieldInfo
  ) throws(JSONProblem) -> JSONValue? {
    guard field.isRepeated else {
      let last = payloads[payloads.count - 1]
      if !field.hasPresence, last.isDefault { return nil }
      return try scalar(last, field)
    }
    var elements: [JSONValue] = []
    for payload in payloads {
      for element in try unpacked(payload, field) { elements.append(try scalar(element, field)) }
    }
    return elements.isEmpty ? nil : JSONValue(.array(elements))
  }

  private func map(
    _ payloads: [WirePayload],
    _ entry: MessageInfo,
    depth: Int
  ) throws(JSONProblem) -> JSONValue {
    var members: [JSONMember] = []
    var indexes: [String: Int] = [:]
    for payload in payloads {
      guard case .bytes(let bytes) = payload else { throw misfit(entry.fields[1]) }
      let pair = try occurrences(bytes, of: entry)
      let key = try scalar(pair[0].last ?? entry.fields[0].absent, entry.fields[0]).mapKey
      do {
        let values = pair[1].isEmpty ? [entry.fields[1].absent] : pair[1]
        let value: JSONValue =
          if entry.fields[1].kind == .message {
            try self.value(values, entry.fields[1], depth: depth + 1) ?? JSONValue(.null)
          } else {
            try scalar(values[values.count - 1], entry.fields[1])
          }
        if let index = indexes[key] {
          members[index].value = value
        } else {
          indexes[key] = members.count
          members.append(JSONMember(key, value))
        }
      } catch {
        throw error.within("[\"\(key)\"]")
      }
    }
    return JSONValue(.object(members))
  }

  // MARK: - Errors

  func misfit(_ field: FieldInfo) -> JSONProblem {
    JSONProblem(problem: "the bytes do not fit the type of \"\(field.name)\"")
  }

  func next(_ reader: inout WireReader) throws(JSONProblem) -> WireField? {
    do {
      return try reader.next()
    } catch {
      throw JSONProblem(problem: "byte \(error.offset) begins no field")
    }
  }
}

extension FieldInfo {
  /// What a map entry or a wrapper means that leaves the field out.
  var absent: WirePayload {
    switch kind {
    case .double, .fixed64, .sfixed64: .fixed64(0)
    case .float, .fixed32, .sfixed32: .fixed32(0)
    case .string, .bytes, .message, .group: .bytes([])
    case .int32, .int64, .uint32, .uint64, .sint32, .sint64, .bool, .enumeration: .varint(0)
    }
  }
}

extension JSONValue {
  /// A map's key: the text, or what a number or truth value looks like.
  fileprivate var mapKey: String {
    switch content {
    case .string(let text), .number(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .null, .array, .object: preconditionFailure("a map's key is a scalar")
    }
  }
}
