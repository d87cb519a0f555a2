package import HTTP2

/// What all connections of one server thread share: methods, limits, buffers, recycled calls.
package final class ServerTransport {
  /// The methods the connections answer.
  package let methods: MethodTable
  /// The limits every connection keeps.
  package let limits: TransportLimits

  let environment: SessionEnvironment
  let responseHead: HeaderList
  let okTrailers: HeaderList
  @exclusivity(unchecked) private var idleCalls: [ServerCall] = []
  private static let mostIdleCalls = 256

  /// Makes the shared part of a server; fill the table before the first connection.
  package init(methods: MethodTable, limits: TransportLimits = TransportLimits()) {
    self.methods = methods
    self.limits = limits
    environment = SessionEnvironment(limits: limits)
    responseHead = HeaderList(ServerTransport.responseFields, isPermanent: true)
    okTrailers = HeaderList([HeaderList.Field("grpc-status", "0")], isPermanent: true)
  }

  /// Starts serving a connection that was just accepted; `now` is monotonic nanoseconds.
  package func connect(
    peer: Peer,
    now: UInt64,
    owner: (any ServerConnectionOwner)? = nil
  ) -> ServerConnection {
    ServerConnection(transport: self, peer: peer, now: now, owner: owner)
  }

  static let responseFields = [
    HeaderList.Field(":status", "200"), HeaderList.Field("content-type", "application/grpc"),
  ]

  /// A call to use, recycled if there is one.
  func takeCall() -> ServerCall {
    idleCalls.popLast() ?? ServerCall(transport: self)
  }

  /// Takes a call back that is over, unless somebody still holds it.
  func giveBack(_ call: inout ServerCall?) {
    guard isKnownUniquelyReferenced(&call), idleCalls.count < ServerTransport.mostIdleCalls,
      let call
    else { return }
    idleCalls.append(call)
  }
}
