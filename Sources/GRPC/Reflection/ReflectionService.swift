// grpc.reflection: lets a client that has no definitions ask the server for them.
//
// The v1 and v1alpha services differ in name only: their messages have the same fields, numbers
// and types, so one set of generated structures reads and writes both. Answers come from the
// embedded descriptor set: a file is sent with all it imports, as clients then need not ask again.

import CRobotsProto
package import Protobuf

/// The standard reflection service, in both its versions.
///
/// Confined to the thread of the connections.
package final class ReflectionService {
  private typealias Request = Grpc__Reflection__V1__ServerReflectionRequest
  private typealias Response = Grpc__Reflection__V1__ServerReflectionResponse

  /// What a request asks for, by the number of the field that is set.
  private enum Question: UInt32 {
    case fileByFilename = 3
    case fileContainingSymbol, fileContainingExtension, allExtensionNumbersOfType, listServices
  }

  /// What a response holds, by the number of the field that is set.
  private enum Answer: UInt32 {
    case files = 4
    case extensionNumbers, services, error
  }

  /// Read when the first client asks: a start, and an idle service, pay nothing for it.
  private lazy var descriptors = readDescriptors()
  private let readDescriptors: () -> DescriptorSet
  private unowned let methods: MethodTable
  private let requestType = MessageType(
    grpc__reflection__v1__server_reflection_request__init
  )
  private let arena = Arena(firstBlockBytes: 4096, limitBytes: 1024 * 1024)

  /// Makes a service that tells of the table's services and serves the definitions' files.
  package init(
    of methods: MethodTable,
    descriptors: @autoclosure @escaping () -> DescriptorSet = .embedded
  ) {
    self.methods = methods
    readDescriptors = descriptors
  }

  /// Adds the reflection calls to the table; services added later are told of as well.
  package func register() {
    for version in ["v1", "v1alpha"] {
      methods.add(
        MethodDescriptor(
          service: "grpc.reflection.\(version).ServerReflection",
          method: "ServerReflectionInfo",
          isClientStreaming: true,
          isServerStreaming: true
        ),
        stream: { ReflectionCall(self) }
      )
    }
  }

  /// Answers one request of a call.
  func answer(_ message: RawSpan, to call: ServerCall) throws(ValidationError) {
    let request = try requestType.read(message, into: arena)
    let response = arena.make(grpc__reflection__v1__server_reflection_response__init)
    response.pointee.valid_host = request.pointee.host
    response.pointee.original_request = request
    fill(response, for: request)
    call.send(response, clearing: arena)
  }

  private func fill(
    _ response: UnsafeMutablePointer<Response>,
    for request: UnsafeMutablePointer<Request>
  ) {
    switch Question(rawValue: request.pointee.message_request_case.rawValue) {
    case .fileByFilename:
      let name = String(cString: request.pointee.file_by_filename)
      set(response, file: descriptors.fileIndex(named: name), named: "file \"\(name)\"")
    case .fileContainingSymbol:
      let symbol = String(cString: request.pointee.file_containing_symbol)
      set(response, file: descriptors.fileIndex(declaring: symbol), named: "symbol \"\(symbol)\"")
    case .fileContainingExtension:
      let type = String(cString: request.pointee.file_containing_extension.pointee.containing_type)
      let number = request.pointee.file_containing_extension.pointee.extension_number
      set(
        response,
        file: descriptors.fileIndex(extending: type, number: Int(number)),
        named: "extension \(number) of \"\(type)\""
      )
    case .allExtensionNumbersOfType:
      set(response, extensionsOf: String(cString: request.pointee.all_extension_numbers_of_type))
    case .listServices:
      setServices(response)
    case nil:
      set(response, error: .invalidArgument, "the request asks for nothing; set message_request")
    }
  }

  // MARK: - Answers

  private func set(_ response: UnsafeMutablePointer<Response>, file: Int?, named name: String) {
    guard let file else {
      set(response, error: .notFound, "no \(name) is known here")
      return
    }
    let answer = arena.make(grpc__reflection__v1__file_descriptor_response__init)
    (answer.pointee.n_file_descriptor_proto, answer.pointee.file_descriptor_proto) =
      arena.list(descriptors.filesNeeded(by: file)) { index in
        descriptors.serializedFile(index).withUnsafeBytes { arena.bytes($0) }
      }
    response.pointee.file_descriptor_response = answer
    setKind(of: response, .files)
  }

  private func set(_ response: UnsafeMutablePointer<Response>, extensionsOf type: String) {
    guard descriptors.message(named: type) != nil else {
      set(response, error: .notFound, "no message type \"\(type)\" is known here")
      return
    }
    let answer = arena.make(grpc__reflection__v1__extension_number_response__init)
    answer.pointee.base_type_name = arena.string(type)
    (answer.pointee.n_extension_number, answer.pointee.extension_number) =
      arena.list(descriptors.extensionNumbers(of: type)) { Int32($0) }
    response.pointee.all_extension_numbers_response = answer
    setKind(of: response, .extensionNumbers)
  }

  private func setServices(_ response: UnsafeMutablePointer<Response>) {
    var names: [String] = []
    for method in methods.descriptors where !names.contains(method.service) {
      names.append(method.service)
    }
    let answer = arena.make(grpc__reflection__v1__list_service_response__init)
    (answer.pointee.n_service, answer.pointee.service) = arena.list(names) { name in
      let service = arena.make(grpc__reflection__v1__service_response__init)
      service.pointee.name = arena.string(name)
      return service
    }
    response.pointee.list_services_response = answer
    setKind(of: response, .services)
  }

  private func set(
    _ response: UnsafeMutablePointer<Response>,
    error code: StatusCode,
    _ message: String
  ) {
    let error = arena.make(grpc__reflection__v1__error_response__init)
    error.pointee.error_code = Int32(code.rawValue)
    error.pointee.error_message = arena.string(message)
    response.pointee.error_response = error
    setKind(of: response, .error)
  }

  private func setKind(of response: UnsafeMutablePointer<Response>, _ answer: Answer) {
    response.pointee.message_response_case.rawValue = answer.rawValue
  }
}
