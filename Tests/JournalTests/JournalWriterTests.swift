import Journal
import Testing
import TestSupport

@Suite struct JournalWriterTests {
  private let options = smallOptions(segmentBytes: 1024, maximumBatchBytes: 512)

  @Test("a turn is one write and, in one segment, one sync")
  func oneWrite() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    let before = storage.operationCount
    for number in 0..<5 {
      _ = try writer.append(batch(number, byteCount: 30))
    }
    let work = try #require(try writer.flush())
    #expect(storage.operationCount == before + 1)
    try work.perform()
    #expect(storage.operationCount == before + 2)
    #expect(work.sequence == 5)
    #expect(try writer.flush() == nil)
  }

  @Test("nothing is written before the flush")
  func buffered() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    _ = try writer.append([1, 2, 3])
    #expect(try recover(storage.afterKill(), options).batches == [])
    _ = try writer.flush()
    #expect(try recover(storage.afterKill(), options).batches == [[1, 2, 3]])
  }

  @Test("a turn that fills a segment goes on in the next and syncs both")
  func turnOver() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    try writer.makeRoom()
    for number in 0..<3 {
      _ = try writer.append(batch(number, byteCount: 400))
    }
    let syncs = storage.syncCount
    try writer.flushDurably()
    #expect(storage.syncCount == syncs + 2)
    #expect(!writer.hasRoom, "the spare is used")
    let recovered = try recover(storage, options)
    #expect(recovered.batches == (0..<3).map { batch($0, byteCount: 400) })
  }

  @Test("joined syncs cover both turns and sync each file once")
  func joined() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    _ = try writer.append([1])
    var work = try #require(try writer.flush())
    _ = try writer.append([2])
    work.join(try #require(try writer.flush()))
    let syncs = storage.syncCount
    try work.perform()
    #expect(storage.syncCount == syncs + 1 && work.sequence == 2)
  }

  @Test("a batch over the limit stops the journal: the state would be ahead of it")
  func tooLarge() throws {
    let writer = try recover(MemoryStorage(), options).writer
    let error = try #require(throws: JournalError.self) {
      try writer.append(batch(1, byteCount: 513))
    }
    #expect(error.description == "a batch of 513 bytes is over the limit of 512")
    #expect(writer.isStopped)
  }

  @Test("whatever fits into a segment finds room once room was made")
  func largest() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    for number in 0..<20 {
      try writer.makeRoom()
      storage.setFull(true)
      _ = try writer.append(batch(number, byteCount: number % 2 == 0 ? 512 : 1))
      try writer.flushDurably()
      storage.setFull(false)
    }
    #expect(try recover(storage, options).batches.count == 20)
  }

  @Test("a batch larger than a segment gets a segment of its own, and the journal goes on")
  func largerThanASegment() throws {
    let storage = MemoryStorage()
    var options = options
    options.maximumBatchBytes = 50_000
    let writer = try recover(storage, options).writer
    let batches = [10, 5_000, 20, 50_000, 900, 30].enumerated().map {
      batch($0.offset, byteCount: $0.element)
    }
    for batch in batches {
      try writer.appendDurably(batch)
    }
    #expect(try recover(storage, options).batches == batches)
  }

  @Test("a zeroed spare is used before a reserved one, and another is asked for then")
  func spares() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    try writer.makeRoom()
    let preparation = try #require(writer.takePreparation())
    #expect(writer.takePreparation() == nil, "one at a time")
    writer.install(.success(try preparation.perform()))
    #expect(writer.takePreparation() == nil)
    #expect(try storage.list() == ["0000000001.journal", "reserved.spare", "zeroed.spare"])
    for number in 0..<3 {
      _ = try writer.append(batch(number, byteCount: 400))
    }
    try writer.flushDurably()
    #expect(
      try storage.list() == ["0000000001.journal", "0000000002.journal", "reserved.spare"]
    )
    #expect(writer.hasRoom && writer.takePreparation() != nil)
  }

  @Test("a failed preparation is not tried again before the next segment is begun")
  func failedPreparation() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    let preparation = try #require(writer.takePreparation())
    storage.setFull(true)
    let result = Result { () throws(StorageError) in try preparation.perform() }
    storage.setFull(false)
    writer.install(result)
    #expect(!writer.hasRoom && writer.takePreparation() == nil)
    #expect(try storage.list() == ["0000000001.journal"])
    for number in 0..<3 {
      try writer.appendDurably(batch(number, byteCount: 400))
    }
    #expect(writer.takePreparation() != nil)
  }
}
