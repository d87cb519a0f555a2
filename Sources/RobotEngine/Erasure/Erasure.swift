package import RobotModel

/// An erasure under way: what is looked for, what was looked at, and what is still to be changed.
package final class Erasure {
  /// What was found and changed so far.
  package internal(set) var reply = EraseRecordReply()
  /// What it would find is counted, and nothing changed.
  let isPreview: Bool
  /// Who asked for it.
  let caller: Caller
  let key: RecordKey
  /// The record; `none` where there is none.
  let record: Slot<RecordRow>
  /// For all records but contacts and companies.
  private(set) var words: ErasedWords
  /// For other contacts and companies, which keep their own names and addresses.
  let wordsOfOthers: ErasedWords
  private let newKey: RecordKey
  private let texts: [String]
  private var names: Set<String> = []
  private var addresses: Set<String> = []

  /// The records before it were looked at.
  var nextRecord: UInt32 = 0
  /// Others have changed the record itself, and perhaps its name, since it was asked.
  var isRecordChanged = false
  /// Records to be looked at again, since others have changed them.
  var changed: [Slot<RecordRow>] = []
  /// The current batch is a step of the erasure itself.
  var isOwnBatch = false
  /// The items among the records that name it.
  private(set) var items: Set<RecordKey> = []
  /// Those of them to which records may refer that were looked at before, and how many of these
  /// were looked at again.
  var newItems: Set<RecordKey> = []
  var nextReferring: UInt32 = 0

  /// Records that name it by way of an item; they come before those that name it themselves: so
  /// what is found again after a crash is all that is left to do.
  var indirect: [Slot<RecordRow>] = []
  var direct: [Slot<RecordRow>] = []
  /// Items that were changed, and of which runs may be due by that.
  var unsettled: [Slot<RecordRow>] = []
  /// Its comments, notifications and files.
  var belongings: [Slot<RecordRow>] = []
  /// The remembered requests before it were looked at.
  var nextAnswer: UInt32 = 0
  /// Requests remembered meanwhile whose answers tell of the record.
  var answers: [RememberedRequest] = []
  /// Records that were counted for a preview.
  var counted: Set<UInt32> = []
  /// The record itself comes last.
  var isRecordLeft: Bool

  init(_ command: EraseRecord, caller: Caller, record: Slot<RecordRow>, newKey: RecordKey) {
    self.caller = caller
    self.record = record
    self.newKey = newKey
    key = command.key
    texts = command.texts
    isPreview = command.isValidateOnly
    words = ErasedWords(key: key, newKey: newKey, texts: texts)
    wordsOfOthers = words
    isRecordLeft = record.isSome
  }

  /// Looks for more names and addresses of the record, from the beginning if there are any new.
  func learn(names: Set<String>, addresses: Set<String>) {
    if names.isSubset(of: self.names), addresses.isSubset(of: self.addresses) { return }
    self.names.formUnion(names)
    self.addresses.formUnion(addresses)
    words = ErasedWords(
      key: key,
      newKey: newKey,
      names: self.names,
      addresses: self.addresses,
      texts: texts
    )
    nextRecord = 0
    nextAnswer = 0
  }

  /// Takes notice of a record that others have changed.
  func hear(_ record: Slot<RecordRow>) {
    if record == self.record {
      isRecordChanged = true
    } else if record.isSome, record.index < nextRecord, changed.last != record {
      changed.append(record)
    }
  }

  /// Takes in an item that names the record.
  func add(item: RecordKey) {
    guard items.insert(item).inserted else { return }
    newItems.insert(item)
    nextReferring = 0
  }
}
