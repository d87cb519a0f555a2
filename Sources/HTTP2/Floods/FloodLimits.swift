/// How many frames of each cheap kind a peer may send in one window of time.
///
/// HTTP/2 lets a peer spend nine bytes and have us work. Stock gRPC clients send these frames in
/// proportion to real traffic: a WINDOW_UPDATE answers DATA, a PING measures a transfer, a reset
/// gives up a call. So each kind has a base allowance for quiet times and earns more with the
/// traffic that justifies it. `UInt32.max` switches a limit off.
package struct FloodLimits: Sendable {
  /// The length of a window; all counts start anew in each.
  package var windowNanoseconds: UInt64 = 10_000_000_000

  /// PING: keep-alive needs few; bandwidth probes earn one for each DATA frame we sent.
  package var pings: UInt32 = 200

  /// SETTINGS: stock clients send one or two, and a few more while they tune frame sizes.
  package var settings: UInt32 = 50

  /// PRIORITY: obsolete and ignored; each request earns one.
  package var priorities: UInt32 = 200

  /// WINDOW_UPDATE: each DATA frame we sent earns four, each request two.
  package var windowUpdates: UInt32 = 1_000

  /// DATA without a byte and without an end: serves no purpose at all.
  package var emptyData: UInt32 = 100

  /// DATA of at most 16 bytes, or padded: each whole message earns two.
  package var thinData: UInt32 = 2_000

  /// GOAWAY, which needs to be said once, and frames of types nobody asked for.
  package var unknownFrames: UInt32 = 100

  /// RST_STREAM received, and requests refused for lack of a place: each call that was served
  /// to its end earns one.
  package var resets: UInt32 = 1_000

  /// Requests that break the rules of HTTP, each answered with a reset of ours, and those whose
  /// header lists are larger than allowed.
  package var malformedRequests: UInt32 = 100

  /// DATA on streams that are no longer there, in flight when we reset the stream, and heads
  /// that open no stream.
  package var staleFrames: UInt32 = 2_000

  /// The allowances the service promises.
  package init() {}

  /// Allowances that no peer can exceed: the control that shows what the limits are for.
  package static var off: FloodLimits {
    var limits = FloodLimits()
    limits.pings = .max
    limits.settings = .max
    limits.priorities = .max
    limits.windowUpdates = .max
    limits.emptyData = .max
    limits.thinData = .max
    limits.unknownFrames = .max
    limits.resets = .max
    limits.malformedRequests = .max
    limits.staleFrames = .max
    return limits
  }
}
