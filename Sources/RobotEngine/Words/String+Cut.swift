extension String {
  /// The longest beginning of whole characters that is not longer than `count` bytes.
  func cut(toByteCount count: Int) -> String {
    if utf8.count <= count { return self }
    var text = ""
    for character in self {
      if text.utf8.count + character.utf8.count > count { break }
      text.append(character)
    }
    return text
  }

  /// The text, or of one that is longer than `count` bytes its beginning and an ellipsis.
  func shortened(toByteCount count: Int) -> String {
    utf8.count <= count ? self : cut(toByteCount: count) + "…"
  }
}
