// The plain way to read a worker's result: a success without outputs, in one pass over its bytes.
// Whatever else a worker says gives nil, and is read the general way, which alone judges requests.
// See `PlainPutRecord.swift`.

import RobotModel

extension CompleteAction {
  /// Reads a success without outputs; nil for any other bytes, whether good or bad.
  init?(plainRequest bytes: UnsafeRawBufferPointer) {
    do throws(FactError) {
      var reader = StorageReader(bytes)
      let result: UInt64 = 4
      guard try reader.next() == result else { return nil }
      var message = try reader.message()
      guard reader.isAtEnd, let command = try message.plainResult() else { return nil }
      self = command
    } catch {
      return nil
    }
  }
}

extension StorageReader {
  /// `robots.v1.ActionResult`.
  fileprivate mutating func plainResult() throws(FactError) -> CompleteAction? {
    guard try next() == 1, let run = StoreNumber(text: try text()) else { return nil }
    guard try next() == 2 else { return nil }
    let key = try text()
    // A zero is refused, and many marks in a row would cost much to compare.
    if key.utf8.contains(where: { $0 == 0 || $0 >= 0xCC }) { return nil }
    guard try next() == 3 else { return nil }
    let success = try message()
    var attempt: UInt32?
    if !isAtEnd {
      guard try next() == 5 else { return nil }
      attempt = try smallNumber()
    }
    // A zero, and what the protocol's type does not hold, is read the general way.
    guard success.isAtEnd, isAtEnd, 1...UInt32(Int32.max) ~= attempt ?? 1 else { return nil }
    return CompleteAction(run: run, key: key, attempt: attempt, outcome: .success(outputs: []))
  }
}
