package import Protobuf

/// An answer of `robots.v1` in the terms of the model.
package protocol ResponseMessage {
  /// Appends the message to a buffer; the arena is used meanwhile and empty again afterwards.
  func encode(into buffer: inout [UInt8], with arena: Arena)

  /// What is appended to a first answer's bytes when it is given again for a repeated event id.
  ///
  /// In the wire format a field may follow anywhere, so the mark `duplicate = true` is two bytes
  /// at the end. Empty where the answer has no such field.
  static var duplicateMark: [UInt8] { get }
}

extension ResponseMessage {
  /// Most answers belong to calls without event ids.
  package static var duplicateMark: [UInt8] { [] }

  /// Appends a message that `fill` writes field by field: for answers of which there are many.
  func write(into buffer: inout [UInt8], _ fill: (inout FieldWriter) -> Void) {
    var writer = FieldWriter(capacity: 1_024)
    fill(&writer)
    buffer.append(contentsOf: writer.written)
  }
}
