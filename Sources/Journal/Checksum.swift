/// CRC32C (Castagnoli), which guards every byte the journal and the snapshots hold.
package struct Checksum: Sendable {
  /// Continues a checksum, 0 at the start, over more bytes.
  package let update: @Sendable (_ checksum: UInt32, _ bytes: Span<UInt8>) -> UInt32

  /// A way to compute CRC32C; every way must give the same results.
  package init(_ update: @escaping @Sendable (UInt32, Span<UInt8>) -> UInt32) {
    self.update = update
  }

  /// Table-driven, on any processor, about 1 GB/s.
  package static let portable = Checksum(updatePortably)

  /// The checksum of bytes that stand alone.
  func callAsFunction(_ bytes: Span<UInt8>) -> UInt32 {
    update(0, bytes)
  }

  /// Folds eight bytes a step: slice k of the table says what a byte with k zero bytes behind it
  /// does to the checksum, and since the checksum is linear the eight answers are just added.
  @Sendable
  private static func updatePortably(_ checksum: UInt32, _ bytes: Span<UInt8>) -> UInt32 {
    let table = slices.span
    var sum = ~checksum
    var at = 0
    while bytes.count - at >= 8 {
      let low = sum ^ bytes.word32(at: at)
      sum =
        table[7 * 256 + Int(low & 255)] ^ table[6 * 256 + Int(low >> 8 & 255)]
        ^ table[5 * 256 + Int(low >> 16 & 255)] ^ table[4 * 256 + Int(low >> 24)]
      sum ^=
        table[3 * 256 + Int(bytes[at + 4])] ^ table[2 * 256 + Int(bytes[at + 5])]
        ^ table[256 + Int(bytes[at + 6])] ^ table[Int(bytes[at + 7])]
      at += 8
    }
    while at < bytes.count {
      sum = sum >> 8 ^ table[Int((sum ^ UInt32(bytes[at])) & 255)]
      at += 1
    }
    return ~sum
  }

  /// The polynomial of CRC32C, lowest power first.
  private static let polynomial: UInt32 = 0x82F6_3B78

  private static let slices: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var sum = UInt32(byte)
      for _ in 0..<8 {
        sum = sum & 1 == 1 ? sum >> 1 ^ polynomial : sum >> 1
      }
      table[byte] = sum
    }
    for index in 256..<table.count {
      let sum = table[index - 256]
      table[index] = sum >> 8 ^ table[Int(sum & 255)]
    }
    return table
  }()
}
