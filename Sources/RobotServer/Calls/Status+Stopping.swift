import GRPC

extension Status {
  /// What streams end with when the service stops.
  static let stopping = Status(.unavailable, "the service is stopping")
}
