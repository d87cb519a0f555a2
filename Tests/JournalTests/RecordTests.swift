import Testing
import TestSupport

@testable import Journal

@Suite struct RecordTests {
  private func encoded(_ payload: [UInt8], at offset: Int = 64) -> [UInt8] {
    var bytes: [UInt8] = []
    _ = Record.encode(
      payload,
      sequence: 1,
      lag: 1,
      previous: 0,
      into: &bytes,
      at: offset,
      .portable
    )
    return bytes
  }

  @Test("the worked example of the format is what is written")
  func workedExample() {
    let bytes = encoded([0x61, 0x62, 0x63])
    let header = Array(bytes[0..<24])
    #expect(
      header == [
        0x62, 0x74, 0x63, 0x68, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
      ]
    )
    #expect(Array(bytes[28..<40]) == [0, 0, 0x2d, 0x3e, 0x61, 0x62, 0x63, 0, 0, 0, 0, 0])
    #expect(Array(bytes[44..<48]) == Array("end.".utf8))
    #expect(bytes.count == 48)
  }

  @Test(
    "a record reads back as it was written",
    arguments: [1, 2, 7, 8, 9, 300, 511, 512, 513, 1024, 5000]
  )
  func roundTrip(byteCount: Int) throws {
    let payload = batch(byteCount, byteCount: byteCount)
    let segment = [UInt8](repeating: 0, count: 64) + encoded(payload)
    let read = Record.read(at: 64, in: segment.span, .portable)
    let record = try #require(read)
    #expect(Array(segment[record.payload]) == payload)
    #expect(record.header.sequence == 1)
    #expect(record.header.durableSequence == 0)
    #expect(record.end == segment.count)
    #expect(record.end % JournalFormat.alignment == 0)
  }

  @Test("every flipped bit of a record makes it unbelievable")
  func flippedBits() {
    let bytes = encoded(batch(5, byteCount: 61), at: 0)
    for bit in 0..<bytes.count * 8 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      let read = Record.read(at: 0, in: flipped.span, .portable)
      #expect(read == nil, "bit \(bit)")
    }
  }

  @Test("sectors that are bare by nature are counted, at any offset")
  func bareSectors() throws {
    var payload = [UInt8](repeating: 0, count: 3000)
    payload[1500] = 1
    payload[2990] = 255
    for offset in stride(from: 0, to: 1024, by: 8) {
      let record = encoded(payload, at: offset)
      let segment = [UInt8](repeating: 0, count: offset) + record
      let read = RecordHeader.read(at: offset, in: segment.span, .portable)
      let header = try #require(read)
      let bare = stride(from: 512, to: segment.count - 512, by: 512).filter { start in
        start > offset && start + 512 <= segment.count - 8
          && segment[start..<start + 512].reduce(0) { $0 + $1.nonzeroBitCount } < 2
      }
      #expect(Int(header.bareSectors) == bare.count, "offset \(offset)")
    }
  }
}
