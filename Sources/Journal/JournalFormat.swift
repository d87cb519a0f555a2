/// The constants of the format.
enum JournalFormat {
  /// Version of the format that this program writes, and the newest it reads.
  static let version: UInt16 = 1
}
