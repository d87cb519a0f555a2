package import Journal
import Synchronization

/// A data directory in memory, from which the power can be cut and which can fail on purpose.
package final class MemoryStorage: JournalStorage {
  /// What the storage pretends to do, to prove that a test notices.
  package struct Lies: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// Syncs of files report success and do nothing.
    package static let dropsFileSyncs = Lies(rawValue: 1)
    /// Syncs of the directory report success and do nothing.
    package static let dropsDirectorySyncs = Lies(rawValue: 2)
  }

  struct State {
    var disk: MemoryDisk
    var fault: StorageFault?
    var operations = 0
    var syncs = 0
    var isFull = false
  }

  let state: Mutex<State>
  let lies: Lies

  /// An empty directory.
  package convenience init(fault: StorageFault? = nil, lies: Lies = []) {
    self.init(MemoryDisk(), fault: fault, lies: lies)
  }

  private init(_ disk: MemoryDisk, fault: StorageFault?, lies: Lies) {
    state = Mutex(State(disk: disk, fault: fault))
    self.lies = lies
  }

  /// Operations done so far.
  package var operationCount: Int { state.withLock { $0.operations } }

  /// Syncs of files done so far.
  package var syncCount: Int { state.withLock { $0.syncs } }

  /// Whether files cannot grow any more.
  package func setFull(_ isFull: Bool) {
    state.withLock { $0.isFull = isFull }
  }

  /// The directory as the next process finds it when this one was killed.
  package func afterKill(fault: StorageFault? = nil) -> MemoryStorage {
    MemoryStorage(state.withLock { $0.disk }, fault: fault, lies: lies)
  }

  /// The directory as it is found after the power failed: an arbitrary part of what was not
  /// synced is missing.
  package func afterPowerCut(using random: inout SeededRandom) -> MemoryStorage {
    let survival = MemoryDisk.Survival.allCases.randomElement(using: &random) ?? .some
    var numbers = random
    let disk = state.withLock { $0.disk.afterPowerCut(survival, using: &numbers) }
    random = numbers
    return MemoryStorage(disk, fault: nil, lies: lies)
  }

  /// A copy in which one file was changed behind everybody's back.
  package func tampered(
    _ name: String,
    _ body: (inout [UInt8]) -> Void
  ) -> MemoryStorage {
    var disk = state.withLock { $0.disk }
    disk.tamper(name, body)
    return MemoryStorage(disk, fault: nil, lies: lies)
  }

  /// A copy in which one file is missing.
  package func without(_ name: String) -> MemoryStorage {
    var disk = state.withLock { $0.disk }
    disk.remove(name)
    disk.synchronizeNames()
    return MemoryStorage(disk, fault: nil, lies: lies)
  }

  /// The bytes of a file.
  package func contents(of name: String) -> [UInt8] {
    state.withLock { state in
      state.disk.node(named: name).map { state.disk.contents(of: $0) } ?? []
    }
  }

  package func list() throws(StorageError) -> [String] {
    try operate("list", "") { state throws(StorageError) in state.disk.sortedNames }
  }

  package func open(_ name: String) throws(StorageError) -> any JournalFile {
    let node = try operate("open", name) { state throws(StorageError) in
      try MemoryStorage.node(name, in: state, "open")
    }
    return MemoryFile(self, name, node)
  }

  package func create(_ name: String) throws(StorageError) -> any JournalFile {
    let node = try operate("create", name) { state throws(StorageError) in
      state.disk.create(name)
    }
    return MemoryFile(self, name, node)
  }

  package func rename(_ name: String, to newName: String) throws(StorageError) {
    try operate("rename", name) { state throws(StorageError) in
      let node = try MemoryStorage.node(name, in: state, "rename")
      state.disk.rename(name, node, to: newName)
    }
  }

  package func remove(_ name: String) throws(StorageError) {
    try operate("unlink", name) { state throws(StorageError) in
      _ = try MemoryStorage.node(name, in: state, "unlink")
      state.disk.remove(name)
    }
  }

  package func synchronize() throws(StorageError) {
    let isHonest = !lies.contains(.dropsDirectorySyncs)
    try operate("fsync", "") { state throws(StorageError) in
      if isHonest { state.disk.synchronizeNames() }
    }
  }

  /// Counts an operation and does it, unless it is planned to fail.
  ///
  /// - Parameter beforeFailing: what a failing operation does all the same.
  func operate<Value: Sendable>(
    _ operation: String,
    _ file: String,
    beforeFailing: (inout sending State, StorageFault.Kind) -> Void = { _, _ in },
    _ body: (inout sending State) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    let result: Result<Value, StorageError> = state.withLock { state in
      let number = state.operations
      state.operations += 1
      if let fault = state.fault, fault.applies(to: number) {
        beforeFailing(&state, fault.kind)
        return .failure(MemoryStorage.error(fault.kind, operation, file))
      }
      do throws(StorageError) {
        return .success(try body(&state))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  static func error(
    _ kind: StorageFault.Kind,
    _ operation: String,
    _ file: String
  ) -> StorageError {
    let isDiskFull = kind == .noSpace
    return StorageError(
      operation: operation,
      file: file,
      reason: isDiskFull ? "No space left on device" : "Input/output error",
      isDiskFull: isDiskFull
    )
  }

  private static func node(
    _ name: String,
    in state: State,
    _ operation: String
  ) throws(StorageError) -> Int {
    guard let node = state.disk.node(named: name) else {
      throw StorageError(
        operation: operation,
        file: name,
        reason: "No such file or directory",
        isDiskFull: false
      )
    }
    return node
  }
}
