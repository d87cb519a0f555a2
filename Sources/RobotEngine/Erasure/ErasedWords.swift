import RobotModel

/// What an erasure looks for in values and texts, and what it leaves in its place.
///
/// A word counts only as a whole, in any case, however short it is: "Jan" is not found in
/// "January", nor "Jo" in "Joan". What is left of a reference is one to the id that the erased
/// record has since.
///
/// What is one word is looked up among all of them, so that a text is read once for however many
/// there are; what is more than a word (a full name, an address) is searched for, each in a reading
/// of its own.
struct ErasedWords {
  /// Stands where a name or an address stood.
  static let mark = "[erased]"

  private let key: RecordKey
  private let newKey: RecordKey
  /// Addresses as they were written, and in the form in which they are compared.
  private let addresses: Set<String>
  /// What is more than one word, the longest first: a whole name goes before its parts.
  private let phrases: [FoldedText]
  /// What is one word, folded.
  private let words: Set<String>
  /// What was asked for by whoever erases.
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
    let all = names.union(self.addresses).union(texts).filter(\.saysSomething)
    phrases = all.filter { !$0.isOneWord }
      .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.map(FoldedText.init)
    words = Set(all.filter(\.isOneWord).map(FoldedText.folded))
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
  ///
  /// One that would be little but marks becomes one mark, so that no record outgrows an answer.
  func replaced(_ text: String) -> String {
    var replaced = text
    for phrase in phrases {
      let ranges = phrase.ranges(in: replaced).filter(replaced.isWholeWord)
      replaced.replace(ranges, with: Self.mark)
    }
    if !words.isEmpty {
      let ranges = replaced.words.filter {
        words.contains(FoldedText.folded(String(replaced[$0])))
      }
      replaced.replace(ranges, with: Self.mark)
    }
    let isMostlyMarks = replaced.utf8.count > 2 * text.utf8.count + 8 * Self.mark.utf8.count
    return isMostlyMarks ? Self.mark : replaced
  }

  /// Whether an encoded message holds a name, an address or the record's id.
  func isPart(of message: [UInt8]) -> Bool {
    EncodedMessage(message[...]).holds { part in
      if part.elementsEqual(key.id.utf8) { return true }
      let text = String(decoding: part, as: UTF8.self)
      return replaced(text) != text
    }
  }
}
