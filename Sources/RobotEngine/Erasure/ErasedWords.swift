import RobotModel

/// What an erasure looks for in values and texts, and what it leaves in its place.
///
/// A word counts only as a whole, in any case: "Jan" is not found in "January". What is left of a
/// reference is one to the id that the erased record has since.
struct ErasedWords {
  /// Stands where a name or an address stood.
  static let mark = "[erased]"

  private let key: RecordKey
  private let newKey: RecordKey
  /// Addresses as they were written, and in the form in which they are compared.
  private let addresses: Set<String>
  /// The longest first, so that a whole name is found before its parts.
  private let words: [FoldedText]
  /// Those of the words that were asked for by whoever erases.
  private let texts: [FoldedText]

  /// Joins what is looked for.
  ///
  /// - Parameters:
  ///   - key: The record that is erased.
  ///   - newKey: What references to it become where they are kept.
  ///   - names: Names and streets, as they are and were.
  ///   - addresses: Phone numbers and e-mail addresses, as they are and were.
  ///   - texts: What is to be erased besides.
  init(
    key: RecordKey,
    newKey: RecordKey,
    names: Set<String> = [],
    addresses: Set<String> = [],
    texts: [String]
  ) {
    self.key = key
    self.newKey = newKey
    self.addresses = addresses.union(addresses.map(ClientAddress.normalized))
    let all = names.union(self.addresses).union(texts).filter { $0.unicodeScalars.count >= 2 }
    words = all.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.map(FoldedText.init)
    self.texts = texts.map(FoldedText.init)
  }

  /// Whether texts were asked for.
  var hasTexts: Bool { !texts.isEmpty }

  /// Whether runs may have read the record although no field of their item refers to it.
  var isOfDocument: Bool { DocumentType(rawValue: key.entityType) != nil }

  /// Whether a value makes what holds it a matter of the erasure: a reference to the record, one of
  /// its addresses, or a text that was asked for.
  func concern(_ value: FieldValue) -> Bool {
    switch value {
    case .reference(let other): other == key
    case .text(let text): isAddress(text) || concern(text)
    case .list(let members): members.contains(where: concern)
    case .boolean, .integer, .decimal, .money, .date, .timestamp: false
    }
  }

  /// Whether a text is one of the record's addresses, however it is written.
  private func isAddress(_ text: String) -> Bool {
    !addresses.isEmpty && addresses.contains(ClientAddress.normalized(text))
  }

  /// Whether a text holds one that was asked for.
  func concern(_ text: String) -> Bool {
    texts.contains { $0.isPart(of: text) }
  }

  /// What a record's field goes on to hold: no reference, no address, no name; nil for nothing.
  func kept(_ value: FieldValue) -> FieldValue? {
    switch value {
    case .reference(let other): return other == key ? nil : value
    case .text(let text):
      return isAddress(text) ? nil : .text(replaced(text))
    case .list(let members):
      let left = members.compactMap(kept)
      return left.isEmpty ? nil : .list(left)
    case .boolean, .integer, .decimal, .money, .date, .timestamp: return value
    }
  }

  /// What tells of the past goes on to tell: that there was something, but not what.
  func replaced(_ value: FieldValue) -> FieldValue {
    switch value {
    case .reference(let other): other == key ? .reference(newKey) : value
    case .text(let text): .text(replaced(text))
    case .list(let members): .list(members.map(replaced))
    case .boolean, .integer, .decimal, .money, .date, .timestamp: value
    }
  }

  /// A text with the mark in the place of every name and address.
  func replaced(_ text: String) -> String {
    var text = text
    for word in words {
      for range in word.ranges(in: text).reversed() where text.isWholeWord(range) {
        text.replaceSubrange(range, with: Self.mark)
      }
    }
    return text
  }

  /// Whether an encoded message holds a name, an address or the record's id.
  func isPart(of message: [UInt8]) -> Bool {
    let text = String(decoding: message, as: UTF8.self)
    return words.contains { $0.isPart(of: text) } || idField.isPart(of: text)
  }

  /// The id as a message has it: behind its length, whose last byte is an ASCII character.
  ///
  /// An id has at most 128 bytes, so only the longest has a length of two bytes, seven bits each.
  private var idField: FoldedText {
    let count = key.id.utf8.count
    let lastByte = Unicode.Scalar(UInt8(truncatingIfNeeded: count < 128 ? count : count >> 7))
    return FoldedText(String(Character(lastByte)) + key.id)
  }
}

extension String {
  /// Whether a part is no piece of a longer word.
  fileprivate func isWholeWord(_ range: Range<Index>) -> Bool {
    let scalars = unicodeScalars
    if range.lowerBound > startIndex,
      scalars[scalars.index(before: range.lowerBound)].isOfWord
    {
      return false
    }
    return range.upperBound == endIndex || !scalars[range.upperBound].isOfWord
  }
}

extension Unicode.Scalar {
  /// A letter or a digit.
  fileprivate var isOfWord: Bool {
    properties.isAlphabetic || properties.numericType != nil
  }
}
