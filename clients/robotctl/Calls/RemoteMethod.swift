import GRPC
import Protobuf

/// A method of the service as robotctl knows it: from the embedded definitions.
struct RemoteMethod {
  /// What the wire needs.
  let descriptor: MethodDescriptor
  private let inputName: String
  private let outputName: String

  /// The service and the method of a word such as `RuleService/GetRobot`; a service without a
  /// package is one of `robots.v1`.
  static func names(in word: String) throws(UsageError) -> (service: String, method: String) {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts.contains("") else {
      throw UsageError("a method is written SERVICE/METHOD, not \"\(word)\"")
    }
    return (parts[0].contains(".") ? parts[0] : "robots.v1.\(parts[0])", parts[1])
  }

  /// Looks the method up; what is near is suggested where there is no such method.
  init(service: String, name: String) throws(UsageError) {
    let definitions = DescriptorSet.embedded
    guard let info = definitions.service(named: service) else {
      let known = definitions.services.map(\.name).joined(separator: ", ")
      throw UsageError("there is no service \"\(service)\"; there are \(known)")
    }
    guard let method = info.method(named: name) else {
      let known = info.methods.map(\.name).joined(separator: ", ")
      throw UsageError("\(service) has no method \"\(name)\"; it has \(known)")
    }
    descriptor = MethodDescriptor(
      service: service,
      method: name,
      isClientStreaming: method.isClientStreaming,
      isServerStreaming: method.isServerStreaming
    )
    inputName = method.inputName
    outputName = method.outputName
  }

  /// The request's bytes for its JSON form, as a person wrote it.
  func encode(_ text: String) throws(UsageError) -> [UInt8] {
    do {
      return try JSONMapping().jsonToWire(inputName, Array(text.utf8))
    } catch {
      throw UsageError("the request: \(error)")
    }
  }

  /// The request's bytes for its tree, which has no lines of its own: the way to a mistake in it
  /// says the place.
  func encode(_ request: JSON) throws(UsageError) -> [UInt8] {
    do {
      return try JSONMapping().jsonToWire(inputName, request.value)
    } catch {
      throw UsageError("\(error)")
    }
  }

  /// The answer's bytes as JSON.
  func decode(_ bytes: [UInt8]) throws -> JSON {
    JSON(try JSONMapping().wireToJSONValue(outputName, bytes))
  }
}
