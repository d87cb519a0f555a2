/// The limits of one connection, each with its reason.
///
/// A peer that stays within them is served for ever; one that does not is told
/// ENHANCE_YOUR_CALM and cut off. Times are in nanoseconds of the owner's monotonic clock.
package struct TransportLimits: Sendable {
  /// The largest message a peer may send; a larger one ends its call before it is read.
  ///
  /// An owner with a limit of its own for messages sets it here.
  package var messageBytes = 4 << 20

  /// The largest header list: names and values plus 32 bytes each, as HTTP/2 counts.
  ///
  /// Twice what stock servers allow by default.
  package var metadataBytes = 16 << 10

  /// Calls of one connection being served at once, counting handlers that still run after their
  /// client left.
  package var concurrentCalls = 128

  /// What a stream may send before its first message is looked at.
  ///
  /// The protocol's default: `concurrentCalls` times it is what a peer can make us hold without
  /// asking.
  package var initialWindowBytes = 65_535

  /// The window of a call that streams in, so that a turn of work does not starve the sender.
  package var streamingWindowBytes = 1 << 20

  /// The window of the whole connection; given back as bytes arrive, as streams do the limiting.
  package var connectionWindowBytes = 8 << 20

  /// What the wide windows of a connection may add up to; who finds it taken keeps the narrow
  /// one.
  package var enlargedWindowBytes = 8 << 20

  /// Bytes of incomplete messages a connection holds before its calls wait for one another.
  package var heldBytes = 8 << 20

  /// Bytes waiting for a peer to read them; beyond it a call's answer is RESOURCE_EXHAUSTED.
  package var unsentBytes = 32 << 20

  /// A handler is told to go on when fewer bytes than this wait in its call.
  package var lowWaterBytes = 32 << 10

  /// Preface and first SETTINGS must be here by then.
  package var handshakeNanoseconds: UInt64 = 4_500_000_000

  /// A header block, once begun, must end by then; likewise a message.
  package var completionNanoseconds: UInt64 = 4_500_000_000

  /// How long a peer may refuse to take a single byte that waits for it; the goodbye that it will
  /// hardly take either comes on top.
  package var stallNanoseconds: UInt64 = 3_500_000_000

  /// Silence after which the peer is asked for a sign of life.
  package var silenceNanoseconds: UInt64 = 20_000_000_000

  /// How long the peer may take to give it.
  package var pingAnswerNanoseconds: UInt64 = 5_000_000_000

  /// How long a GOAWAY may wait to be read before the connection is dropped without it.
  package var farewellNanoseconds: UInt64 = 1_000_000_000

  /// What a peer may send without purpose.
  package var floods = FloodLimits()

  /// The limits the service promises.
  package init() {}
}
