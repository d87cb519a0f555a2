/// A place between two batches: behind which batch it lies, and that one's checksum.
///
/// Sequence numbers come again where a history is lost: after an older backup was restored, or
/// where batches were never synced. The checksum, which the next record names, tells the two
/// histories apart.
package struct JournalPlace: Hashable, Sendable {
  /// The number of the batch before the place; 0 for the beginning.
  package let sequence: UInt64
  /// That batch's checksum; 0 for the beginning.
  package let checksum: UInt32

  /// Names a place.
  package init(sequence: UInt64, checksum: UInt32) {
    self.sequence = sequence
    self.checksum = checksum
  }
}

/// Why a journal cannot be followed from a place.
package enum JournalFollowError: Error, Sendable, Equatable {
  /// What comes next is no longer kept; the oldest batch that is.
  case passed(oldest: UInt64)
  /// The journal has not come so far; its last batch.
  case ahead(last: UInt64)
  /// Another batch stands at that number: the place is of a history that was lost.
  case otherHistory
  /// The journal cannot be read there, and why.
  case unreadable(String)
}

extension JournalFollowError {
  /// What reading the journal threw.
  init(_ error: JournalError) {
    self = .unreadable(error.description)
  }
}
