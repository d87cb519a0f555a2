extension Session {
  /// Counts one incoming frame; false if the peer has sent too many of its kind.
  func charge(_ head: FrameWalker.Head) -> Bool {
    guard let kind = kind(of: head) else { return true }
    if floods.charge(kind) { return true }
    cutOff(.enhanceYourCalm, "too many \(kind.words)")
    return false
  }

  /// What an incoming frame counts as, or nil if it is the traffic itself.
  private func kind(of head: FrameWalker.Head) -> FloodMeter.Kind? {
    switch head.type {
    case FrameType.data: dataKind(of: head)
    case FrameType.headers: headersKind(of: head)
    case FrameType.continuation: nil
    case FrameType.priority: .priority
    case FrameType.resetStream: .reset
    case FrameType.settings: .settings
    case FrameType.ping: .ping
    case FrameType.windowUpdate: .windowUpdate
    default: .unknown
    }
  }

  /// A head opens a stream if its number is the highest so far; clients of gRPC send no other.
  private func headersKind(of head: FrameWalker.Head) -> FloodMeter.Kind? {
    guard head.streamID > highestAnnouncedID else { return .stale }
    highestAnnouncedID = head.streamID
    return nil
  }

  private func dataKind(of head: FrameWalker.Head) -> FloodMeter.Kind? {
    if head.streamID <= highestStreamID, !hasStream(head.streamID) { return .stale }
    if head.flags & FrameFlags.endStream != 0 { return nil }
    if head.length == 0 { return .emptyData }
    return head.length <= 16 || head.flags & FrameFlags.padded != 0 ? .thinData : nil
  }
}
