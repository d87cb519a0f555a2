import Foundation

@testable import Protobuf

/// What Python's protobuf says, as `Oracle/generate.py` wrote it down.
enum Oracle {
  static let messageName = "oracle.Everything"

  /// A line of a table: bytes in hex or a word, and a JSON text.
  struct Line {
    var meaning: String
    var text: String

    var bytes: [UInt8] { meaning == "empty" ? [] : Oracle.bytes(meaning) }
  }

  static func mapping() throws -> JSONMapping {
    let hex = try contents("descriptors.hex").filter { !$0.isWhitespace }
    return JSONMapping(try DescriptorSet(bytes(hex)))
  }

  static func lines(_ name: String) throws -> [Line] {
    try contents(name).split(separator: "\n").compactMap { line in
      guard let tab = line.firstIndex(of: "\t") else { return nil }
      return Line(meaning: String(line[..<tab]), text: String(line[line.index(after: tab)...]))
    }
  }

  private static func contents(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Oracle")
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.map { UInt8($0 > 57 ? $0 - 87 : $0 - 48) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}

extension JSONValue {
  /// The same value with members in the order of their keys, numbers spelt alike and no positions.
  var normalised: JSONValue {
    switch content {
    case .null, .boolean, .string: JSONValue(content)
    case .number(let text): JSONValue(.number(Double(text).map { "\($0)" } ?? text))
    case .array(let elements): JSONValue(.array(elements.map(\.normalised)))
    case .object(let members):
      JSONValue(
        .object(
          members.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
            .map { JSONMember($0.key, $0.value.normalised) }
        )
      )
    }
  }
}
