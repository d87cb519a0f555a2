import RobotModel

/// The form in which phone numbers and e-mail addresses are compared (S-31).
enum ClientAddress {
  /// An e-mail address without regard to case, since no mail system that people meet tells Anna@
  /// from anna@; of anything else that has digits, the digits with the international prefix as a
  /// plus sign; else the text without spaces around it.
  static func normalized(_ text: String) -> String {
    let text = text.trimmingSpace
    if text.contains("@") { return FoldedText.folded(text) }
    var digits = text.filter { $0.isASCII && $0.isNumber }
    if digits.isEmpty { return text }
    if text.prefix(while: { !$0.isNumber }).contains("+") { return "+" + digits }
    if digits.hasPrefix("00") {
      digits.removeFirst(2)
      return "+" + digits
    }
    return digits
  }
}
