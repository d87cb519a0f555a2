/// What a method is called and how messages flow in it.
package struct MethodDescriptor: Sendable, Equatable {
  /// The full name of the service, such as `robots.v1.RuleService`.
  package let service: String
  /// The method's own name, such as `GetRobot`.
  package let method: String
  /// Whether the client may send any number of messages, not exactly one.
  package let isClientStreaming: Bool
  /// Whether the server may send any number of messages, not exactly one.
  package let isServerStreaming: Bool

  /// Describes a method; both directions carry exactly one message unless said otherwise.
  package init(
    service: String,
    method: String,
    isClientStreaming: Bool = false,
    isServerStreaming: Bool = false
  ) {
    self.service = service
    self.method = method
    self.isClientStreaming = isClientStreaming
    self.isServerStreaming = isServerStreaming
  }

  /// The path on the wire: `/service/method`.
  package var path: String { "/\(service)/\(method)" }
}
