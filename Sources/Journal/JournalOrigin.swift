/// Which data directory a file belongs to and which clock its times come from.
///
/// It stands in the header of every segment and snapshot, so a file of another directory is
/// refused, and a history made on a simulated clock is never continued on the real one.
package struct JournalOrigin: Hashable, Sendable {
  /// Where the times in the journal come from.
  package enum Clock: UInt8, Sendable {
    /// The machine's wall clock.
    case real = 0
    /// A clock that is advanced by calls.
    case simulated = 1
  }

  /// A random number given to the directory when it was first used.
  package let directoryID: UInt64
  /// The clock of this directory.
  package let clock: Clock

  /// The origin of a directory.
  package init(directoryID: UInt64, clock: Clock) {
    self.directoryID = directoryID
    self.clock = clock
  }
}
