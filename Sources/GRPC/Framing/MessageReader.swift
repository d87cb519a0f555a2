import HTTP2

/// Cuts the body of a stream into messages.
///
/// A message on the wire is one byte that says whether it is compressed, four bytes of length,
/// big end first, and that many bytes. A message that lies whole in what just arrived is
/// handed on from there without a copy; only what is incomplete is kept.
struct MessageReader: ~Copyable {
  /// Why a body cannot be cut further.
  enum Fault: Error, Equatable {
    case tooLarge(byteCount: Int)
    case compressed
    case flagUnknown(UInt8)
  }

  static let prefixCount = 5

  private var kept = ByteQueue()
  private var borrowed = UnsafeRawBufferPointer(start: nil, count: 0)

  /// How many bytes are kept or borrowed.
  var count: Int { borrowed.count + kept.count }

  /// How many bytes are kept in memory of our own.
  var keptCount: Int { kept.count }

  /// Whether the reader looks into memory that is not its own.
  var isBorrowing: Bool { borrowed.count > 0 }

  /// Takes bytes; they are only looked at where they are until `keep` is called.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    if count == 0 {
      borrowed = bytes
    } else {
      keep()
      kept.append(bytes)
    }
  }

  /// Copies what is borrowed, as it is about to become invalid.
  mutating func keep() {
    guard borrowed.count > 0 else { return }
    kept.append(borrowed)
    borrowed = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// The first message if it is complete; valid until the reader changes.
  func first(limit: Int) throws(Fault) -> UnsafeRawBufferPointer? {
    let bytes = borrowed.count > 0 ? borrowed : kept.bytes
    guard bytes.count >= MessageReader.prefixCount else { return nil }
    guard bytes[0] == 0 else {
      throw bytes[0] == 1 ? .compressed : .flagUnknown(bytes[0])
    }
    let length = Int(
      UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self))
    )
    guard length <= limit else { throw .tooLarge(byteCount: length) }
    guard bytes.count - MessageReader.prefixCount >= length else { return nil }
    return UnsafeRawBufferPointer(
      rebasing: bytes[MessageReader.prefixCount..<MessageReader.prefixCount + length]
    )
  }

  /// Lets go of the first message, which has this many bytes without its prefix.
  mutating func removeFirst(_ messageCount: Int) {
    let count = MessageReader.prefixCount + messageCount
    if borrowed.count > 0 {
      borrowed = UnsafeRawBufferPointer(rebasing: borrowed[count...])
    } else {
      kept.removeFirst(count)
    }
  }

  /// Lets go of everything.
  mutating func removeAll() {
    borrowed = UnsafeRawBufferPointer(start: nil, count: 0)
    kept.removeAll()
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Writes the prefix of an uncompressed message of this many bytes at the front.
  @inline(__always)
  func writeMessagePrefix(_ byteCount: Int) {
    storeBytes(of: 0, as: UInt8.self)
    storeBytes(of: UInt32(byteCount).bigEndian, toByteOffset: 1, as: UInt32.self)
  }
}
