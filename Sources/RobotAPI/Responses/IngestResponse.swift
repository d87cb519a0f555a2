/// The acknowledgements of a stream of changes that have yet to be sent, as bytes.
///
/// A list in proto3 is its elements one after another, so a response grows by appending and is
/// whole after each of them. It is confined to one thread, and keeps its memory from one sending
/// to the next.
package final class IngestResponse {
  @exclusivity(unchecked) private var writer = FieldWriter(capacity: 1_024)

  /// Acknowledges nothing yet.
  package init() {}

  /// Whether there is nothing to send.
  package var isEmpty: Bool { writer.written.isEmpty }

  /// How long the message is.
  package var byteCount: Int { writer.written.count }

  /// Appends what became of an element.
  package func append(_ acknowledgement: borrowing IngestAcknowledgement) {
    writer.acknowledgement(acknowledgement)
  }

  /// Takes out the message, an `IngestResponse`; nothing is left.
  package func take() -> [UInt8] {
    defer { writer.clear() }
    return Array(writer.written)
  }
}
