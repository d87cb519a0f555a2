extension DecimalNumber: CustomStringConvertible {
  /// Reads a number as `google.type.Decimal` writes it: `-12.5`, `+3`, `.5`, `2.5e-3`.
  ///
  /// A sign, digits with at most one point, at least one digit, and an exponent may be given.
  /// Zeros that do not change the value cost no digits: `1.500000000000000000000` is 1.5.
  /// - Throws: `DecimalError`.
  package init(_ text: String) throws(DecimalError) {
    var reader = DecimalReader(text)
    let (digits, exponent) = try reader.read()
    guard digits.coefficient != 0 else {
      self = .zero
      return
    }
    guard exponent >= -Self.maximumFractionDigits else { throw .tooManyFractionDigits }
    guard digits.count + max(exponent, 0) <= Self.maximumDigits else { throw .tooManyDigits }
    let factor = Int128(UInt128.powerOfTen(max(exponent, 0)))
    let magnitude = digits.coefficient * factor
    self.init(
      reducedCoefficient: digits.isNegative ? -magnitude : magnitude,
      scale: max(-exponent, 0)
    )
  }

  /// The one canonical text of the number: `-12.5`, `0.001`, `100`; never with an exponent, a plus
  /// sign or zeros that do not count.
  package var description: String {
    let digits = String(coefficient.magnitude)
    let sign = isNegative ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let missing = max(0, scale + 1 - digits.utf8.count)
    let all = String(repeating: "0", count: missing) + digits
    return "\(sign)\(all.dropLast(scale)).\(all.suffix(scale))"
  }
}

/// A cursor over the text of a decimal number.
private struct DecimalReader {
  /// The digits that count, without the zeros at either end.
  struct Digits {
    var isNegative = false
    var coefficient: Int128 = 0
    var count = 0
  }

  private let text: String
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// Reads everything: the number is the digits times ten to the exponent.
  mutating func read() throws(DecimalError) -> (digits: Digits, exponent: Int) {
    var digits = Digits()
    digits.isNegative = takeSign()
    let exponentOfDigits = try mantissa(into: &digits)
    let exponent = try writtenExponent()
    guard position == bytes.count else { throw failure }
    return (digits, exponentOfDigits + exponent)
  }

  private var failure: DecimalError {
    .notANumber(text: String(text.prefix(64)), position: position)
  }

  private var nextDigit: Int? {
    guard position < bytes.count, 0x30...0x39 ~= bytes[position] else { return nil }
    return Int(bytes[position] - 0x30)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Steps over a sign and says whether it was a minus.
  private mutating func takeSign() -> Bool {
    if take(UInt8(ascii: "-")) { return true }
    _ = take(UInt8(ascii: "+"))
    return false
  }

  /// Reads digits and a point; returns the power of ten by which the digits count.
  private mutating func mantissa(into digits: inout Digits) throws(DecimalError) -> Int {
    var exponent = 0
    var zerosHeldBack = 0
    var seenPoint = false
    var seenDigit = false
    while true {
      if let digit = nextDigit {
        seenDigit = true
        if seenPoint { exponent -= 1 }
        if digit == 0 {
          zerosHeldBack += digits.count > 0 ? 1 : 0
        } else {
          digits.count += zerosHeldBack + 1
          guard digits.count <= DecimalNumber.maximumDigits else { throw .tooManyDigits }
          let factor = Int128(UInt128.powerOfTen(zerosHeldBack + 1))
          digits.coefficient = digits.coefficient * factor + Int128(digit)
          zerosHeldBack = 0
        }
        position += 1
      } else if !seenPoint, take(UInt8(ascii: ".")) {
        seenPoint = true
      } else if seenDigit {
        return exponent + zerosHeldBack
      } else {
        throw failure
      }
    }
  }

  /// Reads an exponent if there is one; beyond what could ever matter it stops growing.
  private mutating func writtenExponent() throws(DecimalError) -> Int {
    guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return 0 }
    let isNegative = takeSign()
    guard nextDigit != nil else { throw failure }
    var exponent = 0
    while let digit = nextDigit {
      exponent = min(exponent * 10 + digit, 1_000_000_000)
      position += 1
    }
    return isNegative ? -exponent : exponent
  }
}
