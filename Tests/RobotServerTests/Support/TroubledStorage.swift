import Journal
import Linux
import Synchronization

@testable import RobotServer

/// The journal's directory on a disk that gets into trouble when it is told to.
final class TroubledStorage: JournalStorage {
  /// What is wrong with the disk.
  enum Trouble: Sendable {
    case none
    /// No further file can be made.
    case isFull
    /// No file can get another name.
    case cannotRename
    /// Syncs of the journal fail.
    case cannotSync
    /// A sync of the journal takes this long.
    case isSlow(milliseconds: Int32)
    /// A sync of the journal does not return before `letGo`.
    case hangs
    /// A block of a snapshot is not written before `letGo`.
    case hangsFeeding
  }

  /// Signalled when a sync, or a snapshot's block, has begun to hang.
  let hanging: EventCounter
  private let released: EventCounter

  private let storage: DirectoryStorage
  private let state = Mutex((trouble: Trouble.none, syncs: 0))

  init(_ directory: String, _ trouble: Trouble = .none) throws {
    storage = DirectoryStorage(directory)
    hanging = try EventCounter(blocking: true)
    released = try EventCounter(blocking: true)
    begin(trouble)
  }

  /// Lets what hangs go on; what comes later does not hang.
  func letGo() throws {
    begin(.none)
    try released.signal()
  }

  /// From now on this is wrong with the disk.
  func begin(_ trouble: Trouble) {
    state.withLock { $0.trouble = trouble }
  }

  /// How often a sync of the journal was tried.
  var syncCount: Int { state.withLock { $0.syncs } }

  func list() throws(StorageError) -> [String] { try storage.list() }

  func open(_ name: String) throws(StorageError) -> any JournalFile {
    TroubledFile(try storage.open(name), name, self)
  }

  func create(_ name: String) throws(StorageError) -> any JournalFile {
    if case .isFull = state.withLock({ $0.trouble }) {
      throw StorageError(
        operation: "open",
        file: name,
        reason: "No space left on device",
        isDiskFull: true
      )
    }
    return TroubledFile(try storage.create(name), name, self)
  }

  func rename(_ name: String, to newName: String) throws(StorageError) {
    if case .cannotRename = state.withLock({ $0.trouble }) {
      throw StorageError(
        operation: "rename",
        file: name,
        reason: "Input/output error",
        isDiskFull: false
      )
    }
    try storage.rename(name, to: newName)
  }

  func remove(_ name: String) throws(StorageError) { try storage.remove(name) }

  func synchronize() throws(StorageError) { try storage.synchronize() }

  /// Hangs before the first block of a snapshot, which is longer than its head.
  fileprivate func waitForWrite(of byteCount: Int, to name: String) throws(StorageError) {
    guard byteCount > 1 << 16, name.contains(".snapshot"),
      case .hangsFeeding = state.withLock({ $0.trouble })
    else { return }
    do throws(SystemError) {
      try hanging.signal()
      try released.wait()
    } catch {
      throw StorageError(
        operation: "pwrite",
        file: name,
        reason: "\(error.number)",
        isDiskFull: false
      )
    }
  }

  fileprivate func synchronize(_ file: any JournalFile, _ name: String) throws(StorageError) {
    let trouble = state.withLock { state in
      guard name.hasSuffix(".journal") else { return Trouble.none }
      state.syncs += 1
      return state.trouble
    }
    do throws(SystemError) {
      switch trouble {
      case .none, .isFull, .cannotRename, .hangsFeeding: break
      case .cannotSync: throw SystemError(.inputOutput, call: "fdatasync")
      case .isSlow(let milliseconds):
        _ = try Poll.wait(
          released.descriptor,
          for: .readable,
          timeoutMilliseconds: milliseconds
        )
      case .hangs:
        try hanging.signal()
        try released.wait()
      }
    } catch {
      throw StorageError(
        operation: "fdatasync",
        file: name,
        reason: "\(error.number)",
        isDiskFull: false
      )
    }
    try file.synchronize()
  }
}

private final class TroubledFile: JournalFile {
  private let file: any JournalFile
  private let name: String
  private let storage: TroubledStorage

  init(_ file: any JournalFile, _ name: String, _ storage: TroubledStorage) {
    self.file = file
    self.name = name
    self.storage = storage
  }

  func size() throws(StorageError) -> Int { try file.size() }

  func read(
    _ count: Int,
    at offset: Int,
    appendingTo bytes: inout [UInt8]
  ) throws(StorageError) {
    try file.read(count, at: offset, appendingTo: &bytes)
  }

  func allocate(_ byteCount: Int) throws(StorageError) {
    try file.allocate(byteCount)
  }

  func write(_ bytes: Span<UInt8>, at offset: Int) throws(StorageError) {
    try storage.waitForWrite(of: bytes.count, to: name)
    try file.write(bytes, at: offset)
  }

  func synchronize() throws(StorageError) {
    try storage.synchronize(file, name)
  }
}
