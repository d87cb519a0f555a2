import CRobotsProto
package import Protobuf
package import RobotModel

/// One element of a stream of changes: the request of a unary call under a number of the sender's.
package struct IngestRequest: RequestMessage {
  /// What is asked for.
  package enum Element: Sendable {
    case put(PutRecordRequest)
    case move(MoveItemRequest)
    case delete(DeleteRecordRequest)
    case event(SendEventRequest)
    /// The caller's source has told everything that it had to tell.
    case caughtUp
  }

  /// By which the element is acknowledged.
  package var number: Int64
  package var element: Element

  /// Reads any element; most are read quicker as a ``PlainPut``.
  package init(decoding bytes: RawSpan, with arena: Arena) throws(RequestError) {
    self = try decode(bytes, as: robots__v1__ingest_request__init, with: arena) {
      message,
      reader in
      IngestRequest(number: message.pointee.number, element: reader.element(message))
    }
  }

  init(number: Int64, element: Element) {
    self.number = number
    self.element = element
  }

  /// The number of an element, as far as it can be told from bytes that may be no good message.
  ///
  /// So a malformed element, too, is refused by its number; nil where even that cannot be read.
  package static func number(in bytes: RawSpan) -> Int64? {
    bytes.withUnsafeBytes { bytes in
      var number: Int64 = 0
      do throws(FactError) {
        var reader = StorageReader(bytes)
        while let field = try reader.next() {
          if field == 1 { number = try reader.signedNumber() } else { try reader.skip() }
        }
        return number
      } catch {
        return nil
      }
    }
  }
}

extension MessageReader {
  fileprivate mutating func element(
    _ message: UnsafeMutablePointer<Robots__V1__IngestRequest>
  ) -> IngestRequest.Element {
    switch message.pointee.element_case {
    case ROBOTS__V1__INGEST_REQUEST__ELEMENT_PUT:
      return .put(part("put", message.pointee.put) { PutRecordRequest($0, &$1) })
    case ROBOTS__V1__INGEST_REQUEST__ELEMENT_MOVE:
      return .move(part("move", message.pointee.move) { MoveItemRequest($0, &$1) })
    case ROBOTS__V1__INGEST_REQUEST__ELEMENT_DELETE:
      return .delete(part("delete", message.pointee.delete_) { DeleteRecordRequest($0, &$1) })
    case ROBOTS__V1__INGEST_REQUEST__ELEMENT_EVENT:
      return .event(part("event", message.pointee.event) { SendEventRequest($0, &$1) })
    case ROBOTS__V1__INGEST_REQUEST__ELEMENT_CAUGHT_UP:
      return .caughtUp
    default:
      refuse("element", "a put, move, delete, event or caught_up is needed")
      return .caughtUp
    }
  }

  /// A unary call's request, in the same form in which that call would have brought it.
  private mutating func part<Message, Request: ChangeRequest>(
    _ field: String,
    _ message: UnsafeMutablePointer<Message>,
    _ read: (UnsafeMutablePointer<Message>, inout MessageReader) -> Request
  ) -> Request {
    var request = within(field) { read(message, &$0) }
    request.keepCanonicalForm(of: message)
    return request
  }
}
