// Reads google/protobuf/descriptor.proto's messages by their field numbers, which the file's own
// definition fixes for good; only what JSON and reflection need is kept.

/// Collects the contents of a FileDescriptorSet.
struct DescriptorParser {
  private(set) var files: [FileInfo] = []
  private(set) var messages: [MessageInfo] = []
  private(set) var enums: [EnumInfo] = []
  private(set) var services: [ServiceInfo] = []
  private(set) var extensions: [DescriptorSet.Extension] = []
  private(set) var symbols: [String: DescriptorSet.Symbol] = [:]

  private var isProto3 = false

  /// FileDescriptorSet: file = 1.
  mutating func parseSet(_ bytes: [UInt8]) throws(WireError) {
    try eachField(of: bytes[...]) { number, payload throws(WireError) in
      if number == 1, case .bytes(let file) = payload { try parseFile(file) }
    }
  }

  /// FileDescriptorProto: name = 1, package = 2, dependency = 3, message_type = 4, enum_type = 5,
  /// service = 6, extension = 7, syntax = 12.
  private mutating func parseFile(_ bytes: ArraySlice<UInt8>) throws(WireError) {
    var name = ""
    var scope = ""
    var dependencies: [Int] = []
    isProto3 = false
    try eachField(of: bytes) { number, payload throws(WireError) in
      switch number {
      case 1: name = payload.text
      case 2: scope = payload.text
      case 3:
        let imported = payload.text
        if let index = files.firstIndex(where: { $0.name == imported }) {
          dependencies.append(index)
        }
      case 12: isProto3 = payload.text == "proto3"
      default: break
      }
    }
    try eachField(of: bytes) { number, payload throws(WireError) in
      switch (number, payload) {
      case (4, .bytes(let message)): try parseMessage(message, scope)
      case (5, .bytes(let enumeration)): try parseEnum(enumeration, scope)
      case (6, .bytes(let service)): try parseService(service, scope)
      case (7, .bytes(let field)): try parseExtension(field, scope)
      default: break
      }
    }
    files.append(
      FileInfo(name: name, dependencies: dependencies, range: bytes.startIndex..<bytes.endIndex)
    )
  }

  /// DescriptorProto: name = 1, field = 2, nested_type = 3, enum_type = 4, extension = 6,
  /// options = 7 (MessageOptions: map_entry = 7), oneof_decl = 8 (name = 1).
  private mutating func parseMessage(
    _ bytes: ArraySlice<UInt8>,
    _ scope: String
  ) throws(WireError) {
    let name = join(scope, try text(1, of: bytes))
    var fields: [FieldInfo] = []
    var oneofNames: [String] = []
    var isMapEntry = false
    try eachField(of: bytes) { number, payload throws(WireError) in
      guard case .bytes(let part) = payload else { return }
      switch number {
      case 2: fields.append(try parseField(part))
      case 3: try parseMessage(part, name)
      case 4: try parseEnum(part, name)
      case 6: try parseExtension(part, name)
      case 7: isMapEntry = try integer(7, of: part) == 1
      case 8: oneofNames.append(try text(1, of: part))
      default: break
      }
    }
    fields.sort { $0.number < $1.number }
    declare(name, .message(messages.count))
    messages.append(
      MessageInfo(name: name, fields: fields, oneofNames: oneofNames, isMapEntry: isMapEntry)
    )
  }

  /// FieldDescriptorProto: name = 1, number = 3, label = 4 (repeated is 3), type = 5,
  /// type_name = 6, options = 8 (FieldOptions: packed = 2), oneof_index = 9, json_name = 10,
  /// proto3_optional = 17.
  private func parseField(_ bytes: ArraySlice<UInt8>) throws(WireError) -> FieldInfo {
    var name = ""
    var jsonName = ""
    var typeName = ""
    var integers: [Int: UInt64] = [:]
    var packed: UInt64?
    try eachField(of: bytes) { number, payload throws(WireError) in
      switch (number, payload) {
      case (1, _): name = payload.text
      case (6, _): typeName = String(payload.text.drop { $0 == "." })
      case (10, _): jsonName = payload.text
      case (8, .bytes(let options)): packed = try integer(2, of: options)
      case (_, .varint(let value)): integers[number] = value
      default: break
      }
    }
    guard let kind = integers[5].flatMap({ FieldInfo.Kind(rawValue: Int(truncatingIfNeeded: $0)) })
    else { throw WireError(offset: bytes.startIndex) }
    let isRepeated = integers[4] == 3
    let isScalar = kind != .string && kind != .bytes && kind != .message && kind != .group
    let oneofIndex = integers[17] == 1 ? nil : integers[9].map { Int(truncatingIfNeeded: $0) }
    return FieldInfo(
      name: name,
      jsonName: jsonName,
      number: Int(truncatingIfNeeded: integers[3] ?? 0),
      kind: kind,
      typeName: typeName,
      isRepeated: isRepeated,
      isPacked: isRepeated && isScalar && (packed.map { $0 == 1 } ?? isProto3),
      oneofIndex: oneofIndex,
      hasPresence: !isRepeated && (kind == .message || integers[9] != nil || !isProto3)
    )
  }

  /// EnumDescriptorProto: name = 1, value = 2 (name = 1, number = 2).
  private mutating func parseEnum(_ bytes: ArraySlice<UInt8>, _ scope: String) throws(WireError) {
    let name = join(scope, try text(1, of: bytes))
    var values: [EnumInfo.Value] = []
    try eachField(of: bytes) { number, payload throws(WireError) in
      guard number == 2, case .bytes(let value) = payload else { return }
      let valueName = try text(1, of: value)
      let valueNumber = Int32(truncatingIfNeeded: try integer(2, of: value) ?? 0)
      values.append(EnumInfo.Value(name: valueName, number: valueNumber))
      // An enum's values are named in the scope that holds the enum.
      declare(join(scope, valueName), .enumValue)
    }
    declare(name, .enumeration(enums.count))
    enums.append(EnumInfo(name: name, values: values))
  }

  /// ServiceDescriptorProto: name = 1, method = 2.
  private mutating func parseService(
    _ bytes: ArraySlice<UInt8>,
    _ scope: String
  ) throws(WireError) {
    let name = join(scope, try text(1, of: bytes))
    var methods: [ServiceInfo.Method] = []
    try eachField(of: bytes) { number, payload throws(WireError) in
      if number == 2, case .bytes(let method) = payload { methods.append(try parseMethod(method)) }
    }
    declare(name, .service(services.count))
    services.append(ServiceInfo(name: name, methods: methods))
  }

  /// MethodDescriptorProto: name = 1, input_type = 2, output_type = 3, client_streaming = 5,
  /// server_streaming = 6.
  private func parseMethod(_ bytes: ArraySlice<UInt8>) throws(WireError) -> ServiceInfo.Method {
    ServiceInfo.Method(
      name: try text(1, of: bytes),
      inputName: String(try text(2, of: bytes).drop { $0 == "." }),
      outputName: String(try text(3, of: bytes).drop { $0 == "." }),
      isClientStreaming: try integer(5, of: bytes) == 1,
      isServerStreaming: try integer(6, of: bytes) == 1
    )
  }

  /// FieldDescriptorProto of an extension: extendee = 2, number = 3.
  private mutating func parseExtension(
    _ bytes: ArraySlice<UInt8>,
    _ scope: String
  ) throws(WireError) {
    extensions.append(
      DescriptorSet.Extension(
        extendee: String(try text(2, of: bytes).drop { $0 == "." }),
        number: Int(truncatingIfNeeded: try integer(3, of: bytes) ?? 0),
        file: files.count
      )
    )
    declare(join(scope, try text(1, of: bytes)), .extension)
  }

  // MARK: - Parts

  private mutating func declare(_ name: String, _ kind: DescriptorSet.Symbol.Kind) {
    symbols[name] = DescriptorSet.Symbol(kind: kind, file: files.count)
  }

  private func join(_ scope: String, _ name: String) -> String {
    scope.isEmpty ? name : "\(scope).\(name)"
  }

  private func text(_ number: Int, of bytes: ArraySlice<UInt8>) throws(WireError) -> String {
    var result = ""
    try eachField(of: bytes) { found, payload throws(WireError) in
      if found == number { result = payload.text }
    }
    return result
  }

  private func integer(_ number: Int, of bytes: ArraySlice<UInt8>) throws(WireError) -> UInt64? {
    var result: UInt64?
    try eachField(of: bytes) { found, payload throws(WireError) in
      if found == number, case .varint(let value) = payload { result = value }
    }
    return result
  }
}

private func eachField(
  of bytes: ArraySlice<UInt8>,
  _ body: (Int, WirePayload) throws(WireError) -> Void
) throws(WireError) {
  var reader = WireReader(bytes)
  while let field = try reader.next() { try body(field.number, field.payload) }
}

extension WirePayload {
  /// The payload as text; empty if it is none.
  fileprivate var text: String {
    guard case .bytes(let bytes) = self else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
