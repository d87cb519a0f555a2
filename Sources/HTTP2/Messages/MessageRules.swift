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

  private struct Seen: OptionSet {
    let rawValue: UInt8
    static let method = Seen(rawValue: 1)
    static let scheme = Seen(rawValue: 2)
    static let path = Seen(rawValue: 4)
    static let authority = Seen(rawValue: 8)
    static let status = Seen(rawValue: 16)
  }

  private var kind: Kind
  private var seen: Seen = []
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

  /// Judges one field.
  mutating func admit(
    _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) throws(MessageFault) {
    guard let first = name.first else { throw .nameInvalid }
    guard FieldBytes.isValue(value) else { throw .valueInvalid }
    if first == UInt8(ascii: ":") { return try admitPseudo(name, value) }
    sawRegular = true
    guard FieldBytes.isName(name) else { throw .nameInvalid }
    try admitRegular(name, value)
  }

  /// Judges the message when its header block is over.
  func headEnded(endsStream: Bool) throws(MessageFault) {
    switch kind {
    case .request:
      let needed: Seen = isConnect ? [.method, .authority] : [.method, .scheme, .path]
      guard seen.isSuperset(of: needed) else { throw .pseudoFieldMissing }
      guard !isConnect || seen.isDisjoint(with: [.scheme, .path]) else {
        throw .pseudoFieldUnknown
      }
    case .response:
      guard seen.contains(.status) else { throw .pseudoFieldMissing }
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

  private mutating func admitPseudo(
    _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) throws(MessageFault) {
    guard kind != .trailers else { throw .pseudoFieldInTrailers }
    guard !sawRegular else { throw .pseudoFieldAfterRegular }
    let field = MessageRules.pseudoField(name)
    guard let field, (field == .status) == (kind == .response) else { throw .pseudoFieldUnknown }
    guard !seen.contains(field) else { throw .pseudoFieldRepeated }
    seen.insert(field)
    switch field {
    case .method:
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
  }

  private static func pseudoField(_ name: UnsafeRawBufferPointer) -> Seen? {
    switch name.count {
    case 5: name.equals(":path") ? .path : nil
    case 7:
      name.equals(":method")
        ? .method
        : name.equals(":scheme")
          ? .scheme
          : name.equals(":status") ? .status : nil
    case 10: name.equals(":authority") ? .authority : nil
    default: nil
    }
  }

  private mutating func admitRegular(
    _ name: UnsafeRawBufferPointer,
    _ value: UnsafeRawBufferPointer
  ) throws(MessageFault) {
    switch name.count {
    case 2 where name.equals("te"):
      guard value.equals("trailers") else { throw .teInvalid }
    case 7 where name.equals("upgrade"), 10 where name.equals("connection"),
      10 where name.equals("keep-alive"), 16 where name.equals("proxy-connection"),
      17 where name.equals("transfer-encoding"):
      throw .connectionField
    case 14 where name.equals("content-length") && kind != .trailers:
      guard let number = FieldBytes.number(value), promisedBytes ?? number == number else {
        throw .contentLengthInvalid
      }
      promisedBytes = number
    default: break
    }
  }
}
