package import RobotModel

/// An erasure under way: what is looked for, and which records are still to be changed.
package final class Erasure {
  /// What was found and changed so far.
  package internal(set) var reply = EraseRecordReply()
  /// Who asked for it.
  let caller: Caller
  /// The record; `none` where there is none.
  let record: Slot<RecordRow>
  /// For all records but contacts and companies.
  let words: ErasedWords
  /// For other contacts and companies, which keep their own names and addresses.
  let wordsOfOthers: ErasedWords
  /// The records that name it, those that do so over an item before those that name it themselves:
  /// so what is found again after a crash is all that is left to do.
  var concerned: [Slot<RecordRow>] = []
  /// Its comments, notifications and files.
  var belongings: [Slot<RecordRow>] = []
  /// The record itself comes last.
  var isRecordLeft: Bool

  init(
    caller: Caller,
    record: Slot<RecordRow>,
    words: ErasedWords,
    wordsOfOthers: ErasedWords
  ) {
    self.caller = caller
    self.record = record
    self.words = words
    self.wordsOfOthers = wordsOfOthers
    isRecordLeft = record.isSome
  }

  /// Nothing is left to be changed.
  var isDone: Bool { concerned.isEmpty && belongings.isEmpty && !isRecordLeft }
}
