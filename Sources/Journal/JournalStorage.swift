/// The directory that holds the journal and the snapshots, as this module needs it.
///
/// The service implements it on system calls, tests in memory with faults on purpose. Names are
/// plain file names inside one directory. The value is used from the loop's thread and from the
/// helper's, hence Sendable.
package protocol JournalStorage: AnyObject, Sendable {
  /// The names of all files, in any order, those of others included.
  func list() throws(StorageError) -> [String]

  /// Opens an existing file for reading and writing.
  func open(_ name: String) throws(StorageError) -> any JournalFile

  /// Makes an empty file, in place of one of that name that may be there.
  func create(_ name: String) throws(StorageError) -> any JournalFile

  /// Gives a file a new name in one step, replacing a file of that name.
  func rename(_ name: String, to newName: String) throws(StorageError)

  /// Removes a file.
  func remove(_ name: String) throws(StorageError)

  /// Makes durable which names there are: everything made, renamed or removed before.
  func synchronize() throws(StorageError)
}

/// One open file of the storage.
///
/// Reading, writing and syncing may happen on different threads at once. The file is closed with
/// the last reference.
package protocol JournalFile: AnyObject, Sendable {
  /// Its length in bytes.
  func size() throws(StorageError) -> Int

  /// Appends up to `count` bytes from `offset` to `bytes`; fewer only at the file's end.
  func read(
    _ count: Int,
    at offset: Int,
    appendingTo bytes: inout [UInt8]
  ) throws(StorageError)

  /// Gives an empty file this length and reserves its room on the disk; it reads as zeroes.
  func allocate(_ byteCount: Int) throws(StorageError)

  /// Writes all of `bytes` at `offset`, or fails; then any part of it may have been written.
  func write(_ bytes: Span<UInt8>, at offset: Int) throws(StorageError)

  /// Makes the written bytes durable. After a failure the file must never be trusted again.
  func synchronize() throws(StorageError)
}
