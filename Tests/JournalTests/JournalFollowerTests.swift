import Journal
import Testing
import TestSupport

@Suite struct JournalFollowerTests {
  private let options = smallOptions(segmentBytes: 1024, maximumBatchBytes: 4000)

  @Test("from every place the batches behind it are read, in order and each once")
  func everyPlace() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    var payloads: [[UInt8]] = []
    var places = [writer.lastPlace]
    for number in 1...60 {
      // Some are larger than a segment.
      payloads.append(batch(number, byteCount: number % 13 == 0 ? 2_500 : 20 + number))
      try writer.appendDurably(payloads[number - 1])
      places.append(writer.lastPlace)
    }
    for place in places {
      var follower = try writer.follow(after: place.sequence, checksum: place.checksum)
      let read = try follower.readAll(writer)
      #expect(read.map(\.bytes) == Array(payloads[Int(place.sequence)...]))
      #expect(read.map(\.sequence) == Array(place.sequence + 1..<61))
      #expect(follower.place == writer.lastPlace)
    }
  }

  @Test("what is appended while it is followed is read as soon as it is durable, and not before")
  func live() throws {
    let writer = try recover(MemoryStorage(), options).writer
    var fromHere = writer.followFromHere()
    var fromStart = try writer.follow(after: 0, checksum: nil)
    for round in 0..<40 {
      let payloads = (0...round % 4).map { batch(round * 10 + $0, byteCount: 30 + round * 5) }
      for payload in payloads {
        try writer.makeRoom()
        _ = try writer.append(payload)
      }
      let work = try #require(try writer.flush())
      #expect(!fromHere.hasNext(upTo: writer.durableSequence))
      try work.perform()
      writer.markDurable(upTo: work.sequence)
      #expect(try fromHere.readAll(writer).map(\.bytes) == payloads)
      #expect(try fromStart.readAll(writer).map(\.bytes) == payloads)
    }
  }

  @Test("a place outlives a crash, and is told apart from the same number of a lost history")
  func histories() throws {
    let storage = MemoryStorage()
    let writer = try recover(storage, options).writer
    for number in 1...20 { try writer.appendDurably(batch(number, byteCount: 40)) }
    let early = storage.afterKill()
    for number in 21...30 { try writer.appendDurably(batch(number, byteCount: 40)) }
    let place = writer.lastPlace

    let next = try recover(storage.afterKill(), options).writer
    #expect(try !next.follow(after: 30, checksum: place.checksum).hasNext(upTo: 30))

    let other = try recover(early, options).writer
    #expect(throws: JournalFollowError.ahead(last: 20)) {
      try other.follow(after: 30, checksum: place.checksum)
    }
    for number in 41...60 { try other.appendDurably(batch(number, byteCount: 40)) }
    var follower = try other.follow(after: 30, checksum: place.checksum)
    #expect(throws: JournalFollowError.otherHistory) { try follower.readAll(other) }
    #expect(try other.follow(after: 30, checksum: nil).hasNext(upTo: 40))
  }

  @Test("of what no snapshot needs the newest segments are kept, by their size and age")
  func keeping() throws {
    for (bytes, age, oldest) in [(0, 0, 91), (3_000, 0, 79), (1 << 20, 0, 1), (1 << 20, 50, 49)] {
      let world = try SmallStore(smallOptions(segmentBytes: 1024, maximumBatchBytes: 512))
      for _ in 0..<4 {
        for _ in 0..<30 {
          let sequence = UInt8(world.writer.lastSequence + 1)
          try world.writer.appendDurably([sequence] + batch(Int(sequence), byteCount: 40))
        }
        let snapshot = try world.writer.beginSnapshot()
        var completion = try snapshot.finish(lastSequence: world.writer.lastSequence)
        let keeping = JournalKeeping(byteMaximum: bytes) { $0.first.map { $0 < age } ?? true }
        completion.retention = .twoSnapshots(keeping: keeping)
        world.writer.markReplaced(by: try completion.perform())
      }
      let kept = world.writer.oldestSequence
      #expect(kept <= UInt64(oldest) && kept + 12 > UInt64(oldest), "kept from \(kept)")
      var follower = try world.writer.follow(after: kept - 1, checksum: nil)
      #expect(try follower.readAll(world.writer).map(\.sequence) == Array(kept...120))
      if kept > 1 {
        #expect(throws: JournalFollowError.passed(oldest: kept)) {
          try world.writer.follow(after: kept - 2, checksum: nil)
        }
      }
    }
  }

  @Test("a follower that is passed while it reads ends its segment and then says what is kept")
  func passed() throws {
    let world = try SmallStore(smallOptions(segmentBytes: 1024, maximumBatchBytes: 512))
    try world.grow(batches: 20)
    var follower = try world.writer.follow(after: 0, checksum: nil)
    _ = try follower.next(upTo: world.writer.durableSequence)
    for _ in 0..<3 {
      try world.grow(batches: 30)
      try world.takeSnapshot()
    }
    let oldest = world.writer.oldestSequence
    #expect(throws: JournalFollowError.passed(oldest: oldest)) {
      try follower.readAll(world.writer)
    }
    #expect(follower.place.sequence > 1)
  }

  @Test("a flipped bit is never told as a batch")
  func damage() throws {
    for bit in stride(from: 0, to: 3 * 80 * 8, by: 7) {
      let storage = try writtenJournal((1...3).map { batch($0, byteCount: 40) }, options)
      let writer = try recover(storage, options).writer
      let file = try storage.open("0000000001.journal")
      var byte: [UInt8] = []
      try file.read(1, at: 64 + bit / 8, appendingTo: &byte)
      byte[0] ^= 1 << UInt8(bit % 8)
      try file.write(byte.span, at: 64 + bit / 8)
      var follower = try writer.follow(after: 0, checksum: nil)
      #expect(throws: JournalFollowError.self, "bit \(bit)") { try follower.readAll(writer) }
    }
  }
}

extension JournalFollower {
  /// Everything that is durable, as far as it was not read before.
  fileprivate mutating func readAll(
    _ writer: JournalWriter
  ) throws -> [(sequence: UInt64, bytes: [UInt8])] {
    var batches: [(sequence: UInt64, bytes: [UInt8])] = []
    while hasNext(upTo: writer.durableSequence) {
      guard let entry = try next(upTo: writer.durableSequence) else { continue }
      batches.append((entry.sequence, Array(entry.bytes)))
    }
    return batches
  }
}
