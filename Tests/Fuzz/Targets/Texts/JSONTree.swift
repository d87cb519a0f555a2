import Protobuf

/// A JSON text as it was understood, whoever read it.
enum JSONTree: Equatable {
  case null
  case boolean(Bool)
  /// As it is written.
  case number(String)
  /// By its bytes, since texts that look alike are equal to Swift.
  case text([UInt8])
  case array([JSONTree])
  /// Names and values in turn.
  case object([JSONTree])

  /// What the strict reader of the interface sees; nil where it refuses.
  init?(readingStrictly text: [UInt8]) {
    guard let value = try? JSONParser.parse(text, allowsComments: true) else { return nil }
    self.init(value)
  }

  private init(_ value: JSONValue) {
    self =
      switch value.content {
      case .null: .null
      case .boolean(let value): .boolean(value)
      case .number(let text): .number(text)
      case .string(let text): .text(Array(text.utf8))
      case .array(let elements): .array(elements.map { JSONTree($0) })
      case .object(let members):
        .object(members.flatMap { [.text(Array($0.key.utf8)), JSONTree($0.value)] })
      }
  }
}
