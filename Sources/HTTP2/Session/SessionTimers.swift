/// The moments at which a session must look after its peer.
///
/// Each is a monotonic time or nil. A peer that is slow to begin, to end what it began, to read
/// or to answer is dropped; a peer that is merely silent is asked first.
struct SessionTimers {
  private let limits: TransportLimits
  private let isServer: Bool

  private var handshakeDue: UInt64?
  private var silenceSince: UInt64
  private(set) var pingDue: UInt64?
  private(set) var farewellDue: UInt64?
  var unsentSince: UInt64?
  var stallCheckDue: UInt64?
  var drainDue: UInt64?

  init(limits: TransportLimits, isServer: Bool, now: UInt64) {
    self.limits = limits
    self.isServer = isServer
    silenceSince = now
    handshakeDue = isServer ? now + limits.handshakeNanoseconds : nil
  }

  /// When the first of them is due; `unfinishedSince` is when the current frame began.
  func next(unfinishedSince: UInt64?) -> UInt64? {
    if let farewellDue { return farewellDue }
    guard isServer else { return drainDue }
    var due = pingDue ?? silenceSince + limits.silenceNanoseconds
    if let handshakeDue { due = min(due, handshakeDue) }
    if let unfinishedSince { due = min(due, unfinishedSince + limits.completionNanoseconds) }
    if let unsentSince { due = min(due, unsentSince + limits.stallNanoseconds) }
    if let stallCheckDue { due = min(due, stallCheckDue) }
    if let drainDue { due = min(due, drainDue) }
    return due
  }

  /// Bytes came: the peer lives.
  mutating func heard(at now: UInt64) {
    silenceSince = now
    pingDue = nil
  }

  /// The peer's SETTINGS came.
  mutating func shookHands() {
    handshakeDue = nil
  }

  mutating func startFarewell(at now: UInt64) {
    farewellDue = now + limits.farewellNanoseconds
  }

  mutating func startPing(at now: UInt64) {
    pingDue = now + limits.pingAnswerNanoseconds
  }

  func isFarewellOver(_ now: UInt64) -> Bool { farewellDue.map { $0 <= now } ?? false }

  func isHandshakeLate(_ now: UInt64) -> Bool { handshakeDue.map { $0 <= now } ?? false }

  func isPeerSilent(_ now: UInt64) -> Bool {
    isServer && pingDue == nil && silenceSince + limits.silenceNanoseconds <= now
  }

  func isPingUnanswered(_ now: UInt64) -> Bool { pingDue.map { $0 <= now } ?? false }

  func isFrameLate(_ unfinishedSince: UInt64?, _ now: UInt64) -> Bool {
    isServer && unfinishedSince.map { $0 + limits.completionNanoseconds <= now } ?? false
  }

  func isReaderStuck(_ now: UInt64) -> Bool {
    isServer && unsentSince.map { $0 + limits.stallNanoseconds <= now } ?? false
  }
}
