import HTTP2

/// What the head of a request says to gRPC itself.
///
/// The byte runs lie in the stream's fields and are valid as long as those.
struct RequestHead {
  /// Why a request gets no further than its head.
  struct Refusal {
    let httpStatus: StaticString
    let status: Status
  }

  private(set) var path = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var timeoutNanoseconds: UInt64?
  private(set) var encoding: UnsafeRawBufferPointer?
  private(set) var refusal: Refusal?

  /// Reads the fields of a request.
  init(_ fields: FieldList) {
    if let path = fields.first(.path) { self.path = path }
    var position = 0
    while let index = fields.firstOther(from: position) {
      take(fields.name(at: index), fields.value(at: index))
      position = index + 1
    }
    judge(method: fields.first(.method), contentType: fields.first(.contentType))
  }

  private mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    switch name.count {
    case 12 where name.equals("grpc-timeout"):
      timeoutNanoseconds = Timeout.nanoseconds(value)
      if timeoutNanoseconds == nil {
        refuse("200", .internal, "grpc-timeout \"\(value.text)\" is not digits and one of HMSmun")
      }
    case 13 where name.equals("grpc-encoding"): encoding = value
    default:
      if name.isBinaryKey, !Metadata.isWellFormed(binary: value) {
        refuse("200", .internal, "the metadata \"\(name.text)\" is not base64")
      }
    }
  }

  /// What is wrong with HTTP goes before what is wrong with gRPC.
  private mutating func judge(
    method: UnsafeRawBufferPointer?,
    contentType: UnsafeRawBufferPointer?
  ) {
    if let method, !method.equals("POST") {
      refuse("405", .internal, "the HTTP method is \(method.text) and should be POST")
    } else if !isGRPC(contentType) {
      let type = contentType.map { "is \"\($0.text)\"" } ?? "is missing"
      refuse("415", .internal, "the content-type \(type) and should be application/grpc")
    }
  }

  private mutating func refuse(
    _ httpStatus: StaticString,
    _ code: StatusCode,
    _ message: String
  ) {
    refusal = Refusal(httpStatus: httpStatus, status: Status(code, message))
  }

  /// Whether the body is gRPC with protobuf messages: the bare type, `+proto`, or parameters.
  private func isGRPC(_ contentType: UnsafeRawBufferPointer?) -> Bool {
    let bare: StaticString = "application/grpc"
    guard let contentType, contentType.count >= bare.utf8CodeUnitCount else { return false }
    let front = UnsafeRawBufferPointer(rebasing: contentType[..<bare.utf8CodeUnitCount])
    guard front.equals(bare) else { return false }
    let rest = UnsafeRawBufferPointer(rebasing: contentType[bare.utf8CodeUnitCount...])
    return rest.count == 0 || rest[0] == UInt8(ascii: ";") || rest.equals("+proto")
      || rest.starts(with: "+proto;".utf8)
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes as text, for a message; cut after 200 bytes.
  var text: String { String(decoding: prefix(200), as: UTF8.self) }
}
