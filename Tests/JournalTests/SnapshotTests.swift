import Journal
import Testing
import TestSupport

@Suite struct SnapshotTests {
  private let options = smallOptions(segmentBytes: 1024, maximumBatchBytes: 512)

  @Test("the newest snapshot and the batches behind it give the state")
  func newest() throws {
    let world = try SmallStore(options)
    try world.grow(batches: 20)
    let name = try world.takeSnapshot()
    try world.grow(batches: 4)
    let recovered = try recover(world.storage, options)
    #expect(recovered.report.snapshot == name)
    #expect(recovered.report.snapshotRecords == 5 && recovered.report.batches == 4)
    #expect(SmallStore.state(of: recovered) == world.state)
  }

  @Test("a snapshot fed while batches go on gives the exact state")
  func fuzzy() throws {
    let world = try SmallStore(options)
    try world.grow(batches: 10)
    let snapshot = try world.writer.beginSnapshot()
    for key in world.state.keys.sorted() {
      try world.state[key].map(snapshot.append)
      try world.grow(batches: 3)
    }
    _ = try snapshot.finish(lastSequence: world.writer.lastSequence).perform()
    try world.grow(batches: 2)
    let recovered = try recover(world.storage, options)
    #expect(recovered.report.batches == 17)
    #expect(SmallStore.state(of: recovered) == world.state)
  }

  @Test("two snapshots are kept and the segments that the older needs, no more")
  func retention() throws {
    let world = try SmallStore(options)
    for _ in 0..<4 {
      try world.grow(batches: 30)
      try world.takeSnapshot()
    }
    let names = try world.storage.list()
    #expect(names.filter { $0.hasSuffix(".snapshot") }.count == 2)
    #expect(!names.contains("0000000001.journal"))
    let newest = try #require(names.last { $0.hasSuffix(".snapshot") })
    let older = try recover(world.storage.without(newest), options)
    #expect(older.report.batches == 30)
    #expect(SmallStore.state(of: older) == world.state)
  }

  @Test("S-36: where older files must go, one snapshot and the segment begun for it are left")
  func onlyTheNewest() throws {
    let world = try SmallStore(options)
    for _ in 0..<3 {
      try world.grow(batches: 30)
      try world.takeSnapshot()
    }
    _ = try world.storage.create("0000000001.journal.cut-off")
    _ = try world.storage.create("00000000000000000003.snapshot.damaged")
    _ = try world.storage.create("notes.damaged")
    try world.writer.beginSegment()
    try world.grow(batches: 1)
    let old = Set(try world.storage.list().filter { $0 != "notes.damaged" })
    let snapshot = try world.writer.beginSnapshot()
    for key in world.state.keys.sorted() { try world.state[key].map(snapshot.append) }
    var completion = try snapshot.finish(lastSequence: world.writer.lastSequence)
    completion.retention = .newestSnapshot(keepsDamaged: false)
    let summary = try completion.perform()
    let left = try world.storage.list().filter { !$0.hasSuffix(".spare") }
    #expect(left.count == 3 && left.contains(summary.file) && left.contains("notes.damaged"))
    #expect(Set(summary.removed).isSubset(of: old))
    let recovered = try recover(world.storage, options)
    #expect(SmallStore.state(of: recovered) == world.state)
  }

  @Test("with one snapshot the whole journal is kept")
  func firstSnapshot() throws {
    let world = try SmallStore(options)
    try world.grow(batches: 30)
    let name = try world.takeSnapshot()
    let recovered = try recover(world.storage.without(name), options)
    #expect(recovered.report.batches == 30)
    #expect(SmallStore.state(of: recovered) == world.state)
  }

  @Test("a bad snapshot is set aside under another name, with the reason in the report")
  func rejected() throws {
    let world = try SmallStore(options)
    try world.grow(batches: 5)
    let name = try world.takeSnapshot()
    let directory = world.storage.tampered(name) { $0[80] ^= 1 }
    let recovered = try recover(directory, options)
    #expect(
      recovered.report.rejectedSnapshots.map(\.reason)
        == ["\(name) is damaged at byte 64, record 0: the checksum of a block does not match"]
    )
    #expect(try directory.list().contains(name + ".damaged"))
    #expect(SmallStore.state(of: recovered) == world.state)
  }

  @Test("when no snapshot is good and the journal is gone, the snapshot is named")
  func nothingLeft() throws {
    let world = try SmallStore(options)
    for _ in 0..<3 {
      try world.grow(batches: 30)
      try world.takeSnapshot()
    }
    var directory = world.storage
    let names = try directory.list().filter { $0.hasSuffix(".snapshot") }
    for name in names {
      directory = directory.tampered(name) { $0[80] ^= 1 }
    }
    let error = try #require(throws: JournalError.self) { try recover(directory, options) }
    #expect(error.description.hasPrefix(try #require(names.last)))
  }

  @Test("a journal that ends before what the snapshot has seen is damage")
  func journalTooShort() throws {
    let world = try SmallStore(smallOptions())
    try world.grow(batches: 5)
    try world.takeSnapshot()
    let directory = world.storage.tampered("0000000001.journal") { bytes in
      bytes.replaceSubrange(200..., with: repeatElement(0, count: bytes.count - 200))
    }
    let error = try #require(throws: JournalError.self) { try recover(directory, world.options) }
    #expect(error.description.hasSuffix("the snapshot says that it was durable"))
  }

  @Test("large and many records cross blocks and come back")
  func blocks() throws {
    let world = try SmallStore(options)
    try world.grow(batches: 1)
    let snapshot = try world.writer.beginSnapshot()
    let records =
      (0..<300).map { batch($0, byteCount: $0 % 7 == 0 ? 9_000 : 1 + $0) }
      + [batch(1, byteCount: 700_000)]
    for record in records {
      try snapshot.append(record)
    }
    let summary = try snapshot.finish(lastSequence: 1).perform()
    #expect(summary.recordCount == 301)
    let recovered = try recover(world.storage, options)
    #expect(recovered.snapshotRecords == records)
  }

  @Test("a snapshot of nothing is a snapshot")
  func empty() throws {
    let world = try SmallStore(options)
    let name = try world.takeSnapshot()
    let recovered = try recover(world.storage, options)
    #expect(recovered.report.snapshot == name && recovered.batches.isEmpty)
  }

  @Test("a cancelled snapshot leaves no file")
  func cancelled() throws {
    let world = try SmallStore(options)
    let before = try world.storage.list()
    let snapshot = try world.writer.beginSnapshot()
    try snapshot.append([1])
    snapshot.cancel()
    #expect(try world.storage.list() == before)
  }

  @Test("a torn or cut snapshot never counts, at any length")
  func cut() throws {
    let world = try SmallStore(options)
    try world.grow(batches: 6)
    let name = try world.takeSnapshot()
    let length = world.storage.contents(of: name).count
    for kept in 0..<length {
      let directory = world.storage.tampered(name) { $0.removeLast(length - kept) }
      let recovered = try recover(directory, options)
      #expect(recovered.report.snapshot == nil, "\(kept) bytes kept")
      #expect(SmallStore.state(of: recovered) == world.state, "\(kept) bytes kept")
    }
  }
}
