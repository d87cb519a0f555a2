import GRPC
import RobotModel

/// A method with one request and one answer: what stands in each file of `Methods`.
///
/// A method decodes the request, asks or changes the engine, and encodes the answer; nothing
/// else. Whoever calls it has passed the gate, keeps what changed in the journal, and lets the
/// answer out only once everything that it tells of is durable.
///
/// ```swift
/// enum GetRobotMethod: UnaryMethod {
///   static let descriptor = MethodDescriptor(service: Services.rule, method: "GetRobot")
///   static let changes = false
///
///   static func answer(_ request: RawSpan, to call: MethodCall) throws(RequestError) -> [UInt8] {
///     …
///   }
/// }
/// ```
protocol UnaryMethod: SendableMetatype {
  /// The method's names.
  static var descriptor: MethodDescriptor { get }

  /// Whether it may change the store: such a call is refused while the disk is full.
  static var changes: Bool { get }

  /// Answers one request with the serialized response.
  ///
  /// - Throws: why it is refused; the engine has then changed nothing.
  static func answer(_ request: RawSpan, to call: MethodCall) throws(RequestError) -> [UInt8]
}

/// The full names of the two services.
enum Services {
  static let rule = "robots.v1.RuleService"
  static let execution = "robots.v1.ExecutionService"
}
