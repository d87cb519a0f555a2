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
    for scalar in id.unicodeScalars {
      if scalar == "/" { return "an id holds no \"/\"" }
      if scalar.value < 0x20 || 0x7f...0x9f ~= scalar.value {
        return "an id holds no control characters"
      }
    }
    return nil
  }
}
