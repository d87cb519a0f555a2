import Journal
import Linux
import Testing
import TestSupport

@Suite struct ChecksumTests {
  @Test("the published check value of CRC32C comes out")
  func checkValue() {
    #expect(Checksum.portable.of(Array("123456789".utf8)) == 0xE306_9283)
    #expect(Checksum.portable.of([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
  }

  @Test("a checksum may be continued at any place")
  func continuation() {
    let bytes = batch(1, byteCount: 100)
    let whole = Checksum.portable.of(bytes)
    for cut in 0...100 {
      let front = Checksum.portable.of(Array(bytes[..<cut]))
      #expect(Checksum.portable.of(Array(bytes[cut...]), continuing: front) == whole)
    }
  }

  @Test(
    "the processor's instruction agrees with the tables at every length and alignment",
    .enabled(if: HardwareChecksum.isAvailable)
  )
  func hardware() {
    let bytes = batch(2, byteCount: 12_345)
    let lengths = Array(0...70) + [3071, 3072, 3073, 6143, 6144, 9300, 12_300]
    for start in 0..<9 {
      for length in lengths {
        let part = bytes.span.extracting(start..<start + length)
        let hardware = HardwareChecksum.update(7, part)
        let portable = Checksum.portable.update(7, part)
        #expect(hardware == portable, "start \(start), length \(length)")
      }
    }
  }
}
