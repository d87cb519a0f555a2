import Protobuf
import RobotAPI
import RobotModel

/// Messages as JSON, so that a test shows what a client would send and see.
///
/// The mapping works by the definitions alone; what is tested here, by the generated C.
enum JSONMessages {
  private static let mapping = JSONMapping()

  /// A message in wire form.
  static func wire(_ type: String, _ json: String) throws -> [UInt8] {
    try mapping.jsonToWire(type, Array(json.utf8))
  }

  /// A message in wire form as JSON on one line.
  static func json(_ type: String, _ bytes: [UInt8]) throws -> String {
    try mapping.wireToJSON(type, bytes)
  }
}

extension RequestMessage {
  /// Reads the request that the JSON says.
  static func json(_ json: String) throws -> Self {
    let bytes = try JSONMessages.wire("robots.v1.\(Self.self)", json)
    return try Self(decoding: bytes.span.bytes, with: Arena())
  }

  /// What is wrong with the request that the JSON says: "path: description" for each violation.
  static func violations(_ json: String) throws -> [String] {
    do {
      _ = try Self.json(json)
      return []
    } catch let error as RequestError {
      return error.violations.map { "\($0.field): \($0.description)" }
    }
  }
}

extension ResponseMessage {
  /// What a client sees.
  var json: String {
    get throws {
      var bytes: [UInt8] = []
      encode(into: &bytes, with: Arena())
      return try JSONMessages.json("robots.v1.\(Self.self)", bytes)
    }
  }
}
