/// One value of a configuration file, with the place where it begins.
struct PlacedValue {
  /// A line and a column, both from 1; a column counts characters, not bytes.
  struct Position: Hashable {
    var line = 1
    var column = 1
  }

  /// One member of an object, in the order of writing.
  struct Member {
    let name: String
    let position: Position
    let value: PlacedValue
  }

  /// What the value is.
  enum Content {
    case null
    case boolean(Bool)
    /// As it was written: what it must be is for the reader to say.
    case number(String)
    case text(String)
    case array([PlacedValue])
    case object([Member])
  }

  let position: Position
  let content: Content

  /// The kind of the value in words, for messages: "a number".
  var kind: String {
    switch content {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .text: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
