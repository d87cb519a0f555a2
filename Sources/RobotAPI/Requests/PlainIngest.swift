// The plain way to read an element of a stream of changes: its number, and a put of plain form.
// Whatever else an element holds gives nil, and is read the general way, which alone judges
// requests. See `PlainPutRecord.swift`.

package import RobotModel

/// An element of a stream of changes that is a put of plain form, which carries no id.
package struct PlainPut {
  /// By which the element is acknowledged.
  package let number: Int64
  package let command: PutRecord

  /// Reads an element; nil for any other bytes, whether good or bad.
  package init?(element bytes: RawSpan) {
    guard let put = bytes.withUnsafeBytes({ PlainPut($0) }) else { return nil }
    self = put
  }

  private init?(_ bytes: UnsafeRawBufferPointer) {
    do throws(FactError) {
      var reader = StorageReader(bytes)
      let put: UInt64 = 2
      guard try reader.next() == 1 else { return nil }
      number = try reader.signedNumber()
      guard try reader.next() == put else { return nil }
      let message = try reader.messageBytes()
      guard reader.isAtEnd, let command = PutRecord(plainRequest: message) else { return nil }
      self.command = command
    } catch {
      return nil
    }
  }
}
