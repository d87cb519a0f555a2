/// The making of the next segment file: zeroes written and synced, so that appending neither
/// changes the file's size nor can run out of room.
package struct SegmentPreparation: Sendable {
  /// Does it all. Takes as long as the disk takes for a whole segment: never on the loop's thread
  /// while others wait.
  package func perform() throws(StorageError) -> PreparedSegment {
    preconditionFailure("surface")
  }
}

/// A segment file that is full of durable zeroes and in nobody's use yet.
package struct PreparedSegment: Sendable {
  let number: UInt64
  let file: any JournalFile
  let size: Int
}
