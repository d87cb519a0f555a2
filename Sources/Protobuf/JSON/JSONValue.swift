/// A JSON text as a tree that keeps the order of members, the spelling of numbers and positions.
package struct JSONValue: Sendable, Equatable {
  /// What a value is.
  package enum Content: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number as it is written, so that 64-bit integers and decimals lose nothing.
    case number(String)
    /// Text without its quotes and escapes.
    case string(String)
    /// The elements in order.
    case array([JSONValue])
    /// The members in order; no key comes twice.
    case object([JSONMember])
  }

  /// What the value is.
  package var content: Content
  /// The byte at which it begins in the text it was read from; 0 if it was made.
  package var offset: Int

  /// Makes a value.
  package init(_ content: Content, offset: Int = 0) {
    self.content = content
    self.offset = offset
  }

  /// The members of an object; nil if this is none.
  package var members: [JSONMember]? {
    guard case .object(let members) = content else { return nil }
    return members
  }

  /// The elements of an array; nil if this is none.
  package var elements: [JSONValue]? {
    guard case .array(let elements) = content else { return nil }
    return elements
  }

  /// The text of a string; nil if this is none.
  package var text: String? {
    guard case .string(let text) = content else { return nil }
    return text
  }

  /// The member of a key; nil if there is none or this is no object.
  package subscript(key: String) -> JSONValue? {
    members?.first { $0.key == key }?.value
  }

  /// What the value is, in a word or two for an error.
  package var kind: String {
    switch content {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): text.utf8.count <= 40 ? "\"\(text)\"" : "a long text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// One key of an object with its value.
package struct JSONMember: Sendable, Equatable {
  /// The key without its quotes and escapes.
  package var key: String
  /// The value.
  package var value: JSONValue
  /// The byte at which the key begins in the text it was read from; 0 if it was made.
  package var offset: Int

  /// Makes a member.
  package init(_ key: String, _ value: JSONValue, offset: Int = 0) {
    self.key = key
    self.value = value
    self.offset = offset
  }
}
