/// A reason that HTTP/2 gives in RST_STREAM and GOAWAY (RFC 9113 section 7), with the names of
/// those that are told apart.
package struct ErrorCode: RawRepresentable, Sendable, Equatable {
  /// The number on the wire; any value may arrive.
  package let rawValue: UInt32

  /// Takes any number from the wire.
  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Nothing is wrong.
  package static let noError = ErrorCode(rawValue: 0x0)
  /// The peer broke the protocol.
  package static let protocolError = ErrorCode(rawValue: 0x1)
  /// This side failed.
  package static let internalError = ErrorCode(rawValue: 0x2)
  /// The peer sent more than its window.
  package static let flowControlError = ErrorCode(rawValue: 0x3)
  /// SETTINGS were not acknowledged in time.
  package static let settingsTimeout = ErrorCode(rawValue: 0x4)
  /// A frame for a stream that is closed.
  package static let streamClosed = ErrorCode(rawValue: 0x5)
  /// The stream was not processed at all: trying again is safe.
  package static let refusedStream = ErrorCode(rawValue: 0x7)
  /// The stream is not wanted any more.
  package static let cancel = ErrorCode(rawValue: 0x8)
  /// The peer asks too much.
  package static let enhanceYourCalm = ErrorCode(rawValue: 0xb)
  /// The transport is not secure enough.
  package static let inadequateSecurity = ErrorCode(rawValue: 0xc)
}
