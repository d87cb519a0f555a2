extension Status {
  /// What streams end with that wait for their client when the server stops: the client is to try
  /// again, and will find the next one.
  package static let stopping = Status(.unavailable, "the server is stopping")
}
