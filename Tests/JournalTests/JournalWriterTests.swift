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
    try writer.prepareRoom()
    let preparation = try #require(writer.takePreparation())
    writer.install(.success(try preparation.perform()))
    for number in 0..<3 {
      _ = try writer.append(batch(number, byteCount: 400))
    }
    let syncs = storage.syncCount
    try writer.flushDurably()
    #expect(storage.syncCount == syncs + 2)
    #expect(!writer.hasRoom)
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

  @Test("the largest batch always finds room once room was made")
  func largest() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    for number in 0..<20 {
      try writer.appendDurably(batch(number, byteCount: number % 2 == 0 ? 512 : 1))
    }
    #expect(try recover(storage, options).batches.count == 20)
  }

  @Test("while a segment is being prepared no second one is asked for")
  func onePreparation() throws {
    let writer = try recover(MemoryStorage(), options).writer
    let preparation = writer.takePreparation()
    #expect(preparation != nil)
    #expect(writer.takePreparation() == nil)
  }
}
