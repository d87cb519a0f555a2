/// A failure that is planned for one storage operation, or for it and all that follow.
package struct StorageFault: Sendable, CustomStringConvertible {
  /// How the operation fails.
  package enum Kind: Sendable, Equatable {
    /// Nothing is done; the device reports an error.
    case inputOutput
    /// Nothing is done; the disk is full.
    case noSpace
    /// A write puts down only its first bytes, then fails; others fail.
    case torn(bytes: Int)
  }

  /// Number of the operation that fails, counted from 0.
  package let operation: Int
  /// Whether all operations behind it fail too.
  package let isLasting: Bool
  /// How.
  package let kind: Kind

  /// A planned failure.
  package init(operation: Int, isLasting: Bool, kind: Kind) {
    self.operation = operation
    self.isLasting = isLasting
    self.kind = kind
  }

  func applies(to number: Int) -> Bool {
    isLasting ? number >= operation : number == operation
  }

  package var description: String {
    "\(kind) at operation \(operation)\(isLasting ? " and from then on" : "")"
  }
}
