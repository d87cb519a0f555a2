/// How far somebody has been told of changes, in the text form that goes out and comes back.
///
/// `"42-0f3a99c1"`: the batch's sequence number and, in eight hexadecimal digits, its checksum, by
/// which a history that was lost is told from the one at hand. A number alone does, too.
package struct ChangeCursor: Hashable, Sendable {
  /// The last batch that was told of; 0 for none.
  package var sequence: UInt64
  /// Its checksum, where it is known.
  package var checksum: UInt32?

  /// Names a batch.
  package init(sequence: UInt64, checksum: UInt32?) {
    self.sequence = sequence
    self.checksum = checksum
  }

  /// Reads the text form.
  package init?(text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.allSatisfy({ (48...57).contains($0) }),
      let sequence = UInt64(parts[0]), sequence <= UInt64(Int64.max)
    else { return nil }
    self.sequence = sequence
    guard parts.count == 2 else { return }
    guard parts[1].utf8.count == 8, !parts[1].hasPrefix("+"), !parts[1].hasPrefix("-"),
      let checksum = UInt32(parts[1], radix: 16)
    else { return nil }
    self.checksum = checksum
  }

  /// The text form.
  package var text: String {
    guard let checksum else { return String(sequence) }
    let digits = String(checksum, radix: 16)
    return "\(sequence)-" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
