// Searching without regard to case
//
// Two characters are alike if they are equal after mapping to lower, upper and again lower case,
// each character for itself: "Ł" and "ł" are, and the two small sigmas; "ß", "ẞ" and "SS" are, too,
// which is why one mapping is not enough. A text is folded while it is read, character by
// character, so nothing is allocated.
//
// The search is Knuth, Morris and Pratt's: `resume[n]` is the length of the longest proper start of
// the pattern that is also an end of its first n characters, that is, how much of the pattern is
// still matched when character n does not fit. So a text is read once, whatever it holds; the naive
// search would let a 64 KiB text and a 16 KiB pattern cost a thousand million comparisons.

/// A text to be searched for ignoring case.
struct FoldedText {
  private let pattern: [UInt32]
  private let resume: [Int32]

  /// Prepares the search for a text.
  init(_ text: String) {
    var folded: [UInt32] = []
    for scalar in text.unicodeScalars { Self.fold(scalar) { folded.append($0) } }
    var resume: [Int32] = [0]
    var matched = 0
    for index in folded.indices.dropFirst() {
      resume.append(Int32(matched))
      while matched > 0, folded[index] != folded[matched] { matched = Int(resume[matched]) }
      if folded[index] == folded[matched] { matched += 1 }
    }
    pattern = folded
    self.resume = resume
  }

  /// Whether the text has the pattern as a part.
  ///
  /// - Complexity: O(length of the text).
  func isPart(of text: String) -> Bool {
    var matched = 0
    if pattern.isEmpty { return true }
    for scalar in text.unicodeScalars {
      Self.fold(scalar) { character in
        if matched == pattern.count { return }
        while matched > 0, pattern[matched] != character { matched = Int(resume[matched]) }
        if pattern[matched] == character { matched += 1 }
      }
      if matched == pattern.count { return true }
    }
    return false
  }

  /// Where the pattern stands in a text, from left to right and without overlaps.
  ///
  /// - Complexity: O(length of the text).
  func ranges(in text: String) -> [Range<String.Index>] {
    guard !pattern.isEmpty, isPart(of: text) else { return [] }
    let scalars = text.unicodeScalars
    var ranges: [Range<String.Index>] = []
    // Where the scalars begin to which the text's folded characters belong.
    var origins: [String.Index] = []
    var matched = 0
    for index in scalars.indices {
      Self.fold(scalars[index]) { character in
        origins.append(index)
        while matched > 0, pattern[matched] != character { matched = Int(resume[matched]) }
        if pattern[matched] == character { matched += 1 }
        guard matched == pattern.count else { return }
        let begin = origins[origins.count - matched]
        matched = 0
        if ranges.last.map({ $0.upperBound <= begin }) ?? true {
          ranges.append(begin..<scalars.index(after: index))
        }
      }
    }
    return ranges
  }

  /// Whether the text begins with the pattern.
  func isPrefix(of text: String) -> Bool {
    var matched = 0
    var fits = true
    for scalar in text.unicodeScalars {
      if matched == pattern.count || !fits { break }
      Self.fold(scalar) { character in
        if matched == pattern.count { return }
        if pattern[matched] == character { matched += 1 } else { fits = false }
      }
    }
    return fits && matched == pattern.count
  }

  /// The text to which all fold that differ from it by case alone.
  static func folded(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      fold(scalar) { if let scalar = Unicode.Scalar($0) { folded.append(scalar) } }
    }
    return String(folded)
  }

  /// Gives the character or characters to which one folds.
  @inline(__always)
  private static func fold(_ scalar: Unicode.Scalar, _ take: (UInt32) -> Void) {
    if scalar.isASCII {
      let isUpper = 0x41...0x5A ~= scalar.value
      take(isUpper ? scalar.value + 0x20 : scalar.value)
      return
    }
    for small in scalar.properties.lowercaseMapping.unicodeScalars {
      for capital in small.properties.uppercaseMapping.unicodeScalars {
        for folded in capital.properties.lowercaseMapping.unicodeScalars { take(folded.value) }
      }
    }
  }
}
