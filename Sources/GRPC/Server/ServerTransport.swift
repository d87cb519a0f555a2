package import HTTP2

/// What all connections of one server thread share: methods, limits, buffers, recycled calls.
package final class ServerTransport {
  /// The methods the connections answer.
  package let methods: MethodTable
  /// The limits every connection keeps.
  package let limits: TransportLimits

  /// Makes the shared part of a server; fill the table before the first connection.
  package init(methods: MethodTable, limits: TransportLimits = TransportLimits()) {
    self.methods = methods
    self.limits = limits
  }

  /// Starts serving a connection that was just accepted; `now` is monotonic nanoseconds.
  package func connect(
    peer: Peer,
    now: UInt64,
    owner: (any ServerConnectionOwner)? = nil
  ) -> ServerConnection {
    ServerConnection(transport: self, peer: peer, now: now, owner: owner)
  }
}
