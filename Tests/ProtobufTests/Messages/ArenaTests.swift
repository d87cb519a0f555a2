import CProtobufC
import CRobotsProto
import Protobuf
import TestSupport
import Testing

@Suite struct ArenaTests {
  let recordType = MessageType(robots__v1__record__init)

  @Test("A record is read field by field and packs to the bytes it came from")
  func roundTrip() throws {
    let arena = Arena()
    try Samples.record.withUnsafeBytes { bytes in
      let record = try recordType.read(bytes, into: arena)
      #expect(String(cString: record.pointee.id) == "d-1042")
      #expect(record.pointee.n_fields == 6)
      let amount = try #require(record.pointee.fields[4]?.pointee.value)
      #expect(amount.pointee.kind_case == ROBOTS__V1__VALUE__KIND_MONEY)
      #expect(amount.pointee.money.pointee.units == 125_000)
      #expect(record.pointee.create_time.pointee.seconds == 1_760_000_000)
      var packed: [UInt8] = [9]
      Packing.pack(record.asMessage, appendingTo: &packed)
      #expect(packed == [9] + Samples.record)
    }
  }

  @Test("A message built from Swift values packs to what the wire format says")
  func building() {
    let arena = Arena()
    let record = arena.make(robots__v1__record__init)
    record.pointee.entity_type = arena.string("deal")
    record.pointee.id = arena.string("")
    (record.pointee.n_fields, record.pointee.fields) = arena.list(["a", "b"]) { key in
      let entry = arena.make(robots__v1__record__fields_entry__init)
      entry.pointee.key = arena.string(key)
      return entry
    }
    var packed: [UInt8] = []
    Packing.pack(record.asMessage, appendingTo: &packed)
    var expected = WireWriter()
    expected.bytes(1, "deal".utf8)
    expected.append(Samples.message(3) { $0.bytes(1, "a".utf8) })
    expected.append(Samples.message(3) { $0.bytes(1, "b".utf8) })
    #expect(packed == expected.bytes)
    #expect(Packing.byteCount(of: record.asMessage) == expected.bytes.count)
  }

  @Test("Unpacking stops at the limit, building does not, and both work again after a reset")
  func limit() throws {
    let arena = Arena(firstBlockBytes: 64, limitBytes: 8192)
    let large = Samples.message(1) { $0.bytes(1, [UInt8](repeating: 0x61, count: 10_000)) }
    let listType = Samples.descriptor("robots.v1.ValueList")
    large.withUnsafeBytes { #expect(arena.unpack($0, as: listType) == nil) }
    _ = arena.string(String(repeating: "x", count: 20_000))
    #expect(arena.usedBytes > 20_000)
    arena.reset()
    #expect(arena.usedBytes == 0)
    Samples.record.withUnsafeBytes {
      #expect(arena.unpack($0, as: recordType.descriptor) != nil)
    }
  }

  @Test("Everything handed out is aligned for any C type and none of it overlaps")
  func alignment() {
    let arena = Arena(firstBlockBytes: 100)
    var numbers = SeededRandom(seed: 3)
    for _ in 0..<20 {
      var taken: [Range<UInt>] = []
      for _ in 0..<50 {
        let count = Int.random(in: 0...200, using: &numbers)
        let memory = arena.allocate(byteCount: count)
        memory.initializeMemory(as: UInt8.self, repeating: 0xaa, count: count)
        let start = UInt(bitPattern: memory)
        if count > 0 {
          #expect(start.isMultiple(of: 16))
          taken.append(start..<start + UInt(count))
        }
      }
      taken.sort { $0.lowerBound < $1.lowerBound }
      for (left, right) in zip(taken, taken.dropFirst()) {
        #expect(left.upperBound <= right.lowerBound)
      }
      arena.reset()
    }
  }

  @Test("Bytes keep their NULs and text keeps its letters")
  func copies() {
    let arena = Arena()
    let data = arena.bytes([1, 0, 2])
    #expect(Array(UnsafeBufferPointer(start: data.data, count: data.len)) == [1, 0, 2])
    #expect(arena.bytes([]).len == 0)
    #expect(String(cString: arena.string("zażółć 🤖")) == "zażółć 🤖")
    #expect(arena.list([Int]()) { $0 }.elements == nil)
  }

  @Test("A refused message says why; a message over the memory limit too")
  func refusals() {
    let arena = Arena(firstBlockBytes: 64, limitBytes: 0)
    Samples.record.withUnsafeBytes { bytes in
      #expect(throws: ValidationError(problem: .tooMuchMemory, path: "", offset: 0)) {
        try recordType.read(bytes, into: arena)
      }
      #expect(throws: ValidationError.self) {
        try MessageType(robots__v1__value__init).read(bytes, into: arena)
      }
    }
  }
}
