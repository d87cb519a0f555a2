/// Whether a service can be relied on, as health checks ask it.
package enum ServingStatus: Sendable, Equatable {
  /// It answers.
  case serving
  /// It is there but does not answer now.
  case notServing
  /// Nobody knows yet.
  case unknown
}
