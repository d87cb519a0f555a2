/// The form of ids that come from outside: records, pipelines, stages, requests, events (S-32).
package enum IdentifierForm {
  /// What is wrong with an id and what would be right; nil if it is good.
  ///
  /// 1–128 bytes of UTF-8, no control characters, no "/".
  package static func problem(of id: String) -> String? {
    guard !id.isEmpty else { return "an id is needed" }
    guard id.utf8.count <= Limits.idByteCount else {
      return "an id has at most \(Limits.idByteCount) bytes, this one \(id.utf8.count)"
    }
    let bytes = id.utf8Span.span
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "/") { return "an id holds no \"/\"" }
      // In UTF-8 U+0080 to U+009F are 0xC2 and the character's own number.
      let isControl =
        byte < 0x20 || byte == 0x7f
        || (0x80...0x9f ~= byte && index > 0 && bytes[index - 1] == 0xc2)
      if isControl { return "an id holds no control characters" }
    }
    return nil
  }
}
