import Protobuf

/// JSON as robotctl writes requests with it and reads answers from it.
///
/// Reading forgives: what is not there is null, and null has no text, no members and no elements.
struct JSON {
  /// One member of an object.
  typealias Entry = (key: String, value: JSON)

  /// The tree.
  let value: JSONValue

  init(_ value: JSONValue) {
    self.value = value
  }

  /// Reads a text that holds one value; comments are allowed, since people write them.
  init(parsing text: String) throws(JSONError) {
    value = try JSONParser.parse(Array(text.utf8), style: .handwritten)
  }

  static let null = JSON(JSONValue(.null))
  static func text(_ text: String) -> JSON { JSON(JSONValue(.string(text))) }
  static func number(_ digits: String) -> JSON { JSON(JSONValue(.number(digits))) }
  static func boolean(_ value: Bool) -> JSON { JSON(JSONValue(.boolean(value))) }
  static func list(_ elements: [JSON]) -> JSON { JSON(JSONValue(.array(elements.map(\.value)))) }
  static func object(_ entries: [Entry]) -> JSON {
    JSON(JSONValue(.object(entries.map { JSONMember($0.key, $0.value.value) })))
  }

  /// Whether it is anything but null.
  var isPresent: Bool { value.content != .null }

  /// The member of an object; null where there is none.
  subscript(_ name: String) -> JSON {
    value.members?.first { $0.key == name }.map { JSON($0.value) } ?? .null
  }

  /// Whether it is an object, with whatever members.
  var isObject: Bool { value.members != nil }

  /// The elements of a list; none for anything else.
  var items: [JSON] { (value.elements ?? []).map(JSON.init) }

  /// The members of an object; none for anything else.
  var entries: [Entry] { (value.members ?? []).map { ($0.key, JSON($0.value)) } }

  /// A text, a number's digits or a boolean's word, fit for a terminal; empty for anything else.
  var string: String { TerminalText.visible(exactString) }

  /// The same as it is, with whatever a text holds.
  var exactString: String {
    switch value.content {
    case .string(let text): text
    case .number(let digits): digits
    case .boolean(let value): value ? "true" : "false"
    case .null, .array, .object: ""
    }
  }

  /// The number that a number or a text holds; zero for anything else.
  var integer: Int { Int(string) ?? 0 }

  /// Whether it is the boolean true.
  var isTrue: Bool { value.content == .boolean(true) }

  /// Whether it is the boolean false.
  var isFalse: Bool { value.content == .boolean(false) }

  /// The object without members that are null or empty texts: what was not given is not sent.
  static func request(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(
      members.filter { $0.value.isPresent && $0.value.value.content != .string("") }
        .map { ($0.key, $0.value) }
    )
  }

  /// The object with the members of another set anew.
  func setting(_ other: JSON) -> JSON {
    other.entries.reduce(self) { $0.setting($1.key, $1.value) }
  }

  /// The object with one member set anew.
  func setting(_ name: String, _ value: JSON) -> JSON {
    .object(entries.filter { $0.key != name } + [(name, value)])
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number("\(value)") }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(arrayLiteral elements: JSON...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { ($0.0, $0.1) })
  }
}

extension JSON: CustomStringConvertible {
  /// The value on one line.
  var description: String { TerminalText.escaped(JSONWriter.text(of: value)) }
}
