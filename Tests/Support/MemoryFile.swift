import Journal

/// An open file of a `MemoryStorage`.
final class MemoryFile: JournalFile {
  private let storage: MemoryStorage
  private let name: String
  private let node: Int

  init(_ storage: MemoryStorage, _ name: String, _ node: Int) {
    self.storage = storage
    self.name = name
    self.node = node
  }

  func size() throws(StorageError) -> Int {
    let (node, name) = (node, name)
    return try storage.operate("fstat", name) { state throws(StorageError) in
      state.disk.contents(of: node).count
    }
  }

  func read(
    _ count: Int,
    at offset: Int,
    appendingTo bytes: inout [UInt8]
  ) throws(StorageError) {
    let (node, name) = (node, name)
    bytes += try storage.operate("read", name) { state throws(StorageError) in
      let contents = state.disk.contents(of: node)
      let start = min(offset, contents.count)
      return Array(contents[start..<min(start + count, contents.count)])
    }
  }

  func allocate(_ byteCount: Int) throws(StorageError) {
    let (node, name) = (node, name)
    try storage.operate("posix_fallocate", name) { state throws(StorageError) in
      if state.isFull { throw MemoryStorage.error(.noSpace, "posix_fallocate", name) }
      state.disk.write([UInt8](repeating: 0, count: byteCount), at: 0, to: node)
    }
  }

  func write(_ bytes: Span<UInt8>, at offset: Int) throws(StorageError) {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for index in bytes.indices {
      copy.append(bytes[index])
    }
    let (node, name) = (node, name)
    let written = copy
    try storage.operate(
      "write",
      name,
      beforeFailing: { state, kind in
        if case .torn(let count) = kind {
          state.disk.write(Array(written.prefix(count)), at: offset, to: node)
        }
      }
    ) { state throws(StorageError) in
      if state.isFull, offset + written.count > state.disk.contents(of: node).count {
        throw MemoryStorage.error(.noSpace, "write", name)
      }
      state.disk.write(written, at: offset, to: node)
    }
  }

  func synchronize() throws(StorageError) {
    let (node, name) = (node, name)
    let isHonest = !storage.lies.contains(.dropsFileSyncs)
    try storage.operate(
      "fdatasync",
      name,
      beforeFailing: { state, _ in state.disk.loseUnsynced(node) }
    ) { state throws(StorageError) in
      state.syncs += 1
      if isHonest { state.disk.synchronize(node) }
    }
  }
}
