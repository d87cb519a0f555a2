import RobotModel

/// How a number is written: `number: 2, ",", " "` writes 1 234,50.
struct NumberFormat: Hashable {
  /// Digits after the point; nil for as many as the number has.
  var fractionDigits: Int?
  /// Between the whole part and the fraction.
  var decimalSeparator = "."
  /// Between groups of three digits of the whole part.
  var groupSeparator = ""

  /// The number in this format, rounded half to even.
  func text(of number: DecimalNumber) -> String {
    let rounded = fractionDigits.flatMap { try? number.rounded(to: $0) } ?? number
    let parts = rounded.description.split(separator: ".", omittingEmptySubsequences: false)
    let isNegative = parts[0].hasPrefix("-")
    let whole = grouped(isNegative ? parts[0].dropFirst() : parts[0])
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    if let fractionDigits, fraction.utf8.count < fractionDigits {
      fraction += String(repeating: "0", count: fractionDigits - fraction.utf8.count)
    }
    let sign = isNegative ? "-" : ""
    return fraction.isEmpty ? sign + whole : sign + whole + decimalSeparator + fraction
  }

  private func grouped(_ digits: Substring) -> String {
    if groupSeparator.isEmpty { return String(digits) }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text += groupSeparator }
      text.append(digit)
    }
    return text
  }
}
