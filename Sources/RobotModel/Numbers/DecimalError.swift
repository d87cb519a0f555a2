/// Why there is no decimal number for a text or a result.
package enum DecimalError: Error, Hashable, CustomStringConvertible {
  /// The text is not a number; `position` counts the bytes that were understood.
  case notANumber(text: String, position: Int)

  /// The exact value would need more than 34 digits.
  case tooManyDigits

  /// The exact value would need more than 18 digits after the point.
  case tooManyFractionDigits

  package var description: String {
    switch self {
    case .notANumber(let text, let position):
      "\"\(text)\" is not a decimal number such as -12.5: see byte \(position)"
    case .tooManyDigits:
      "a decimal number has at most \(DecimalNumber.maximumDigits) digits"
    case .tooManyFractionDigits:
      "a decimal number has at most \(DecimalNumber.maximumFractionDigits) digits after the point"
    }
  }
}
