/// Judges one message by the rules of RFC 9113 section 8, field by field as it arrives.
///
/// nghttp2 has such checks too, but they refuse what stock gRPC clients send over local
/// sockets: an `:authority` that is a socket path, `unix:/path`, empty, or missing. So they are
/// switched off and these take their place, equally strict but for `:authority`, which may be
/// anything: it names a server, and whoever reached this socket has found it.
struct MessageRules {
  /// Which kind of message is being read.
  enum Kind {
    case request, response, trailers
  }

  private var kind: Kind
  /// One bit for each pseudo-header that has occurred.
  private var seen: UInt8 = 0
  private var sawRegular = false
  private var isConnect = false
  private var promisedBytes: Int?
  private var bodyBytes = 0

  /// The number in `:status` of a response.
  private(set) var status = 0

  init(_ kind: Kind) {
    self.kind = kind
  }

  /// The head is over and the trailers begin.
  mutating func beginTrailers() {
    kind = .trailers
    sawRegular = false
  }

  /// An informational response is over and the next head begins.
  mutating func beginNextResponse() {
    self = MessageRules(.response)
  }

  /// Judges one field; answers which it is.
  @inline(__always)
  mutating func admit(
    _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) throws(MessageFault) -> FieldName {
    guard name.count > 0 else { throw .nameInvalid }
    guard FieldBytes.isValue(value) else { throw .valueInvalid }
    if name[0] == UInt8(ascii: ":") { return try admitPseudo(name, value) }
    sawRegular = true
    let field = FieldName(regular: name)
    switch field {
    case .userAgent, .contentType: return field
    case .te:
      guard value.equals("trailers") else { throw .teInvalid }
    case .connection: throw .connectionField
    case .contentLength: try admitLength(value)
    default:
      guard FieldBytes.isName(name) else { throw .nameInvalid }
    }
    return field
  }

  /// Judges the message when its header block is over.
  func headEnded(endsStream: Bool) throws(MessageFault) {
    switch kind {
    case .request:
      guard isConnect else {
        guard has(.method), has(.scheme), has(.path) else { throw .pseudoFieldMissing }
        return
      }
      guard has(.authority) else { throw .pseudoFieldMissing }
      guard !has(.scheme), !has(.path) else { throw .pseudoFieldUnknown }
    case .response:
      guard has(.status) else { throw .pseudoFieldMissing }
    case .trailers:
      guard endsStream else { throw .trailersWithoutEnd }
    }
  }

  /// Judges a piece of the body.
  mutating func bodyReceived(_ byteCount: Int) throws(MessageFault) {
    bodyBytes += byteCount
    if let promisedBytes, bodyBytes > promisedBytes { throw .contentLengthDiffers }
  }

  /// Judges the end of the stream.
  func streamEnded() throws(MessageFault) {
    if let promisedBytes, bodyBytes != promisedBytes { throw .contentLengthDiffers }
  }

  private func has(_ field: FieldName) -> Bool { seen & MessageRules.bit(of: field) != 0 }

  private static func bit(of field: FieldName) -> UInt8 { 1 &<< field.rawValue }

  @inline(__always)
  private mutating func admitPseudo(
    _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) throws(MessageFault) -> FieldName {
    guard kind != .trailers else { throw .pseudoFieldInTrailers }
    guard !sawRegular else { throw .pseudoFieldAfterRegular }
    guard let field = FieldName(pseudo: name), (field == .status) == (kind == .response) else {
      throw .pseudoFieldUnknown
    }
    guard !has(field) else { throw .pseudoFieldRepeated }
    seen |= MessageRules.bit(of: field)
    switch field {
    case .method:
      guard !value.equals("POST") else { break }
      guard FieldBytes.isToken(value) else { throw .methodInvalid }
      isConnect = value.equals("CONNECT")
    case .path:
      guard value.first == UInt8(ascii: "/") || value.equals("*") else { throw .pathInvalid }
    case .scheme:
      guard value.count > 0 else { throw .pseudoFieldMissing }
    case .status:
      guard value.count == 3, let number = FieldBytes.number(value) else { throw .statusInvalid }
      status = number
    default: break
    }
    return field
  }

  private mutating func admitLength(_ value: UnsafeRawBufferPointer) throws(MessageFault) {
    guard kind != .trailers else { return }
    guard let number = FieldBytes.number(value), promisedBytes ?? number == number else {
      throw .contentLengthInvalid
    }
    promisedBytes = number
  }
}
