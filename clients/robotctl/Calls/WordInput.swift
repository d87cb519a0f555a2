/// One of the words that an option takes, as the interface's constant.
enum WordInput {
  /// The constant for a word: "keep-all" becomes `IN_FLIGHT_POLICY_KEEP_ALL`.
  static func constant(
    _ word: String,
    among words: [String],
    prefix: String,
    option: String
  ) throws(UsageError) -> JSON {
    guard words.contains(word) else {
      throw UsageError("--\(option) takes \(list(words)), not \"\(word)\"")
    }
    let name = word.uppercased().split(separator: "-").joined(separator: "_")
    return .text("\(prefix)_\(name)")
  }

  /// "keep-all, migrate or cancel-waiting".
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}
