// The parts that many requests share: ids of a repeat, pages, update masks, made ids.

import CProtobufC
import CRobotsProto
import RobotModel

extension MessageReader {
  /// A part that must be there.
  mutating func needed<Part, Result>(
    _ part: UnsafeMutablePointer<Part>?,
    _ field: String,
    standIn: @autoclosure () -> Result,
    _ read: (inout MessageReader, UnsafeMutablePointer<Part>) -> Result
  ) -> Result {
    guard let part else {
      refuse(field, "is needed")
      return standIn()
    }
    return within(field) { read(&$0, part) }
  }

  /// The ids that make a repeat safe; none for a request that only asks for a check.
  mutating func identity(
    requestID: UnsafeMutablePointer<CChar>!,
    eventID: UnsafeMutablePointer<CChar>? = nil,
    isValidateOnly: Bool = false
  ) -> RequestIdentity {
    let identity = RequestIdentity(
      requestID: optionalID(requestID, "request_id"),
      eventID: eventID.map { optionalID($0, "event_id") } ?? ""
    )
    return isValidateOnly ? RequestIdentity(isCheckOnly: true) : identity
  }

  /// An id that may be left out.
  mutating func optionalID(
    _ field: UnsafeMutablePointer<CChar>!,
    _ name: String
  ) -> String {
    let id = text(field)
    if !id.isEmpty, let problem = IdentifierForm.problem(of: id) { refuse(name, problem) }
    return id
  }

  /// The key of an action, which may be left out.
  mutating func actionKey(
    _ field: UnsafeMutablePointer<CChar>!,
    _ name: String
  ) -> String {
    text(field, name, atMost: Limits.actionKeyByteCount)
  }

  /// A text that is kept or shown as it is.
  mutating func text(
    _ field: UnsafeMutablePointer<CChar>!,
    _ name: String,
    atMost limit: Int
  ) -> String {
    let text = text(field)
    if text.utf8.count > limit {
      refuse(name, "has \(text.utf8.count) bytes; expected at most \(limit)")
    }
    return text
  }

  /// An id that must be given.
  mutating func neededID(
    _ field: UnsafeMutablePointer<CChar>!,
    _ name: String
  ) -> String {
    let id = optionalID(field, name)
    if id.isEmpty { refuse(name, "is needed") }
    return id
  }

  /// Which page is asked for.
  mutating func page(_ size: Int32, _ token: UnsafeMutablePointer<CChar>!) -> PageRequest {
    if size < 0 {
      refuse(
        "page_size",
        "is \(size); it is 0 for \(Limits.pageSizeDefault), else 1 to \(Limits.pageSizeMaximum)"
      )
    }
    let token = text(token, "page_token", atMost: Limits.pageTokenByteCount)
    return PageRequest(size: Int(max(size, 0)), token: token)
  }

  /// The number behind an id that the store made; nil for an empty text.
  mutating func number(_ field: UnsafeMutablePointer<CChar>!, _ name: String) -> StoreNumber? {
    let id = text(field)
    if id.isEmpty { return nil }
    if let number = StoreNumber(text: id) { return number }
    refuse(name, "\"\(id.prefix(64))\" is no id of the service's making: those have 13 characters")
    return nil
  }

  /// The number behind an id that must be given.
  mutating func neededNumber(
    _ field: UnsafeMutablePointer<CChar>!,
    _ name: String
  ) -> StoreNumber {
    if field.pointee == 0 { refuse(name, "an id is needed") }
    return number(field, name) ?? .none
  }

  /// The paths of a mask over `message`; none for "*", which means all that can be changed.
  mutating func mask(
    _ mask: UnsafeMutablePointer<Google__Protobuf__FieldMask>?,
    over message: ProtobufCMessage?
  ) -> [String] {
    guard let mask, let message else { return [] }
    return paths(mask, hint: "name whole fields of the message, such as display_name") { path in
      protobuf_c_message_descriptor_get_field_by_name(message.descriptor, path) != nil
    }
  }

  /// The paths of a mask, each of which `isKnown` must accept.
  mutating func paths(
    _ mask: UnsafeMutablePointer<Google__Protobuf__FieldMask>,
    hint: String,
    isKnown: (String) -> Bool
  ) -> [String] {
    let count = mask.pointee.n_paths
    guard isCount(count, atMost: Limits.fieldsPerEntityType, "update_mask.paths") else {
      return []
    }
    let paths = texts(count, mask.pointee.paths)
    if paths == ["*"] { return [] }
    for (index, path) in paths.enumerated() where !isKnown(path) {
      refuse("update_mask.paths[\(index)]", "there is no \"\(path.prefix(64))\"; \(hint)")
    }
    return paths
  }
}
