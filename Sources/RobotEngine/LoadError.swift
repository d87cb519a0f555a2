/// Stored facts that do not make a store: something they name is missing.
package struct LoadError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, naming the fact.
  package let description: String

  /// Says what is wrong.
  package init(_ description: String) {
    self.description = description
  }
}
