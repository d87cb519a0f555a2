// Words in a text: letters and digits with their marks, in a row. Where a script puts no spaces
// between words, what stands there in a row is one.

extension String {
  /// Whether it is one word and nothing besides.
  var isOneWord: Bool { !isEmpty && unicodeScalars.allSatisfy(\.isOfWord) }

  /// Whether its places in other texts mean it: it has a letter, or three characters.
  ///
  /// A single digit or dash stands everywhere for something else.
  var saysSomething: Bool {
    unicodeScalars.count >= 3 || unicodeScalars.contains(where: \.properties.isAlphabetic)
  }

  /// The parts between spaces, without the punctuation around each.
  var partsBetweenSpaces: [String] {
    split(separator: " ").map { part in
      let rest = part.unicodeScalars.drop { !$0.isOfWord }
      let end = rest.lastIndex(where: \.isOfWord).map { rest.index(after: $0) } ?? rest.startIndex
      return String(rest[..<end])
    }
  }

  /// Where its words stand, from left to right.
  var words: [Range<Index>] {
    var words: [Range<Index>] = []
    var begin: Index?
    for index in unicodeScalars.indices {
      let isOfWord = unicodeScalars[index].isOfWord
      if let start = begin, !isOfWord {
        words.append(start..<index)
        begin = nil
      } else if begin == nil, isOfWord {
        begin = index
      }
    }
    if let begin { words.append(begin..<endIndex) }
    return words
  }

  /// Whether a part is no piece of a longer word.
  func isWholeWord(_ range: Range<Index>) -> Bool {
    let scalars = unicodeScalars
    if range.lowerBound > startIndex,
      scalars[scalars.index(before: range.lowerBound)].isOfWord
    {
      return false
    }
    return range.upperBound == endIndex || !scalars[range.upperBound].isOfWord
  }

  /// Puts a text in the place of some parts, which are in order and apart.
  ///
  /// - Complexity: O(length of the text), for however many parts.
  mutating func replace(_ ranges: [Range<Index>], with text: String) {
    if ranges.isEmpty { return }
    var replaced = ""
    var kept = startIndex
    for range in ranges {
      replaced += self[kept..<range.lowerBound]
      replaced += text
      kept = range.upperBound
    }
    self = replaced + self[kept...]
  }
}

extension Unicode.Scalar {
  /// A letter, a digit, or a mark on one.
  fileprivate var isOfWord: Bool {
    if isASCII {
      return 0x30...0x39 ~= value || 0x41...0x5A ~= value & ~0x20
    }
    if properties.isAlphabetic || properties.numericType != nil { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }
}
