import RobotModel

/// The form in which phone numbers and e-mail addresses are compared (S-31).
enum ClientAddress {
  /// An e-mail address with its domain in lower case; of anything else that has digits, the digits
  /// with the international prefix as a plus sign; else the text without spaces around it.
  static func normalized(_ text: String) -> String {
    let text = text.trimmingSpace
    if let at = text.lastIndex(of: "@") {
      return String(text[...at]) + text[text.index(after: at)...].lowercased()
    }
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
