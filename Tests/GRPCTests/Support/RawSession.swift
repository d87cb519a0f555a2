import HTTP2

// What both raw sides have in common: they are asked when there is output, and take it at once.

extension SessionOwner {
  func outputAppeared() {}
  func peerIsLeaving(_ reason: String) {}

  /// All that one side has to send now.
  func collect(_ flush: (UInt64, (RawSpan) -> Int) -> Void, at now: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    flush(now) { span in
      span.withUnsafeBytes { bytes.append(contentsOf: $0) }
      return span.byteCount
    }
    return bytes
  }
}
