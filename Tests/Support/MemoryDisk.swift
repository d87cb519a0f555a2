/// What a file system keeps in memory and what has reached its disk.
///
/// Writes and name changes go to memory. A sync brings a file's bytes, or the directory's names,
/// to the disk. When the power fails, each 512-byte sector that was written since the last sync
/// may or may not have arrived, and of the name changes an arbitrary number of the first.
struct MemoryDisk {
  private struct Node {
    var cached: [UInt8] = []
    var durable: [UInt8] = []
    /// Sectors written since the last sync, by index.
    var dirty: Set<Int> = []
  }

  private enum NameChange {
    case link(String, Int)
    case unlink(String)
  }

  /// Which of the unsynced sectors a power cut lets through.
  enum Survival: CaseIterable {
    case none
    case all
    case some
  }

  private static let sectorBytes = 512

  private var nodes: [Node] = []
  private var names: [String: Int] = [:]
  private var durableNames: [String: Int] = [:]
  private var pendingChanges: [[NameChange]] = []

  var sortedNames: [String] { names.keys.sorted() }

  func node(named name: String) -> Int? { names[name] }

  func contents(of node: Int) -> [UInt8] { nodes[node].cached }

  mutating func create(_ name: String) -> Int {
    nodes.append(Node())
    change([.link(name, nodes.count - 1)])
    return nodes.count - 1
  }

  mutating func rename(_ name: String, _ node: Int, to newName: String) {
    change([.unlink(name), .link(newName, node)])
  }

  mutating func remove(_ name: String) {
    change([.unlink(name)])
  }

  mutating func write(_ bytes: [UInt8], at offset: Int, to node: Int) {
    let end = offset + bytes.count
    if nodes[node].cached.count < end {
      nodes[node].cached.append(
        contentsOf: repeatElement(0, count: end - nodes[node].cached.count)
      )
    }
    nodes[node].cached.replaceSubrange(offset..<end, with: bytes)
    if !bytes.isEmpty {
      nodes[node].dirty.formUnion(
        offset / MemoryDisk.sectorBytes...(end - 1) / MemoryDisk.sectorBytes
      )
    }
  }

  mutating func synchronize(_ node: Int) {
    let size = nodes[node].cached.count
    nodes[node].durable.append(
      contentsOf: repeatElement(0, count: max(0, size - nodes[node].durable.count))
    )
    for sector in nodes[node].dirty {
      let start = sector * MemoryDisk.sectorBytes
      let range = start..<min(start + MemoryDisk.sectorBytes, size)
      nodes[node].durable.replaceSubrange(range, with: nodes[node].cached[range])
    }
    nodes[node].dirty = []
  }

  /// A sync that fails: the kernel forgets that the bytes have yet to be written.
  mutating func loseUnsynced(_ node: Int) {
    nodes[node].dirty = []
  }

  mutating func synchronizeNames() {
    durableNames = names
    pendingChanges = []
  }

  /// Changes a file's bytes behind everybody's back, in memory and on the disk.
  mutating func tamper(_ name: String, _ body: (inout [UInt8]) -> Void) {
    guard let node = names[name] else { preconditionFailure("no file \(name)") }
    body(&nodes[node].cached)
    nodes[node].durable = nodes[node].cached
    nodes[node].dirty = []
  }

  /// The disk as it is found after the power has failed.
  func afterPowerCut(
    _ survival: Survival,
    using random: inout SeededRandom
  ) -> MemoryDisk {
    var disk = MemoryDisk()
    disk.nodes = nodes.map { node in
      let found = MemoryDisk.found(node, survival, &random)
      return Node(cached: found, durable: found)
    }
    var names = durableNames
    let arrived =
      switch survival {
      case .none: 0
      case .all: pendingChanges.count
      case .some: Int.random(in: 0...pendingChanges.count, using: &random)
      }
    for change in pendingChanges.prefix(arrived).joined() {
      MemoryDisk.apply(change, to: &names)
    }
    disk.names = names
    disk.durableNames = names
    return disk
  }

  private static func found(
    _ node: Node,
    _ survival: Survival,
    _ random: inout SeededRandom
  ) -> [UInt8] {
    var bytes = node.durable
    func arrives() -> Bool {
      switch survival {
      case .none: false
      case .all: true
      case .some: Bool.random(using: &random)
      }
    }
    if node.cached.count > bytes.count, arrives() {
      bytes.append(contentsOf: repeatElement(0, count: node.cached.count - bytes.count))
    }
    for sector in node.dirty.sorted() where arrives() {
      let start = sector * sectorBytes
      let end = min(start + sectorBytes, node.cached.count)
      if end <= bytes.count {
        bytes.replaceSubrange(start..<end, with: node.cached[start..<end])
      }
    }
    return bytes
  }

  private mutating func change(_ changes: [NameChange]) {
    for change in changes {
      MemoryDisk.apply(change, to: &names)
    }
    pendingChanges.append(changes)
  }

  private static func apply(_ change: NameChange, to names: inout [String: Int]) {
    switch change {
    case .link(let name, let node): names[name] = node
    case .unlink(let name): names[name] = nil
    }
  }
}
