/// What came of one read or write on a socket.
package enum Transfer: Sendable, Equatable {
  /// This many bytes went through, at least one.
  case moved(Int)
  /// Nothing went through now; wait until the descriptor is ready.
  case wouldBlock
  /// The peer has closed or reset the connection.
  case ended
}
