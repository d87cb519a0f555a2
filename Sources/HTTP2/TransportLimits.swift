/// The limits of one connection, each with its reason.
package struct TransportLimits: Sendable {
  /// The largest message in either direction; a larger one ends its call.
  package var messageBytes = 4 << 20

  /// The largest header list: names and values plus 32 bytes each, as HTTP/2 counts.
  package var metadataBytes = 16 << 10

  /// Calls being served at once, counting handlers that still run after their client left.
  package var concurrentCalls = 128

  /// The limits the service promises.
  package init() {}
}
