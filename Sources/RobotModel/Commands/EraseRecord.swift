/// Takes a record, and what else names the person or thing that it is, out of the store (S-36).
package struct EraseRecord: Hashable, Sendable {
  package var key: RecordKey
  /// Further texts to erase wherever they stand, such as a former name.
  package var texts: [String]
  /// Count what would be changed, and change nothing.
  package var isValidateOnly: Bool

  /// Asks for an erasure.
  package init(key: RecordKey, texts: [String] = [], isValidateOnly: Bool = false) {
    self.key = key
    self.texts = texts
    self.isValidateOnly = isValidateOnly
  }
}

/// What an erasure has found and changed, or would.
package struct EraseRecordReply: Hashable, Sendable {
  /// Under which id the audit entry stands; empty where there was no such record.
  package var erasedID = ""
  /// Runs that waited, or were ready with one of its names or addresses.
  package var cancelledRuns = 0
  /// Comments, notifications and files of the record, which were erased with it.
  package var erasedRecords = 0
  /// Other records that named it: they, their visits, runs or history were changed.
  package var changedRecords = 0

  /// Nothing was found yet.
  package init() {}
}
