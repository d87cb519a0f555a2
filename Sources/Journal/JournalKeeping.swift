/// What is kept of the journal beyond what recovery needs, for those who follow it.
///
/// Whole segments are kept or go, the oldest first, whenever a snapshot counts.
package struct JournalKeeping: Sendable {
  /// The most bytes that are kept beyond recovery's need.
  package let byteMaximum: Int
  /// Whether what was appended before a batch is too old, told by the batch's first bytes.
  package let isOver: @Sendable (_ beginning: ArraySlice<UInt8>) -> Bool

  /// How many bytes of a batch `isOver` is given, or all of a shorter one.
  package static let beginningBytes = 32

  /// Keeps at most so much, and nothing that is too old.
  package init(
    byteMaximum: Int,
    isOver: @escaping @Sendable (_ beginning: ArraySlice<UInt8>) -> Bool
  ) {
    self.byteMaximum = byteMaximum
    self.isOver = isOver
  }
}
