// The plain way to read an element of a stream of changes: its number, and a put of plain form.
// Whatever else an element holds gives nil, and is read the general way, which alone judges
// requests. See `PlainPutRecord.swift`.

import RobotModel

extension IngestRequest {
  /// Reads an element that is a plain put; nil for any other bytes, whether good or bad.
  init?(plainRequest bytes: UnsafeRawBufferPointer) {
    do throws(FactError) {
      var reader = StorageReader(bytes)
      let put: UInt64 = 2
      guard try reader.next() == 1 else { return nil }
      let number = try reader.signedNumber()
      guard try reader.next() == put else { return nil }
      let message = try reader.messageBytes()
      guard reader.isAtEnd, let command = PutRecord(plainRequest: message) else { return nil }
      self.init(number: number, element: .put(PutRecordRequest(plain: command)))
    } catch {
      return nil
    }
  }
}
