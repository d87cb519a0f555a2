// Protobuf's canonical JSON (protobuf.dev, "ProtoJSON Format"), both ways, on wire bytes.
//
//     lowerCamelCase names (the definition's spelling is read too) · 64-bit integers as strings ·
//     enum values by name · bytes as base64 · maps as objects · a oneof as the member that is set ·
//     fields at their default left out · Timestamp "2026-03-29T01:00:00.500Z" · Duration "1.500s" ·
//     FieldMask "a,b.c" · wrappers, Struct, Value, ListValue as plain JSON · Any with "@type"
//
// It works by the descriptor set, so it needs no generated code for a type, and it is for people's
// tools: the service itself speaks wire bytes only.

/// Turns messages into JSON and back, by their definitions.
package struct JSONMapping: Sendable {
  private let descriptors: DescriptorSet

  /// Maps the messages of a descriptor set.
  package init(_ descriptors: DescriptorSet = .embedded) {
    self.descriptors = descriptors
  }

  /// Reads a JSON text as a message of a type, and writes it in wire form.
  ///
  /// Fields come out in the order of their numbers. Unknown names are refused, and every error
  /// tells the way to the field, the line and the column.
  package func jsonToWire(_ messageName: String, _ json: [UInt8]) throws(JSONError) -> [UInt8] {
    do throws(JSONProblem) {
      let value = try JSONParser.value(of: json)
      return try decode(value, as: messageName)
    } catch {
      throw error.located(in: json[...])
    }
  }

  /// Reads a JSON tree as a message of a type, and writes it in wire form.
  package func jsonToWire(_ messageName: String, _ value: JSONValue) throws(JSONError) -> [UInt8] {
    do throws(JSONProblem) {
      return try decode(value, as: messageName)
    } catch {
      throw JSONError(path: error.path, problem: error.problem, line: 0, column: 0)
    }
  }

  /// Writes a message of a type as a JSON text.
  package func wireToJSON(
    _ messageName: String,
    _ bytes: [UInt8],
    pretty: Bool = false
  ) throws(JSONError) -> String {
    JSONWriter.text(of: try wireToJSONValue(messageName, bytes), pretty: pretty)
  }

  /// Writes a message of a type as a JSON tree.
  package func wireToJSONValue(
    _ messageName: String,
    _ bytes: [UInt8]
  ) throws(JSONError) -> JSONValue {
    do throws(JSONProblem) {
      return try JSONEncoding(descriptors)
        .message(bytes[...], try type(messageName), depth: 1)
    } catch {
      throw JSONError(path: error.path, problem: error.problem, line: 0, column: 0)
    }
  }

  private func decode(_ value: JSONValue, as messageName: String) throws(JSONProblem) -> [UInt8] {
    try JSONDecoding(descriptors).message(value, try type(messageName), depth: 1)
  }

  private func type(_ messageName: String) throws(JSONProblem) -> MessageInfo {
    guard let type = descriptors.message(named: messageName) else {
      throw JSONProblem(problem: "there is no message type \"\(messageName)\"")
    }
    return type
  }
}
