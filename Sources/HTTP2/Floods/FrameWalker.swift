/// Walks the frame heads of incoming bytes, before nghttp2 sees them.
///
/// Every frame begins with nine bytes: a length of three, a type, flags, and a stream number
/// of four, big end first. Following them is cheap, shows also the frames that nghttp2 drops
/// without a word, and tells at any moment whether the peer is in the middle of something it
/// ought to end: a frame, or a header block of HEADERS and CONTINUATION frames.
struct FrameWalker {
  /// The head of one frame.
  struct Head {
    let length: Int
    let type: UInt8
    let flags: UInt8
    let streamID: Int32
  }

  private static let headCount = 9

  private var partialHead = InlineArray<9, UInt8>(repeating: 0)
  private var partialCount = 0
  private var payloadLeft = 0
  private var isInHeaderBlock = false

  /// When the frame or header block began that has not ended yet; nil between frames.
  private(set) var unfinishedSince: UInt64?

  /// Takes the next bytes; `visit` sees each head as it completes and may refuse to go on.
  ///
  /// Returns false if `visit` refused.
  @inline(__always)
  mutating func walk(
    _ bytes: UnsafeRawBufferPointer,
    now: UInt64,
    visit: (Head) -> Bool
  ) -> Bool {
    var offset = 0
    while offset < bytes.count {
      if payloadLeft > 0 {
        let step = min(payloadLeft, bytes.count - offset)
        payloadLeft -= step
        offset += step
        if payloadLeft == 0 { noteFrameEnd() }
        continue
      }
      if unfinishedSince == nil { unfinishedSince = now }
      let head: Head
      if partialCount == 0, bytes.count - offset >= FrameWalker.headCount {
        head = FrameWalker.head { bytes[offset + $0] }
        offset += FrameWalker.headCount
      } else {
        partialHead[partialCount] = bytes[offset]
        partialCount += 1
        offset += 1
        guard partialCount == FrameWalker.headCount else { continue }
        let partial = partialHead
        head = FrameWalker.head { partial[$0] }
        partialCount = 0
      }
      payloadLeft = head.length
      if head.type == FrameType.headers || head.type == FrameType.continuation {
        isInHeaderBlock = head.flags & FrameFlags.endHeaders == 0
      }
      guard visit(head) else { return false }
      if payloadLeft == 0 { noteFrameEnd() }
    }
    return true
  }

  private mutating func noteFrameEnd() {
    if !isInHeaderBlock { unfinishedSince = nil }
  }

  @inline(__always)
  private static func head(_ byte: (Int) -> UInt8) -> Head {
    let number = UInt32(byte(5)) << 24 | UInt32(byte(6)) << 16 | UInt32(byte(7)) << 8
    return Head(
      length: Int(byte(0)) << 16 | Int(byte(1)) << 8 | Int(byte(2)),
      type: byte(3),
      flags: byte(4),
      streamID: Int32(truncatingIfNeeded: (number | UInt32(byte(8))) & 0x7fff_ffff)
    )
  }
}
