extension JSONEncoding {
  /// The tree of one value that is no message.
  func scalar(_ payload: WirePayload, _ field: FieldInfo) throws(JSONProblem) -> JSONValue {
    switch (payload, field.kind) {
    case (.varint(let value), .int32):
      JSONValue(.number(String(Int32(truncatingIfNeeded: value))))
    case (.varint(let value), .uint32):
      JSONValue(.number(String(UInt32(truncatingIfNeeded: value))))
    case (.varint(let value), .sint32):
      JSONValue(.number(String(Int32(truncatingIfNeeded: ZigZag.decode(value & 0xffff_ffff)))))
    case (.fixed32(let value), .fixed32): JSONValue(.number(String(value)))
    case (.fixed32(let value), .sfixed32): JSONValue(.number(String(Int32(bitPattern: value))))
    case (.varint(let value), .int64): JSONValue(.string(String(Int64(bitPattern: value))))
    case (.varint(let value), .uint64): JSONValue(.string(String(value)))
    case (.varint(let value), .sint64): JSONValue(.string(String(ZigZag.decode(value))))
    case (.fixed64(let value), .fixed64): JSONValue(.string(String(value)))
    case (.fixed64(let value), .sfixed64): JSONValue(.string(String(Int64(bitPattern: value))))
    case (.fixed64(let value), .double): number(Double(bitPattern: value))
    case (.fixed32(let value), .float): number(Float(bitPattern: value))
    case (.varint(let value), .bool): JSONValue(.boolean(value != 0))
    case (.varint(let value), .enumeration):
      enumeration(Int32(truncatingIfNeeded: value), field.typeName)
    case (.bytes(let bytes), .string): JSONValue(.string(try text(bytes, field)))
    case (.bytes(let bytes), .bytes):
      JSONValue(
        .string(String(decoding: Base64.encode(Array(bytes), isPadded: true), as: UTF8.self))
      )
    default: throw misfit(field)
    }
  }

  /// The elements of one occurrence of a repeated field: itself, or those packed in it.
  func unpacked(
    _ payload: WirePayload,
    _ field: FieldInfo
  ) throws(JSONProblem) -> [WirePayload] {
    guard case .bytes(let bytes) = payload, field.kind != .string, field.kind != .bytes else {
      return [payload]
    }
    var reader = WireReader(bytes)
    var elements: [WirePayload] = []
    do {
      while !reader.isAtEnd {
        switch field.kind {
        case .double, .fixed64, .sfixed64: elements.append(.fixed64(try reader.readFixed64()))
        case .float, .fixed32, .sfixed32: elements.append(.fixed32(try reader.readFixed32()))
        default: elements.append(.varint(try reader.readVarint()))
        }
      }
    } catch {
      throw misfit(field)
    }
    return elements
  }

  /// A number, or the name of what JSON cannot write.
  func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> JSONValue {
    if value.isNaN { return JSONValue(.string("NaN")) }
    if value.isInfinite { return JSONValue(.string(value > 0 ? "Infinity" : "-Infinity")) }
    return JSONValue(.number(value.description))
  }

  private func enumeration(_ number: Int32, _ typeName: String) -> JSONValue {
    if typeName == "google.protobuf.NullValue" { return JSONValue(.null) }
    let known = descriptors.enumeration(named: typeName)?.values.first { $0.number == number }
    return JSONValue(known.map { .string($0.name) } ?? .number(String(number)))
  }

  private func text(_ bytes: ArraySlice<UInt8>, _ field: FieldInfo) throws(JSONProblem) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw JSONProblem(problem: "the text is not UTF-8")
    }
    return text
  }
}
