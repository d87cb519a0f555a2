// The header of a file in a tar archive (POSIX.1-1988 "ustar", pax(1) of POSIX.1-2017).
//
// An archive is a row of blocks of 512 bytes: for each file a header, then its bytes, filled up
// with zeroes to a whole block; two blocks of zeroes end it. Numbers are octal digits. A length of
// 8 GiB or more does not fit into eleven digits and is written, as all tars understand, as a
// big-endian number whose first byte is 0x80.
//
//   offset size
//        0  100  name
//      100    8  mode            124   12  length
//      108    8  owner           136   12  time, seconds since 1970
//      116    8  group           148    8  sum of all bytes of the header, these 8 as spaces
//      156    1  kind: "0" a file
//      257    8  "ustar", 0, "00"

/// The name and length of one file of an archive.
struct TarHeader: Equatable {
  /// Bytes of a header, and of every block.
  static let blockByteCount = 512
  /// What ends an archive.
  static let end = [UInt8](repeating: 0, count: 2 * blockByteCount)

  /// The path inside the archive, of at most 100 bytes.
  let name: String
  /// The file's length.
  let byteCount: Int

  /// The length with what fills up its last block.
  var paddedByteCount: Int {
    (byteCount + Self.blockByteCount - 1) / Self.blockByteCount * Self.blockByteCount
  }

  private static let nameByteCount = 100
  private static let largestOctal = 0o77_777_777_777

  /// Names a file.
  init(name: String, byteCount: Int) {
    precondition(name.utf8.count <= Self.nameByteCount, "a name is too long for an archive")
    self.name = name
    self.byteCount = byteCount
  }

  /// Reads a header; nil where the block is none.
  init?(_ block: ArraySlice<UInt8>) {
    guard block.count == Self.blockByteCount else { return nil }
    let bytes = Array(block)
    guard let sum = Self.octal(bytes[148..<156]), sum == Self.sum(of: bytes),
      bytes[257..<262].elementsEqual("ustar".utf8),
      let byteCount = Self.number(bytes[124..<136])
    else { return nil }
    name = String(decoding: bytes[..<Self.nameByteCount].prefix { $0 != 0 }, as: UTF8.self)
    self.byteCount = byteCount
  }

  /// The block; the archive's files belong to whoever unpacks them.
  ///
  /// - Parameter seconds: the time that unpacked files get, since 1970.
  func encoded(seconds: Int64) -> [UInt8] {
    var block: [UInt8] = []
    block.reserveCapacity(Self.blockByteCount)
    block += name.utf8
    block += [UInt8](repeating: 0, count: Self.nameByteCount - block.count)
    block += Self.digits(0o600, count: 8) + Self.digits(0, count: 8) + Self.digits(0, count: 8)
    if byteCount <= Self.largestOctal {
      block += Self.digits(byteCount, count: 12)
    } else {
      block += [0x80, 0, 0, 0]
      for shift in stride(from: 56, through: 0, by: -8) {
        block.append(UInt8(truncatingIfNeeded: byteCount >> shift))
      }
    }
    block += Self.digits(Int(max(0, seconds)), count: 12)
    block += [UInt8](repeating: UInt8(ascii: " "), count: 8)
    block.append(UInt8(ascii: "0"))
    block += [UInt8](repeating: 0, count: 100)
    block += Array("ustar".utf8) + [0] + Array("00".utf8)
    block += [UInt8](repeating: 0, count: Self.blockByteCount - block.count)
    block.replaceSubrange(148..<155, with: Self.digits(Self.sum(of: block), count: 7))
    return block
  }

  /// A number in octal digits behind zeroes, and a byte of zero: `count` bytes in all.
  private static func digits(_ number: Int, count: Int) -> [UInt8] {
    let digits = Array(String(number, radix: 8).utf8)
    let zeroes = [UInt8](repeating: UInt8(ascii: "0"), count: count - 1 - digits.count)
    return zeroes + digits + [0]
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard field.first == 0x80 else { return octal(field) }
    var number = 0
    for byte in field.dropFirst() {
      guard number < 1 << 54 else { return nil }
      number = number << 8 | Int(byte)
    }
    return number
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: field.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }, as: UTF8.self)
    return Int(text, radix: 8).flatMap { $0 >= 0 ? $0 : nil }
  }

  private static func sum(of block: [UInt8]) -> Int {
    var sum = 8 * Int(UInt8(ascii: " "))
    for (index, byte) in block.enumerated() where !(148..<156).contains(index) {
      sum += Int(byte)
    }
    return sum
  }
}
