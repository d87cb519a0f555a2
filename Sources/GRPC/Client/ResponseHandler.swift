/// Takes what a server answers to one call.
///
/// `finished` is always the last function called, exactly once.
package protocol ResponseHandler: AnyObject {
  /// The server's initial metadata; not called if the call ends without any.
  func receivedInitialMetadata(_ metadata: Metadata, _ call: ClientCall)

  /// One message; its bytes are valid only during this call.
  func received(_ message: RawSpan, _ call: ClientCall)

  /// What was sent has drained below the low-water mark: more may be sent.
  func ready(_ call: ClientCall)

  /// The call is over, by the server's word or for a reason on this side.
  func finished(_ status: Status, trailingMetadata: Metadata, _ call: ClientCall)
}
