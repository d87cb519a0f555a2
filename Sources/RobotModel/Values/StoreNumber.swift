/// A number that the store gives to a record, a visit or a run.
///
/// The upper 44 bits are the millisecond of engine time at which the number was made, the lower
/// 20 a counter, and a new number is always greater than the last one. So numbers are unique in
/// the store, sort by time, and the text form, 13 digits of Crockford's base 32, sorts alike.
package struct StoreNumber: Hashable, Comparable, Sendable {
  /// The number itself; zero is never given and stands for "none".
  package let rawValue: UInt64

  /// Wraps a number that was stored earlier.
  package init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Stands for "none".
  package static let none = StoreNumber(rawValue: 0)

  /// The number after `last` for something made at `milliseconds` of engine time.
  package static func next(
    after last: StoreNumber,
    atMilliseconds milliseconds: Int64
  )
    -> StoreNumber
  {
    let timed = UInt64(clamping: milliseconds) << 20
    return StoreNumber(rawValue: max(last.rawValue + 1, timed))
  }

  /// The engine time at which it was made.
  package var madeTime: Instant { Instant(millisecondsSinceEpoch: Int64(rawValue >> 20)) }

  /// Orders by the time of making.
  package static func < (left: StoreNumber, right: StoreNumber) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension StoreNumber {
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// The 13-digit text form; empty for `none`.
  package var text: String {
    if self == .none { return "" }
    return unsafe String(unsafeUninitializedCapacity: 13) { bytes in
      for index in 0..<13 {
        let digit = Int(truncatingIfNeeded: rawValue >> UInt64((12 - index) * 5)) & 31
        unsafe bytes[index] = Self.digits[digit]
      }
      return 13
    }
  }

  /// Reads the text form; nil for anything else.
  package init?(text: String) {
    guard text.utf8.count == 13 else { return nil }
    var value: UInt64 = 0
    for byte in text.utf8 {
      guard let digit = Self.digits.firstIndex(of: byte) else { return nil }
      if value >> 59 != 0 { return nil }
      value = value << 5 | UInt64(digit)
    }
    if value == 0 { return nil }
    self.init(rawValue: value)
  }
}
