/// Why stored bytes are not facts.
package struct FactError: Error, Hashable, Sendable {
  /// What is wrong.
  package var problem: String
  /// Where it was noticed, counted in bytes from the start of the innermost message.
  package var offset: Int
  /// The kind of fact it was noticed in; empty outside of facts.
  package var kind: String = ""

  /// The same, noticed in a fact of a kind.
  func inFact(ofField field: UInt64) -> FactError {
    FactError(problem: problem, offset: offset, kind: "fact of field \(field)")
  }
}

extension FactError: CustomStringConvertible {
  package var description: String {
    let place = kind.isEmpty ? "" : " of a \(kind)"
    return "\(problem), at byte \(offset)\(place)"
  }
}
