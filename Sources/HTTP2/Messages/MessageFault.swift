/// What makes a message malformed (RFC 9113 section 8); its stream is reset for it.
package enum MessageFault: Error, Sendable, Equatable {
  case pseudoFieldAfterRegular
  case pseudoFieldRepeated
  case pseudoFieldUnknown
  case pseudoFieldInTrailers
  case pseudoFieldMissing
  case methodInvalid
  case pathInvalid
  case statusInvalid
  case nameInvalid
  case valueInvalid
  case connectionField
  case teInvalid
  case contentLengthInvalid
  case contentLengthDiffers
  case trailersWithoutEnd

  /// The fault in words.
  package var words: String {
    switch self {
    case .pseudoFieldAfterRegular: "a pseudo-header follows a regular field"
    case .pseudoFieldRepeated: "a pseudo-header occurs twice"
    case .pseudoFieldUnknown: "a pseudo-header is unknown or belongs to the other direction"
    case .pseudoFieldInTrailers: "trailers contain a pseudo-header"
    case .pseudoFieldMissing: "a pseudo-header is missing"
    case .methodInvalid: ":method is not a token"
    case .pathInvalid: ":path does not begin with a slash"
    case .statusInvalid: ":status is not a number of three digits"
    case .nameInvalid: "a field name is empty, not lower-case, or has a forbidden character"
    case .valueInvalid: "a field value has NUL, CR, LF, or white space at its ends"
    case .connectionField: "a field belongs to HTTP/1.1 connections"
    case .teInvalid: "te is something else than trailers"
    case .contentLengthInvalid: "content-length is not a number or differs from an earlier one"
    case .contentLengthDiffers: "the body does not have the length content-length promised"
    case .trailersWithoutEnd: "trailers do not end the stream"
    }
  }
}
