import GRPC
import RobotAPI
import RobotModel

/// A method with one request and one answer, as most files of `Methods` hold one.
///
/// A method asks or changes the engine; nothing else. Whoever calls it has passed the gate,
/// decodes the request, gives the first answer again for an id that is known, keeps what changed
/// in the journal, encodes the answer, and lets it out only once everything that it tells of is
/// durable.
///
/// ```swift
/// enum GetRobotMethod: UnaryMethod {
///   static let descriptor = MethodDescriptor(service: Services.rule, method: "GetRobot")
///
///   static func answer(
///     _ request: GetRobotRequest,
///     to call: MethodCall
///   ) throws(RequestError) -> GetRobotResponse {
///     …
///   }
/// }
/// ```
protocol UnaryMethod: ServiceMethod {
  associatedtype Request: RequestMessage
  associatedtype Response: ResponseMessage

  /// Answers one request.
  ///
  /// - Throws: why it is refused; the engine has then changed nothing.
  static func answer(_ request: Request, to call: MethodCall) throws(RequestError) -> Response
}

extension UnaryMethod {
  static func register(in methods: MethodTable, of service: Service) {
    methods.add(descriptor, unary: UnaryMethodHandler(Self.self, service.state))
  }
}
