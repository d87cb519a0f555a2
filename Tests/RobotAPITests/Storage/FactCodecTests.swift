import RobotAPI
import RobotModel
import Testing

@Suite struct FactCodecTests {
  @Test("every fact comes back as it went", arguments: UInt64(1)...20)
  func roundTrip(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let codec = FactCodec()
    for _ in 0..<200 {
      let fact = random.fact()
      var bytes: [UInt8] = []
      codec.encode(fact, into: &bytes)
      #expect(try codec.decode(bytes.span.bytes) == fact)
    }
  }

  @Test("a batch comes back with its time and its facts in their order", arguments: UInt64(1)...20)
  func batch(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let codec = FactCodec()
    let facts = random.list(0...50) { $0.fact() }
    let time = random.instant()
    var bytes: [UInt8] = []
    codec.encodeBatch(facts, at: time, into: &bytes)
    var decoded: [Fact] = []
    #expect(try codec.decodeBatch(bytes.span.bytes, into: &decoded) == time)
    #expect(decoded == facts)
  }

  @Test("the same facts are always the same bytes")
  func deterministic() {
    let bytes = (0..<2).map { _ in
      var random = RandomModel(seed: 7)
      let facts = random.list(100...100) { $0.fact() }
      var bytes: [UInt8] = []
      FactCodec().encodeBatch(facts, at: .epoch, into: &bytes)
      return bytes
    }
    #expect(bytes[0] == bytes[1])
  }

  @Test("a fact with a text of megabytes keeps its lengths")
  func large() throws {
    var entry = HistoryEntry(
      sequence: 1,
      time: .epoch,
      record: RecordKey(entityType: "deal", id: "D-1"),
      kind: .logged,
      actingUser: "anna"
    )
    for byteCount in [126, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152] {
      entry.text = String(repeating: "x", count: byteCount)
      entry.newValue = .list([.text(entry.text), .text("y")])
      var bytes: [UInt8] = []
      FactCodec().encode(.historyEntry(entry), into: &bytes)
      #expect(try FactCodec().decode(bytes.span.bytes) == .historyEntry(entry))
    }
  }

  @Test("a field that this program does not know is passed over")
  func unknownField() throws {
    let fact = Fact.removedRecord(StoreNumber(rawValue: 77))
    var bytes: [UInt8] = []
    FactCodec().encode(fact, into: &bytes)
    for unknown: [UInt8] in [[0xf8, 0x07, 5], [0xfa, 0x07, 2, 1, 2], [0xfd, 0x07, 1, 2, 3, 4]] {
      #expect(try FactCodec().decode((bytes + unknown).span.bytes) == fact)
    }
  }

  @Test(
    "bytes that are cut or changed give a fact that can be kept, or an error; never a crash",
    arguments: 1...20
  )
  func hostile(seed: Int) throws {
    var random = RandomModel(seed: UInt64(seed))
    let codec = FactCodec()
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      codec.encode(random.fact(), into: &bytes)
      let end = random.number(0...bytes.count)
      var changed = Array(bytes[..<end])
      for _ in 0..<random.number(0...4) where !changed.isEmpty {
        changed[random.number(0...changed.count - 1)] = UInt8(random.number(0...255))
      }
      guard let fact = try? codec.decode(changed.span.bytes) else { continue }
      var kept: [UInt8] = []
      codec.encode(fact, into: &kept)
      #expect(try codec.decode(kept.span.bytes) == fact)
    }
  }

  @Test("what is wrong with stored bytes is said")
  func problems() {
    let cases: [([UInt8], String)] = [
      ([], "a fact is of no kind that this program knows, at byte 0"),
      ([0x48], "a number has no end, at byte 1 of a fact of field 9"),
      ([0x62, 2, 0x38, 99], "99 is no RunState, at byte 2 of a fact of field 12"),
      ([0x1a, 1, 0xff], "a text is not UTF-8, at byte 3 of a fact of field 3"),
      ([0x1a, 9, 0x41], "a field ends past its message, at byte 2 of a fact of field 3"),
    ]
    for (bytes, problem) in cases {
      let error = #expect(throws: FactError.self) { try FactCodec().decode(bytes.span.bytes) }
      #expect(error?.description == problem)
    }
  }
}
