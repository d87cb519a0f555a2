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
  private static let digits: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"

  /// The 13-digit text form; empty for `none`.
  package var text: String {
    if self == .none { return "" }
    return unsafe String(unsafeUninitializedCapacity: Self.textByteCount) { bytes in
      unsafe writeText(to: bytes)
      return Self.textByteCount
    }
  }

  /// How many bytes the text form takes.
  static let textByteCount = 13

  /// Writes the text form's digits to the beginning of memory that has room for them.
  @unsafe func writeText(to bytes: UnsafeMutableBufferPointer<UInt8>) {
    for index in 0..<Self.textByteCount {
      let shift = UInt64((Self.textByteCount - 1 - index) * 5)
      let digit = Int(truncatingIfNeeded: rawValue >> shift) & 31
      unsafe bytes[index] = Self.digits.utf8Start[digit]
    }
  }

  /// Reads the text form; nil for anything else.
  package init?(text: String) {
    let bytes = text.utf8Span.span
    guard bytes.count == 13 else { return nil }
    var value: UInt64 = 0
    for index in 0..<13 {
      guard let digit = Self.value(ofDigit: bytes[index]) else { return nil }
      if value >> 59 != 0 { return nil }
      value = value << 5 | digit
    }
    if value == 0 { return nil }
    self.init(rawValue: value)
  }

  /// What a digit stands for; "i", "l", "o" and "u" are left out.
  private static func value(ofDigit digit: UInt8) -> UInt64? {
    let skipped: UInt8
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return UInt64(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "h"): skipped = 0
    case UInt8(ascii: "j")...UInt8(ascii: "k"): skipped = 1
    case UInt8(ascii: "m")...UInt8(ascii: "n"): skipped = 2
    case UInt8(ascii: "p")...UInt8(ascii: "t"): skipped = 3
    case UInt8(ascii: "v")...UInt8(ascii: "z"): skipped = 4
    default: return nil
    }
    return UInt64(digit - UInt8(ascii: "a") - skipped + 10)
  }
}
