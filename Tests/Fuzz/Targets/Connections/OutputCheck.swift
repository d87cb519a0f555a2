/// Reads what a connection sends, as a strict peer would.
struct OutputCheck {
  private var unread: [UInt8] = []

  /// Takes bytes and checks every frame that is complete.
  mutating func take(_ bytes: [UInt8]) throws(BrokenPromise) {
    unread += bytes
    var start = 0
    while unread.count - start >= 9 {
      let head = unread[start..<start + 9].map { Int($0) }
      let length = head[0] << 16 | head[1] << 8 | head[2]
      try promise(length <= 16_384, "a frame of \(length) bytes was sent")
      guard unread.count - start >= 9 + length else { break }
      let stream = head[5] << 24 | head[6] << 16 | head[7] << 8 | head[8]
      try check(type: head[3], stream: stream, length: length)
      start += 9 + length
    }
    unread.removeFirst(start)
  }

  private func check(type: Int, stream: Int, length: Int) throws(BrokenPromise) {
    switch type {
    case 0, 1, 9: try promise(stream % 2 == 1, "frame type \(type) was sent on stream \(stream)")
    case 3: try promise(stream % 2 == 1 && length == 4, "a wrong RST_STREAM was sent")
    case 4, 6, 7: try promise(stream == 0, "frame type \(type) was sent on stream \(stream)")
    case 8: try promise(length == 4, "a wrong WINDOW_UPDATE was sent")
    default: throw BrokenPromise(description: "a frame of type \(type) was sent")
    }
  }
}
