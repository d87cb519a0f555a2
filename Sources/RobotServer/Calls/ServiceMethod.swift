import GRPC

/// A method of one of the two services: what stands in each file of `Methods`.
///
/// Most are a ``UnaryMethod``, which says only how one request is answered. The others stream, or
/// answer later, and say what of the service they need.
protocol ServiceMethod: SendableMetatype {
  /// The method's names.
  static var descriptor: MethodDescriptor { get }

  /// Puts the method into the table of all methods, with what it needs of the service.
  static func register(in methods: MethodTable, of service: Service)
}

/// The full names of the two services.
enum Services {
  static let rule = "robots.v1.RuleService"
  static let execution = "robots.v1.ExecutionService"
}
