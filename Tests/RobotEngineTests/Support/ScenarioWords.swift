/// The words of a scenario's line: quoted texts are one word, commas are words of their own.
struct ScenarioWords {
  private var words: [String] = []
  private var position = 0

  init(_ line: String) {
    var word = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"":
        isQuoted.toggle()
        word.append(character)
      case " " where !isQuoted, "," where !isQuoted:
        if !word.isEmpty { words.append(word) }
        word = ""
        if character == "," { words.append(",") }
      default: word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
  }

  /// The next word with its quotes, if there is one.
  var peek: String? { position < words.count ? words[position] : nil }

  /// The words that are left, without their quotes.
  var rest: [String] { words[position...].map(Self.unquoted) }

  /// The words that are left, as they are written.
  var restText: String { words[position...].joined(separator: " ") }

  mutating func next() -> String {
    defer { position += 1 }
    return peek.map(Self.unquoted) ?? ""
  }

  mutating func take(_ word: String) -> Bool {
    guard peek == word else { return false }
    position += 1
    return true
  }

  /// Reads `name=value`.
  mutating func nextAssignment() -> (name: String, value: String) {
    let word = peek ?? ""
    position += 1
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count == 2 ? Self.unquoted(String(parts[1])) : "")
  }

  mutating func end() { position = words.count }

  static func unquoted(_ word: String) -> String {
    word.count >= 2 && word.hasPrefix("\"") && word.hasSuffix("\"")
      ? String(word.dropFirst().dropLast()) : word
  }
}

/// Times in scenarios: `0`, `90s`, `2d1h`.
enum ScenarioTime {
  /// Milliseconds; nil for a word that is no time.
  static func offset(_ word: String) -> Int64? {
    var total: Int64 = 0
    var digits = ""
    if word == "0" { return 0 }
    for character in word {
      if character.isNumber {
        digits.append(character)
        continue
      }
      guard let count = Int64(digits) else { return nil }
      switch character {
      case "d": total += count * 86_400_000
      case "h": total += count * 3_600_000
      case "m": total += count * 60_000
      case "s": total += count * 1_000
      default: return nil
      }
      digits = ""
    }
    return digits.isEmpty ? total : nil
  }
}
